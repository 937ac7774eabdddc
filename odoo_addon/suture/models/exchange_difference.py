from odoo import _, api, fields, models

from ..panes.wording import in_words


class Exchange(models.Model):
    """What differs between the document and Odoo, in one short text for lists, and the names of units."""

    _inherit = "suture.exchange"

    difference = fields.Char(
        compute="_compute_difference",
        help="The first finding, with our value before theirs, and the number of further findings.",
    )

    @api.depends("findings_data", "reason_terms")
    @api.depends_context("lang", "tz")
    def _compute_difference(self):
        for exchange in self:
            findings = [each for each in exchange.findings or [] if isinstance(each, dict)]
            told = [self._difference_of(each) for each in findings]
            told = [each for each in told if each]
            first = told[0] if told else (exchange.reason or "").partition("\n")[0]
            more = len(told) - 1
            exchange.difference = _("%(first)s (+%(more)s)", first=first, more=more) if more > 0 else first

    def _difference_of(self, finding):
        """Returns our value and theirs, preceded by the line, or the text of the finding if it does not have
        both.
        """
        ours, theirs = (in_words(self.env, finding.get(side)) for side in ("ours", "theirs"))
        if not ours or not theirs:
            return finding.get("text") or ""
        line = finding.get("line")
        values = f"{ours} → {theirs}"
        return _("Line %(line)s: %(values)s", line=line, values=values) if line else values

    @api.model
    def _suture_unit_names(self):
        """Returns the names of units by their UN/ECE code, in the reader's language. The names of packages do
        not state how much is in a package, because that depends on the vendor. Modules extend it.
        """
        return {
            "AM": _("Ampoule"),
            "BG": _("Bag"),
            "BO": _("Bottle"),
            "BX": _("Box"),
            "C62": _("Unit"),
            "CS": _("Case"),
            "CT": _("Carton"),
            "EA": _("Each"),
            "H87": _("Piece"),
            "KT": _("Kit"),
            "PK": _("Pack"),
            "PR": _("Pair"),
            "RO": _("Roll"),
            "SET": _("Set"),
            "TU": _("Tube"),
            "VI": _("Vial"),
        }
