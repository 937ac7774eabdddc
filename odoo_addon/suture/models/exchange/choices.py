from odoo import _, api, fields, models

from ...suggest.suggestions import suggestions
from .actions import REPEATABLE_STATES

# A finding is accepted by this code; the other codes are choices that the finding offers.
ACCEPT = "accept"


class Exchange(models.Model):
    """What a person can decide about each finding of an exchange. The sidecar declares the codes in the
    catalogue, and each finding lists those that it offers.
    """

    _inherit = "suture.exchange"

    can_decide = fields.Boolean(compute="_compute_can_choose")

    @api.depends("findings", "state")
    def _compute_can_choose(self):
        for exchange in self:
            exchange.can_decide = bool(
                exchange.state in REPEATABLE_STATES
                and not exchange._acceptable()
                and any(exchange._codes_of(finding) for finding in exchange._decidable())
            )

    def _decidable(self):
        """Returns the findings about which a person can decide, in order."""
        findings = [each for each in self.findings or [] if isinstance(each, dict)]
        return [each for each in findings if self._codes_of(each)]

    @api.model
    def _codes_of(self, finding):
        """Returns the codes of the decisions that a finding offers."""
        choices = finding.get("choices")
        codes = [each.get("code") for each in choices if isinstance(each, dict)] if choices else []
        return ([ACCEPT] if finding.get("acceptable") is True else []) + [code for code in codes if code]

    def _options(self, finding):
        """Returns what the current user can choose for a finding: `[{"code", "label", "help", "detail",
        "record"?}]`. `record` is `{"model", "candidates": [{"id", "name", "reason"}]}` if the decision needs
        a record. Leaves out what Odoo would refuse.
        """
        entries = {entry.code: entry for entry in self.env["suture.catalogue.entry"]._of("decision")}
        choices = {each["code"]: each for each in finding.get("choices") or [] if isinstance(each, dict)}
        options = []
        for code in self._codes_of(finding):
            detail = self._suture_decision_detail(code, finding)
            if detail is None:
                continue
            entry, choice = entries.get(code), choices.get(code) or {}
            option = {"code": code, "label": entry.label if entry else code, "detail": detail}
            option["help"] = (entry and entry.help) or ""
            if isinstance(choice.get("record"), dict):
                option["record"] = self._record_to_choose(choice["record"], finding)
            options.append(option)
        return options

    def _suture_decision_detail(self, code, finding):
        """Returns what a decision would mean for this document, such as the name of the next vendor, or an
        empty text. Returns None if Odoo does not permit the decision. Modules extend it.
        """
        return ""

    def _suture_not_chosen(self, finding):
        """Returns the records that cannot be chosen for a finding, such as the product that is replaced, as
        `{(model, id)}`. Modules extend it.
        """
        return set()

    def _record_to_choose(self, told, finding):
        """Returns the records that the partner's identifier may stand for, the mapped one first."""
        unknown = self.env["suture.exchange.unknown"].new(
            {
                "exchange_id": self.id,
                "connection_id": self.connection_id.id,
                "line": finding.get("line"),
                "res_model": told.get("model"),
                "scheme": told.get("scheme"),
                "value": told.get("value"),
                "description": told.get("name"),
                "identifiers": told.get("ids") or [],
            }
        )
        entry = unknown._entry()._target() if told.get("value") else None
        known = [(entry, _("in the crosswalk"))] if entry else []
        others = suggestions(unknown) if told.get("value") else []
        left_out = self._suture_not_chosen(finding)
        found = {}
        for record, reason in [*known, *others]:
            if record._name == told.get("model") and (record._name, record.id) not in left_out:
                found.setdefault(record.id, {"id": record.id, "name": record.display_name, "reason": reason})
        return {
            "model": told.get("model"),
            "value": told.get("value") or "",
            "candidates": list(found.values()),
        }

    @api.model
    def _decision_in_words(self, finding):
        """Returns the text of a finding with the decision on it, for the chatter."""
        code = finding.get("decision")
        entry = code and self.env["suture.catalogue.entry"]._entry("decision", code)
        return f"{finding['text']} → {entry.label}" if entry else finding["text"]
