from odoo import _, api, fields, models

VERSION = "suture.catalogue_version"
MOST_NAMED = 20


class CatalogueVocabulary(models.Model):
    """The version and the codes of the sidecar's catalogue, as last reported.

    There is only one row. It is compared with Odoo's catalogue on each access, so that an upgrade of the
    addon takes effect at once.
    """

    _name = "suture.catalogue.vocabulary"
    _description = "Sidecar Catalogue Version and Codes"

    version = fields.Char(required=True, readonly=True)
    codes = fields.Json(readonly=True, help="The codes by subject, such as formats, flows and settings.")

    @api.model
    def _store(self, vocabulary):
        """Stores the version and the codes of the sidecar's catalogue if they have changed."""
        values = {"version": str(vocabulary["version"]), "codes": _texts(vocabulary["codes"])}
        row = self.search([], limit=1)
        if not row:
            self.create(values)
        elif (row.version, row.codes) != (values["version"], values["codes"]):
            row.write(values)

    @api.model
    def _differences(self):
        """Returns how the sidecar's catalogue differs from Odoo's, as a list of sentences, or None if the
        sidecar has not reported it yet.
        """
        row = self.sudo().search([], limit=1)
        if not row:
            return None
        if row.version == self.env["ir.config_parameter"].sudo().get_param(VERSION):
            return []
        found = self._sentences(row.codes or {})
        return found or [_("Labels, defaults or limits of Odoo and the sidecar differ.")]

    @api.model
    def _sentences(self, theirs):
        ours, sentences = self._own_codes(), []
        for subject, name in self._subject_names().items():
            labels = ours[subject]
            known = theirs.get(subject) or []
            if missing := [label for code, label in labels.items() if code not in known]:
                sentences.append(_("%(what)s known only to Odoo: %(names)s.", what=name, names=_few(missing)))
            if strange := [code for code in known if code not in labels]:
                sentences.append(
                    _("%(what)s known only to the sidecar: %(names)s.", what=name, names=_few(strange))
                )
        return sentences

    @api.model
    def _own_codes(self):
        """Returns the codes of Odoo's catalogue as `{subject: {code: label}}`, with the same subjects and
        codes as the sidecar's report.
        """
        Entry = self.env["suture.catalogue.entry"]
        codes = {
            subject: dict(Entry._labels(subject)) for subject, _name in Entry._fields["subject"].selection
        }
        settings = self.env["suture.catalogue.setting"].sudo().search([])
        codes["setting"] = {
            f"{each.subject}/{each.owner}/{each.path}": f"{each.label} ({each.owner})" for each in settings
        }
        return codes

    @api.model
    def _subject_names(self):
        return {
            "format": _("Formats"),
            "transport": _("Transports"),
            "endpoint": _("Endpoints"),
            "flow": _("Flows"),
            "document": _("Documents"),
            "setting": _("Settings"),
            "reason": _("Reasons"),
            "state": _("States"),
            "stage": _("Stages"),
            "acknowledgement": _("Acknowledgement states"),
            "lane": _("Lanes"),
        }


def _few(names):
    shown = ", ".join(names[:MOST_NAMED])
    return f"{shown} …" if len(names) > MOST_NAMED else shown


def _texts(codes):
    """Returns `{subject: [code]}` without malformed content: values that are not lists, and codes that are
    not text, are omitted.
    """
    return {
        str(subject): [code for code in known if isinstance(code, str)]
        for subject, known in codes.items()
        if isinstance(known, list)
    }
