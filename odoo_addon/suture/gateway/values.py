"""Converts values between Odoo and the JSON of the gateway ("on the wire"). On the wire, instants are in ISO
8601 format in UTC with Z, dates are YYYY-MM-DD, and absent values are null.
"""

from datetime import date, datetime, timezone
from decimal import Decimal

from odoo import Command


def to_wire(field, value):
    """Converts a value of `field`, as `read(load=None)` returns it, to its form on the wire."""
    if isinstance(value, datetime):
        return f"{value.isoformat(timespec='seconds')}Z"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return list(value)
    if value is False and field.type != "boolean":
        return None
    if field.type == "many2one_reference" and not value:
        return None
    return value


def number(value):
    """Converts a decimal string or number to the float that Odoo's fields expect."""
    return float(Decimal(str(value)))


def moment(text):
    """Converts an instant from the wire to a naive datetime in UTC. None becomes False."""
    if not text:
        return False
    parsed = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if parsed.tzinfo:
        parsed = parsed.astimezone(timezone.utc).replace(tzinfo=None)
    return parsed.replace(microsecond=0)


def from_wire(field, value, resolve):
    """Converts a value of a plan to what `create` or `write` expects for `field`.

    :param resolve: called with a model and an ID or `{"ref": …}`; returns the ID of the record
    """
    if value is None:
        return False
    if field.type == "datetime":
        return moment(value)
    if field.type == "many2one":
        return resolve(field.comodel_name, value)
    if field.type == "many2many":
        return [Command.set([resolve(field.comodel_name, each) for each in value])]
    return value


def cleaned(value):
    """Returns the value without NUL characters, at any depth, because PostgreSQL cannot store them."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, list):
        return [cleaned(element) for element in value]
    if isinstance(value, dict):
        return {cleaned(name): cleaned(element) for name, element in value.items()}
    return value
