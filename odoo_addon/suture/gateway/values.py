"""Values on the wire and in Odoo. On the wire: instants are ISO 8601 in UTC with Z, days YYYY-MM-DD, absent
is null.
"""

from datetime import date, datetime, timezone

from odoo import Command


def to_wire(field, value):
    """A value of `field`, as `read(load=None)` gives it, for the wire."""
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


def moment(text):
    """An instant of the wire as Odoo stores it: a naive datetime in UTC. None stays False."""
    if not text:
        return False
    parsed = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if parsed.tzinfo:
        parsed = parsed.astimezone(timezone.utc).replace(tzinfo=None)
    return parsed.replace(microsecond=0)


def from_wire(field, value, resolve):
    """A value of a plan for `create` or `write` of `field`.

    :param resolve: turns an id or `{"ref": …}` into the id of a record of `field.comodel_name`
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
    """The value without NUL characters, which PostgreSQL cannot hold: one partner's garbage must not stop the
    rest.
    """
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, list):
        return [cleaned(element) for element in value]
    if isinstance(value, dict):
        return {cleaned(name): cleaned(element) for name, element in value.items()}
    return value
