"""What the catalogue says of the fields of a document: labels, kinds, and what findings call them."""

from typing import NamedTuple


class Field(NamedTuple):
    path: str
    label: str
    kind: str
    editable: bool
    addable: bool
    finding_fields: tuple
    choices: dict  # the label of each value, where it is one of a few


class Fields:
    """The fields of one type of document, by path: "lines.*.quantity.value"; `*` is an entry of a list.

    A type that the catalogue does not know has none: its values are shown under the names that they have.
    """

    def __init__(self, env, document_type):
        found = env["suture.catalogue.document.field"].sudo().search([("document", "=", document_type)])
        self._by_path = {each.path: _field(each) for each in found}
        self._places = {path: place for place, path in enumerate(self._by_path)}

    def at(self, path):
        """The field at a path; one of the path's own words where the catalogue has none."""
        name = path.rpartition(".")[2]
        return self._by_path.get(path) or Field(path, words(name), "text", False, False, (name,), {})

    def place(self, path):
        """Where a field comes in the order of the document; what is unknown comes last."""
        return self._places.get(path, len(self._places))

    def addable(self):
        """The fields of the document itself that a person may add."""
        return [each.path for each in self._by_path.values() if each.addable and "." not in each.path]


def _field(record):
    finding_fields = tuple(record.finding_fields or ())
    choices = {choice.value: choice.label for choice in record.choice_ids}
    return Field(
        record.path, record.label or "", record.kind, record.editable, record.addable, finding_fields, choices
    )


def words(name):
    """A name of the document that has no label: "statedLineCount" is "stated line count"."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in str(name))
