from odoo import api, fields, models, tools

SUBJECTS = [
    ("format", "Format"),
    ("transport", "Transport"),
    ("endpoint", "Endpoint"),
    ("flow", "Flow"),
    ("document", "Document"),
    ("reason", "Reason"),
    ("state", "State"),
    ("stage", "Stage"),
    ("acknowledgement", "Acknowledgement"),
    ("lane", "Lane"),
    ("department", "Department"),
    ("timing", "Timing"),
    ("record_system", "System of Record"),
    ("sensitivity", "Sensitivity"),
    ("decision", "Decision"),
]


class CatalogueEntry(models.Model):
    """One code of the catalogue with its label, such as a format, a transport, a document type or a state.
    The sidecar declares the codes.

    The records come from the generated file `data/catalogue.xml`. Users can read them and translate the
    labels.
    """

    _name = "suture.catalogue.entry"
    _description = "Integration Catalogue Entry"
    _order = "subject, sequence, id"
    _rec_name = "label"

    subject = fields.Selection(SUBJECTS, required=True, readonly=True)
    code = fields.Char(required=True, readonly=True)
    label = fields.Char(required=True, readonly=True, translate=True)
    help = fields.Text(readonly=True, translate=True)
    sequence = fields.Integer(readonly=True)
    facts = fields.Json(
        readonly=True,
        help="What else the sidecar declares about the entry, such as the versions of a format, the"
        " directions of a transport or the class of a reason.",
    )

    _code_unique = models.Constraint("UNIQUE(subject, code)", "This entry is already in the catalogue.")

    @api.model
    def _of(self, subject):
        """Returns the entries of a subject, in order. The result does not depend on the user's access
        rights.
        """
        return self.sudo().search([("subject", "=", subject)])

    @api.model
    def _entry(self, subject, code):
        """Returns one entry, or an empty recordset if the code is unknown."""
        return self.sudo().search([("subject", "=", subject), ("code", "=", code)], limit=1)

    @api.model
    def _labels(self, subject):
        """Returns `[(code, label), …]` of a subject, in the user's language."""
        return [(entry.code, entry.label) for entry in self._of(subject)]

    @api.model
    def _offered(self, subject, kind):
        """Returns the entries of a subject that are offered for a kind of connection. Entries that name no
        kind are offered for all kinds.
        """
        return self._of(subject).filtered(lambda entry: not (kinds := entry._fact("kinds")) or kind in kinds)

    @api.model
    def _tones(self):
        """Returns the tone of each exchange state, `{code: tone}`: "success", "info", "warning", "danger" or
        "muted".
        """
        return {state.code: state._fact("tone") for state in self._of("state")}

    @api.model
    @tools.ormcache()
    def _stages(self):
        """Returns the stages of documents from the first to the last, as a tuple of `(code, badge,
        evidence)`: see `stages` in the sidecar's catalogue.
        """
        found = self._of("stage")
        return tuple((each.code, each._fact("badge"), tuple(each._fact("evidence") or [])) for each in found)

    @api.model
    def _names_kind(self, subject, kind):
        """Reports whether any entry of the subject is offered only for certain kinds of connections that
        include this one.
        """
        return any(kind in (entry._fact("kinds") or []) for entry in self._of(subject))

    def _fact(self, name, default=None):
        """Returns the value of a fact of this entry, such as "versions"; `default` if it is missing or the
        entry is empty.
        """
        return (self.facts or {}).get(name, default)
