"""A field that holds a code of the catalogue."""

from odoo import fields


def Code(subject, string=None, **attributes):
    """A text field whose values are codes of the catalogue: formats, transports, states.

    Any text can be stored: a sidecar of another version may report codes that this database does not know.
    The labels are those of the catalogue's records, so lists, filters, groups and search panels show them
    without knowing the codes. What people enter is checked by `unknown_code`.

    :param subject: the subject of the entries, such as "format"
    """
    if string:
        attributes["string"] = string
    return fields.Selection(lambda model: model.env["suture.catalogue.entry"]._labels(subject), **attributes)


def unknown_code(record, name, choices):
    """Why the code in a field is not possible, in a sentence that names what is; None when it is possible.

    An empty field is possible.

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
