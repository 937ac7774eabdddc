from odoo import api, fields, models
from odoo.fields import Domain

from ..terms import TOLD, as_it_was, findings_in_words, in_language_of, words


class Exchange(models.Model):
    """The sidecar's texts on an exchange: stored as terms, displayed in the reader's language, and searched
    in the company's.
    """

    _inherit = "suture.exchange"

    reason = fields.Text(
        "Explanation",
        readonly=True,
        compute="_compute_told",
        inverse="_inverse_reason",
        search="_search_reason",
    )
    suggestion = fields.Text(
        readonly=True, compute="_compute_told", inverse="_inverse_suggestion", search="_search_suggestion"
    )
    note = fields.Text(
        readonly=True,
        compute="_compute_told",
        inverse="_inverse_note",
        search="_search_note",
        help="What this document changed.",
    )
    reason_terms = fields.Json(readonly=True)
    suggestion_terms = fields.Json(readonly=True)
    note_terms = fields.Json(readonly=True)
    reason_text = fields.Text("Searchable Explanation", compute="_compute_told_texts", store=True)
    suggestion_text = fields.Text("Searchable Suggestion", compute="_compute_told_texts", store=True)
    note_text = fields.Text("Searchable Note", compute="_compute_told_texts", store=True)
    findings = fields.Json(readonly=True, compute="_compute_findings", inverse="_inverse_findings")
    changes = fields.Json(readonly=True, compute="_compute_findings", inverse="_inverse_changes")
    findings_data = fields.Json(readonly=True, help="The findings. Their texts are codes with parameters.")
    changes_data = fields.Json(readonly=True, help="The changes. Their texts are codes with parameters.")

    @api.depends("reason_terms", "suggestion_terms", "note_terms")
    @api.depends_context("lang", "tz")
    def _compute_told(self):
        for exchange in self:
            for name in TOLD:
                exchange[name] = words(exchange.env, exchange[f"{name}_terms"]) or False

    @api.depends("reason_terms", "suggestion_terms", "note_terms", "company_id")
    def _compute_told_texts(self):
        for exchange in self:
            env = in_language_of(exchange, exchange.company_id).env
            for name in TOLD:
                exchange[f"{name}_text"] = words(env, exchange[f"{name}_terms"]) or False

    def _inverse_reason(self):
        for exchange in self:
            exchange.reason_terms = as_it_was(exchange.reason)

    def _inverse_suggestion(self):
        for exchange in self:
            exchange.suggestion_terms = as_it_was(exchange.suggestion)

    def _inverse_note(self):
        for exchange in self:
            exchange.note_terms = as_it_was(exchange.note)

    def _search_reason(self, operator, value):
        return Domain("reason_text", operator, value)

    def _search_suggestion(self, operator, value):
        return Domain("suggestion_text", operator, value)

    def _search_note(self, operator, value):
        return Domain("note_text", operator, value)

    @api.depends("findings_data", "changes_data")
    @api.depends_context("lang", "tz", "suture_rejects")
    def _compute_findings(self):
        for exchange in self:
            exchange.findings = findings_in_words(exchange.env, exchange.findings_data)
            exchange.changes = findings_in_words(exchange.env, exchange.changes_data)

    def _inverse_findings(self):
        for exchange in self:
            exchange.findings_data = exchange.findings

    def _inverse_changes(self):
        for exchange in self:
            exchange.changes_data = exchange.changes
