"""Builds the milestones of a bill or a customer invoice: reported, posted, paid, reversed, cancelled."""

from odoo.addons.suture.journey import step
from odoo.addons.suture.timeline import author_of, link_to, on_day, told_by

PAID = ("paid", "in_payment")
REFUNDS = ("in_refund", "out_refund")


def move_milestones(move):
    """Returns the milestones of a bill or a customer invoice that belongs to no order."""
    _ = move.env._
    steps = told_by(move)
    if move.state == "cancel":
        return [*steps, *cancelled(move)]
    posted = move.state == "posted"
    if posted:
        by = author_of(move, "state")[1]
        done = step("fa-check", _("Posted"), "done", False, by=by, link=link_to(move))
        steps.append(on_day(done, move.company_id, move.date))
    else:
        steps.append(step("fa-check", _("To post"), "expected", False, link=link_to(move)))
    return [*steps, *settled(move, move), *refunded(move)]


def settled(document, moves):
    """Returns a list with the milestone of the payment of the given bills. It is empty if a credit note has
    reversed all of them, because nothing remains to be paid.
    """
    posted = moves.filtered(lambda row: row.state == "posted")
    owed = posted.filtered(lambda row: row.payment_state != "reversed")
    return [] if posted and posted == moves and not owed else [paid(document, owed)]


def paid(document, moves):
    """Returns the milestone of the payment of posted bills that no credit note has reversed."""
    _ = document.env._
    posted = moves.filtered(lambda row: row.state == "posted")
    partials = payments(posted)
    last = max(partials, key=lambda row: (row.max_date, row.id)) if partials else partials
    if posted and all(move.payment_state in PAID for move in posted):
        done = step("fa-money", _("Paid"), "done", False)
    elif partials:
        done = step("fa-money", _("Partially paid"), "processing", False)
    else:
        return step("fa-money", _("Paid"), "expected", False)
    done = {**done, "by": last.create_uid.name or "", "link": link_to(posted[-1:])}
    return on_day(done, moves.company_id[:1], last.max_date if last else False)


def payments(moves):
    """Returns the reconciliations of bills with payments. Those with credit notes are none."""
    due = moves.line_ids.filtered(lambda line: line.account_type in ("asset_receivable", "liability_payable"))
    partials = due.matched_debit_ids | due.matched_credit_ids
    return partials.filtered(
        lambda row: (
            not set((row.debit_move_id | row.credit_move_id).move_id.mapped("move_type")) & set(REFUNDS)
        )
    )


def refunded(moves):
    """Returns a milestone for each posted credit note that reverses one of the bills."""
    return [credit_note(each) for each in moves.reversal_move_ids.filtered(lambda row: row.state == "posted")]


def credit_note(move):
    """Returns the milestone of a posted credit note, with its amount."""
    amount = move.currency_id.format(move.amount_total)
    title = move.env._("Credit note of %s", amount)
    by = author_of(move, "state")[1] or move.create_uid.name or ""
    done = step("fa-undo", title, "done", False, by=by, link=link_to(move))
    return on_day(done, move.company_id, move.invoice_date or move.date)


def cancelled(moves):
    """Returns a milestone for each cancelled bill, with the time and the author of the cancellation."""
    steps = []
    for move in moves.filtered(lambda row: row.state == "cancel"):
        at, by = author_of(move, "state")
        title = (
            move.env._("Bill cancelled") if move.is_purchase_document() else move.env._("Invoice cancelled")
        )
        steps.append(step("fa-ban", title, "done", at or move.write_date, by=by, link=link_to(move)))
    return steps
