"""What a verb is: a business action that a plan asks for by name (docs/gateway.md)."""

from typing import NamedTuple


class VerbOfMany(NamedTuple):
    """A verb whose records Odoo makes faster together than one by one."""

    prepare: object  # (env, company, arguments) → the values
    make: object  # (env, [values]) → the records in that order
    check: object  # (record, arguments); raises Refused
