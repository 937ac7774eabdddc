"""The canonical document in words: what we understood."""

from .sections import row, section

# By which words findings speak of a part of the document.
FINDING_FIELDS = {
    "id": ("number",),
    "quantity": ("quantity", "unit"),
    "price": ("price", "currency"),
    "item": ("item",),
    "substitute": ("item",),
    "date": ("date", "shipment"),
    "dueDate": ("date",),
    "issueDate": ("date",),
    "requestedDate": ("date",),
    "orderReference": ("order",),
    "invoiceReference": ("order", "payment"),
    "paymentReference": ("payment",),
    "response": ("order",),
    "currency": ("currency",),
    "total": ("total",),
    "amount": ("amount",),
    "taxes": ("tax",),
    "taxAmount": ("tax",),
    "charges": ("charge",),
    "discounts": ("total",),
    "paymentTerms": ("date",),
    "department": ("department", "location"),
    "costCentre": ("cost centre",),
    "lot": ("lot", "expiry"),
    "payer": ("payer", "partner"),
    "seller": ("partner",),
    "revenueAccount": ("account",),
    "statedLineCount": ("lines",),
}
LEFT_OUT = ("type", "lines", "parts")


def canonical_sections(env, document):
    """The sections of a canonical document (docs/architecture.md), the document as a whole first."""
    labels = labels_of(env)
    sections = [section(env._("Document"), _rows(document, labels))]
    for index, line in enumerate(document.get("lines") or [], start=1):
        if isinstance(line, dict):
            number = line.get("id") or index
            sections.append(section(env._("Line %s", number), _line_rows(env, line, labels), number))
    return sections


def _line_rows(env, line, labels):
    rows = _rows({name: value for name, value in line.items() if name != "id"}, labels)
    parts = [part for part in line.get("parts") or [] if isinstance(part, dict)]
    for index, part in enumerate(parts, start=1):
        prefix = env._("Answer %s · ", index) if len(parts) > 1 else env._("Answer · ")
        rows += [{**each, "label": prefix + each["label"]} for each in _rows(part, labels)]
    return rows


def _rows(part, labels):
    """In the order of the labels: PostgreSQL keeps members by the length of their names."""
    order = {name: place for place, name in enumerate(labels)}
    return [
        row(labels.get(name) or words(name), readable(value), *FINDING_FIELDS.get(name, (name,)))
        for name, value in sorted(part.items(), key=lambda member: order.get(member[0], len(order)))
        if name not in LEFT_OUT and value not in (None, "", [], {})
    ]


def readable(value):
    """A value of a canonical document as a person reads it."""
    if isinstance(value, bool):
        return "✓" if value else "–"
    if isinstance(value, list):
        return ", ".join(readable(each) for each in value)
    if not isinstance(value, dict):
        return str(value)
    if "amount" in value and "currency" in value:
        price = f"{value['amount']} {value['currency']}"
        base = value.get("baseQuantity")
        return f"{price} / {readable(base)}" if base else price
    if "value" in value and "unit" in value:
        # A unit of the sender's own stands behind the name of its format: "x12:UN".
        return f"{value['value']} {value['unit'].rpartition(':')[2]}"
    if "scheme" in value and "id" in value:
        return f"{value['scheme']} {value['id']}"
    if "ids" in value:
        named = value.get("name") or value.get("description")
        ids = readable(value["ids"])
        return f"{named} ({ids})" if named and ids else named or ids
    return ", ".join(f"{words(name)} {readable(each)}" for name, each in value.items() if each)


def words(name):
    """A name of the document that has no label: "statedLineCount" is "stated line count"."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in str(name))


def labels_of(env):
    """The names of a document's parts for reading, in the order in which they are shown."""
    _ = env._
    return {
        "id": _("Number"),
        "item": _("Item"),
        "substitute": _("Offered instead"),
        "quantity": _("Quantity"),
        "price": _("Price"),
        "orderReference": _("Order"),
        "sellerReference": _("Their reference"),
        "contractReference": _("Contract"),
        "issueDate": _("Issued on"),
        "dueDate": _("Due on"),
        "requestedDate": _("Requested for"),
        "date": _("Date"),
        "dateMeaning": _("Meaning of the date"),
        "occurredAt": _("Happened at"),
        "response": _("Answer"),
        "status": _("Answer"),
        "direction": _("Direction"),
        "currency": _("Currency"),
        "seller": _("Seller"),
        "buyer": _("Buyer"),
        "deliverTo": _("Deliver to"),
        "amount": _("Amount"),
        "total": _("Total"),
        "taxes": _("Tax"),
        "taxAmount": _("Tax"),
        "charges": _("Charges"),
        "discounts": _("Discount for early payment"),
        "paymentTerms": _("Payment terms"),
        "baseQuantity": _("Price is for"),
        "apart": _("Settled apart"),
        "note": _("Note"),
        "lot": _("Lot"),
        "department": _("Department"),
        "costCentre": _("Cost centre"),
        "encounter": _("Encounter (pseudonym)"),
        "account": _("Account (pseudonym)"),
        "payer": _("Payer"),
        "method": _("Way of payment"),
        "kind": _("Kind"),
        "invoiceReference": _("Invoice"),
        "paymentReference": _("Payment"),
        "revenueAccount": _("Revenue account"),
        "orderLineReference": _("Order line"),
        "parts": _("Answer"),
        "unit": _("Unit"),
        "scheme": _("Kind of number"),
        "description": _("Description"),
        "statedLineCount": _("Number of lines, as stated"),
    }
