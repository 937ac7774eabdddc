"""What billing's documents tell on a customer invoice, in the words of somebody who collects money."""

ICONS = {
    "CustomerInvoice": "fa-file-text-o",
    "CustomerInvoiceVoid": "fa-undo",
    "Payment": "fa-money",
}


def billing_title(exchange, partner):
    """The title of the step of an exchange about an invoice or a payment; an empty text for other kinds."""
    _ = exchange.env._
    if exchange.document_type == "CustomerInvoice":
        return _("%s issued this invoice", partner)
    if exchange.document_type == "CustomerInvoiceVoid":
        return _("%s withdrew this invoice", partner)
    if exchange.document_type == "Payment":
        return _payment_title(exchange)
    return ""


def _payment_title(exchange):
    _ = exchange.env._
    payload = exchange.payload or {}
    amount = " ".join(filter(None, (payload.get("amount"), payload.get("currency"))))
    if payload.get("kind") == "refund":
        titles = {
            "done": _("Refund of %s registered", amount),
            "attention": _("Refund of %s not registered", amount),
            "waiting": _("Refund of %s waits", amount),
            "held": _("Refund of %s waits", amount),
        }
        return titles.get(exchange.state) or _("Refund of %s", amount)
    titles = {
        "done": _("Payment of %s registered", amount),
        "attention": _("Payment of %s not registered", amount),
        "waiting": _("Payment of %s waits", amount),
        "held": _("Payment of %s waits", amount),
    }
    return titles.get(exchange.state) or _("Payment of %s", amount)


def told_again(exchanges):
    """Those of a document's exchanges that tell of an invoice or a payment that another one has told of.

    Two publishers may tell of one payment; it is registered once, and the journey must not read as if twice.
    """
    seen, again = set(), exchanges.browse()
    told = exchanges.filtered(lambda row: row.document_type in ICONS and row.state == "done")
    for exchange in told.sorted(lambda row: (row.done_at or row.received_at, row.id)):
        kind = (exchange.payload or {}).get("kind")
        key = (exchange.document_type, kind, exchange.document_number)
        if key in seen:
            again |= exchange
        seen.add(key)
    return again
