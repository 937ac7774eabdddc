"""Builds the milestones of a bill or a customer invoice: reported, posted, paid."""

from odoo.addons.suture.journey import step
from odoo.addons.suture.timeline import link_to, noon, told_by

PAID = ("paid", "in_payment", "reversed")


def move_milestones(move):
    """Returns the milestones of a bill or a customer invoice that belongs to no order."""
    _ = move.env._
    steps = told_by(move)
    posted = move.state == "posted"
    steps.append(
        step(
            "fa-check",
            _("Posted") if posted else _("To post"),
            "done" if posted else "expected",
            noon(move.company_id, move.date) if posted else False,
            link=link_to(move),
        )
    )
    return [*steps, paid(move, move)]


def paid(document, moves):
    _ = document.env._
    posted = moves.filtered(lambda row: row.state == "posted")
    due = posted.line_ids.filtered(
        lambda line: line.account_type in ("asset_receivable", "liability_payable")
    )
    days = (due.matched_debit_ids | due.matched_credit_ids).mapped("max_date")
    at = noon(moves.company_id[:1], max(days)) if days else False
    if posted and all(move.payment_state in PAID for move in posted):
        return step("fa-money", _("Paid"), "done", at, link=link_to(posted[-1:]))
    if days:
        return step("fa-money", _("Partially paid"), "processing", at, link=link_to(posted[-1:]))
    return step("fa-money", _("Paid"), "expected", False)
