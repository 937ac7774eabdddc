"""Defines what the sidecar may read and change in Odoo. Any other request is refused with an error that names
the model or field.

Each module declares what its flows need in `suture.gateway._suture_access`. The integration user has no
rights except those in the union of these declarations.
"""

from typing import NamedTuple


class Access(NamedTuple):
    """The rights that one module, or all modules together, give the sidecar to read, change and link
    records.
    """

    module: str = ""
    read: dict = {}  # {model: {field, …}}
    write: dict = {}
    create: dict = {}
    # Models that an exchange can be linked to.
    link: frozenset = frozenset()
    # The fields that a dry run shows for records that a plan touches: {model: {"fields": […], "lines": […]}}.
    # `lines` are one2many fields whose records are included.
    shown: dict = {}
    # Fields and models of optional apps: {model: {field, …}}. If the app is not installed, reading them
    # returns empty values.
    optional: dict = {}


def declared_by(package, **access):
    """Returns an `Access` with these rights, as a declaration of the Odoo module that contains the Python
    package `package` (pass `__name__`).
    """
    return Access(module=module_of(package), **access)


def module_of(package):
    """Returns the name of the Odoo module of a Python package: suture_stock for
    "odoo.addons.suture_stock.models".
    """
    return package.split(".")[2]


def union(declarations):
    """Merges declarations into one `Access` that allows everything that any of them allows."""
    return Access(
        read=_fields(each.read for each in declarations),
        write=_fields(each.write for each in declarations),
        create=_fields(each.create for each in declarations),
        link=frozenset().union(*(each.link for each in declarations)),
        shown=_shown(each.shown for each in declarations),
        optional=_fields(each.optional for each in declarations),
    )


def _fields(parts):
    merged = {}
    for part in parts:
        for model, fields in part.items():
            merged[model] = merged.get(model, frozenset()) | frozenset(fields)
    return merged


def _shown(parts):
    merged = {}
    for part in parts:
        for model, shown in part.items():
            known = merged.setdefault(model, {"fields": (), "lines": ()})
            for kind in known:
                known[kind] = tuple(dict.fromkeys([*known[kind], *shown.get(kind, ())]))
    return merged


def allowed(env):
    """Returns the union of the declarations of all installed modules."""
    return env["suture.gateway"]._suture_allowed()


def require(permitted, model, fields, what):
    """Raises ValueError if the model or one of the fields is not in `permitted` (one part of an `Access`).
    The message starts with `what` and names the first one that is missing.
    """
    if model not in permitted:
        raise ValueError(f"{what}: model {model!r} is not on the allow-list")
    for field in fields:
        if field not in permitted[model]:
            raise ValueError(f"{what}: field {model}.{field} is not on the allow-list")


CORE = declared_by(
    __name__,
    read={
        "res.company": {"id", "name", "partner_id", "currency_id"},
        "res.country": {"id", "name", "code"},
        "res.country.state": {"id", "name", "code", "country_id"},
        "res.currency": {"id", "name", "decimal_places"},
        "res.partner": {
            "id",
            "name",
            "ref",
            "vat",
            "barcode",
            "commercial_partner_id",
            "parent_id",
            "child_ids",
            "street",
            "street2",
            "city",
            "zip",
            "state_id",
            "country_id",
            "company_id",
            "active",
        },
        "suture.connection": {"id", "code"},
        "suture.crosswalk": {"id", "connection_id", "scheme", "value", "res_model", "res_id"},
        "suture.exchange": {
            "id",
            "name",
            "message_key",
            "message_id",
            "revision",
            "direction",
            "connection_id",
            "document_type",
            "document_number",
            "state",
            "reason_code",
            "note",
            "note_terms",
            "changes",
            "changes_data",
            "res_model",
            "res_id",
            "company_id",
        },
        "suture.idempotency.key": {"id", "key", "content_hash"},
    },
    link=frozenset({"res.partner"}),
)
