"""Compares an invoice with its order and the receipts, line by line, as a table."""

from odoo.addons.suture.panes.record import quantity

# How the verdict on a line is shown, by the severity of its reason code in the catalogue.
TONES = {"info": "info", "warning": "warning", "error": "danger", "critical": "danger"}


def match_table(exchange):
    """Returns `{"rows": [row]}`, or False if no line was matched or the user cannot read the orders.

    A row is `{"line", "item", "ordered", "received", "billed", "invoiced", "verdict", "detail", "tone",
    "actions"}`. The quantities of the order are the current ones, with their unit. `invoiced` is the quantity
    in this invoice. An action is `{"text", "call": [model, method, ids]}`; the method returns an action.
    """
    matches = [each for each in exchange.matches or [] if isinstance(each, dict)]
    lines = exchange.env["purchase.order.line"].browse([each["order_line_id"] for each in matches])
    lines = lines.exists()
    if not matches or not lines.has_access("read"):
        return False
    by_id = {line.id: line for line in lines}
    rows = [
        _row(exchange, each, by_id[each["order_line_id"]])
        for each in matches
        if each["order_line_id"] in by_id
    ]
    known = {each["line"] for each in matches}
    return {"rows": rows + _unmatched(exchange, known)}


def _row(exchange, match, line):
    unit = line.product_uom_id
    return {
        "line": match["line"],
        "item": line.product_id.display_name or line.name or "",
        "ordered": quantity(line.product_qty, unit),
        "received": quantity(line.qty_received, unit),
        "billed": quantity(line.suture_qty_billed, unit),
        "invoiced": quantity(float(match["quantity"]), unit),
        **_verdict(exchange, _findings(exchange, match["line"]), line.order_id),
    }


def _unmatched(exchange, known):
    """Returns a row for each line of the invoice that has findings but no order line."""
    findings = [each for each in exchange.findings or [] if isinstance(each, dict) and each.get("line")]
    lines = dict.fromkeys(each["line"] for each in findings if each["line"] not in known)
    empty = {"ordered": "", "received": "", "billed": "", "invoiced": ""}
    order = exchange.env["purchase.order"]
    return [
        {
            "line": line,
            "item": next((each.get("item") for each in findings if each["line"] == line), "") or "",
            **empty,
            **_verdict(exchange, _findings(exchange, line), order),
        }
        for line in lines
    ]


def _findings(exchange, line):
    return [each for each in exchange.findings or [] if isinstance(each, dict) and each.get("line") == line]


def _verdict(exchange, findings, order):
    """Returns the verdict on a line: the reason of its first finding, the texts of all, and the actions."""
    if not findings:
        done = exchange.state == "done"
        verdict = exchange.env._("Billed") if done else exchange.env._("Matches")
        return {"verdict": verdict, "detail": "", "tone": "success", "actions": []}
    reason = exchange.env["suture.catalogue.entry"]._entry("reason", findings[0].get("code"))
    return {
        "verdict": reason.label or findings[0].get("code"),
        "detail": " ".join(str(each["text"]) for each in findings if each.get("text")),
        "tone": TONES.get(reason._fact("severity"), "warning"),
        "actions": _actions(exchange, findings, order),
    }


def _actions(exchange, findings, order):
    env = exchange.env
    actions = []
    is_early = any(each.get("code") == "INVOICE_BEFORE_RECEIPT" for each in findings)
    if order and is_early and order._suture_has_receipts():
        actions.append(
            {"text": env._("Open Receipt"), "call": [order._name, "action_view_picking", order.ids]}
        )
    elif order:
        actions.append({"text": env._("Open Order"), "call": [order._name, "get_formview_action", order.ids]})
    if exchange.can_accept and any(each.get("acceptable") is True for each in findings):
        actions.append(
            {"text": env._("Accept…"), "call": [exchange._name, "action_ask_accept", exchange.ids]}
        )
    return actions
