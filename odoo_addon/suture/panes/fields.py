"""Looks up the fields of a document in the catalogue: labels, kinds, and their names in findings."""

from typing import NamedTuple


class Field(NamedTuple):
    path: str
    label: str
    kind: str
    editable: bool
    addable: bool
    finding_fields: tuple
    choices: dict  # {value: label} if the catalogue lists the values


class Fields:
    """The fields of one document type by path, such as "lines.*.quantity.value"; `*` is an entry of a list.

    A document type that is not in the catalogue has no fields. Its values are shown under their technical
    names.
    """

    def __init__(self, env, document_type):
        self.env = env
        found = env["suture.catalogue.document.field"].sudo().search([("document", "=", document_type)])
        self._by_path = {each.path: _field(each) for each in found}
        self._places = {path: place for place, path in enumerate(self._by_path)}

    def at(self, path):
        """Returns the field at a path. If the catalogue does not contain it, returns a text field whose label
        consists of the words of its name.
        """
        name = path.rpartition(".")[2]
        return self._by_path.get(path) or Field(path, words(name), "text", False, False, (name,), {})

    def place(self, path):
        """Returns the position of a field in the document. Unknown fields come last."""
        return self._places.get(path, len(self._places))

    def addable(self):
        """Returns the paths of fields that users can add to the document as a whole."""
        return [each.path for each in self._by_path.values() if each.addable and "." not in each.path]


def _field(record):
    finding_fields = tuple(record.finding_fields or ())
    choices = {choice.value: choice.label for choice in record.choice_ids}
    return Field(
        record.path, record.label or "", record.kind, record.editable, record.addable, finding_fields, choices
    )


def words(name):
    """Returns a technical name as words: "statedLineCount" becomes "stated line count"."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in str(name))
