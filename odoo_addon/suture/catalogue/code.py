"""Provides a field type for codes of the catalogue, and a check of the codes that users enter."""

from odoo import fields


def Code(subject, string=None, **attributes):
    """Returns a selection field for codes of the catalogue, such as formats, transports and states.

    Any text can be stored, because a sidecar of another version may report codes that are unknown in this
    database. The labels come from the catalogue's records, so lists, filters, groups and search panels show
    them without knowing the codes. `unknown_code` checks what users enter.

    :param subject: the subject of the entries, such as "format"
    """
    if string:
        attributes["string"] = string
    return fields.Selection(lambda model: model.env["suture.catalogue.entry"]._labels(subject), **attributes)


def unknown_code(record, name, choices):
    """Returns an error text that lists the allowed labels if the code in the field `name` is not one of
    `choices`. Returns None if it is one of them, or if the field is empty.

    :param choices: `[[code, label], …]`
    """
    code = record[name]
    labels = dict(choices)
    if not code or code in labels:
        return None
    return record.env._(
        "%(field)s: %(code)s is unknown. Choose one of: %(labels)s.",
        field=record._fields[name]._description_string(record.env),
        code=code,
        labels=", ".join(labels.values()),
    )
