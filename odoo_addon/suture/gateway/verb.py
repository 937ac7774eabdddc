"""Defines verbs: business actions that a plan requests by name (docs/gateway.md)."""

from typing import NamedTuple


class VerbOfMany(NamedTuple):
    """The functions of a verb whose records Odoo creates faster in bulk than one by one."""

    prepare: object  # (env, company, arguments) → the values
    make: object  # (env, [values]) → the records in that order
    check: object  # (record, arguments); raises Refused
