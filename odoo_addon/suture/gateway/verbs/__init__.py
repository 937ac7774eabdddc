from .draft_vendor_bill import draft_vendor_bill

VERBS = {"draft_vendor_bill": draft_vendor_bill}
