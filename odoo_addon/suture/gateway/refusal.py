"""What makes the gateway refuse one document, by its reason code."""

from odoo.exceptions import UserError


class Refused(UserError):
    """The document cannot be applied. `code` is a reason code of the catalogue, the text is for a person."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Stale(Exception):
    """A guard of the plan does not hold any more: the plan was made from an older state of the record."""
