"""Describes billing documents in the history of a customer invoice, in accounting terms."""

ICONS = {
    "CustomerInvoice": "fa-file-text-o",
    "CustomerInvoiceVoid": "fa-undo",
    "Payment": "fa-money",
}


def billing_words(exchange, partner):
    """Returns the icon and the title in the history of documents that report an invoice or a payment:
    `{document type: (icon, title)}`.

    :param partner: the name of the partner
    """
    _ = exchange.env._
    titles = {
        "CustomerInvoice": _("%s issued this invoice", partner),
        "CustomerInvoiceVoid": _("%s cancelled this invoice", partner),
        "Payment": _payment_title(exchange) if exchange.document_type == "Payment" else "",
    }
    return {kind: (ICONS[kind], title) for kind, title in titles.items()}


def _payment_title(exchange):
    _ = exchange.env._
    payload = exchange.payload or {}
    amount = " ".join(filter(None, (payload.get("amount"), payload.get("currency"))))
    if payload.get("kind") == "refund":
        titles = {
            "done": _("Refund of %s registered", amount),
            "attention": _("Refund of %s not registered", amount),
            "waiting": _("Refund of %s is waiting", amount),
            "held": _("Refund of %s is waiting", amount),
        }
        return titles.get(exchange.state) or _("Refund of %s", amount)
    titles = {
        "done": _("Payment of %s registered", amount),
        "attention": _("Payment of %s not registered", amount),
        "waiting": _("Payment of %s is waiting", amount),
        "held": _("Payment of %s is waiting", amount),
    }
    return titles.get(exchange.state) or _("Payment of %s", amount)
