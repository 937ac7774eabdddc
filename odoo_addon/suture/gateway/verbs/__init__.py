from collections import namedtuple

from . import draft_vendor_bill as bills
from .consume_stock import consume_stock
from .draft_vendor_bill import draft_vendor_bill
from .issue_customer_invoice import issue_customer_invoice
from .refund_payment import refund_payment
from .register_payment import register_payment
from .void_customer_invoice import void_customer_invoice

# A verb whose records Odoo makes faster together than one by one: `prepare(env, company, arguments)` gives
# the values, `make(env, [values])` the records in that order, `check(record, arguments)` raises Refused.
VerbOfMany = namedtuple("VerbOfMany", ["prepare", "make", "check"])

VERBS_OF_MANY = {"draft_vendor_bill": VerbOfMany(bills.prepare, bills.make, bills.check_total)}

VERBS = {
    "consume_stock": consume_stock,
    "draft_vendor_bill": draft_vendor_bill,
    "issue_customer_invoice": issue_customer_invoice,
    "refund_payment": refund_payment,
    "register_payment": register_payment,
    "void_customer_invoice": void_customer_invoice,
}
