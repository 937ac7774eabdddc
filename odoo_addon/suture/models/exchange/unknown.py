from odoo import _, api, fields, models
from odoo.fields import Domain

from ...crosswalk_file.references import kinds_by_model
from ...suggest.names import table_of_names
from ...suggest.records import of_partner

MOST_COUNTED = 500


class ExchangeUnknown(models.Model):
    """An identifier of the partner because of which an exchange could not be applied: no crosswalk entry maps
    it.
    """

    _name = "suture.exchange.unknown"
    _description = "Unknown Value"
    _order = "exchange_id, id"
    _rec_name = "value"

    exchange_id = fields.Many2one(
        "suture.exchange", required=True, readonly=True, index=True, ondelete="cascade"
    )
    connection_id = fields.Many2one("suture.connection", readonly=True, ondelete="cascade")
    reason_code = fields.Char(readonly=True)
    line = fields.Char(readonly=True)
    res_model = fields.Char("Model", required=True, readonly=True)
    kind = fields.Char("Kind", compute="_compute_kind")
    choose_label = fields.Char(
        compute="_compute_kind", help=("The label of the button that opens the choice.")
    )
    scheme = fields.Char(required=True, readonly=True)
    value = fields.Char("Partner Identifier", required=True, readonly=True)
    description = fields.Char("Partner's Description", readonly=True)
    identifiers = fields.Json(
        readonly=True, help="All identifiers that the partner sent, each with its scheme."
    )
    record_name = fields.Char("Mapped To", compute="_compute_record_name")
    same_cause_count = fields.Integer(
        "Exceptions with the Same Cause",
        compute="_compute_same_cause_count",
        help="Open exceptions that this entry would resolve.",
    )

    # Exceptions with the same cause are searched by these three fields.
    _cause_index = models.Index("(connection_id, scheme, value)")

    @api.depends("res_model")
    def _compute_kind(self):
        words = self.env["suture.crosswalk"]._suture_target_words()
        for row in self:
            row.kind, row.choose_label = words.get(row.res_model) or (row.res_model, _("Choose…"))

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_record_name(self):
        for row in self:
            row.record_name = row._entry()._readable_name()

    def _compute_same_cause_count(self):
        for row in self:
            row.same_cause_count = len(row._same_cause())

    def _suture_finders(self):
        """Returns the functions that suggest records for an unknown identifier: `{model: function(unknown)}`,
        each yielding `(record, reason)`. Modules extend it.
        """
        return {"res.partner": of_partner}

    def _suture_name_source(self):
        """Returns the table in which PostgreSQL finds the names of the model's records, or None if similar
        names are not used to suggest records of this model.
        """
        return table_of_names(self.env, self.res_model)

    def _entry(self):
        """Returns the crosswalk entry that now maps this identifier, or an empty recordset if there is
        none.
        """
        self.ensure_one()
        return self.env["suture.crosswalk"].search(self._cause())

    def _cause(self):
        return Domain.AND(
            [
                Domain("connection_id", "=", self.connection_id.id),
                Domain("scheme", "=", self.scheme),
                Domain("value", "=", self.value),
            ]
        )

    def _same_cause(self):
        """Returns up to `MOST_COUNTED` open exceptions with the same unknown identifier, starting with the
        identifier's own exchange.
        """
        self.ensure_one()
        domain = self._cause() & Domain("exchange_id.state", "=", "attention")
        others = self.search(domain, limit=MOST_COUNTED, order="id").exchange_id
        return (self.exchange_id & others) | others

    def _key(self):
        return (self.connection_id.id, self.res_model, self.scheme, self.value)

    def _mark_applied(self):
        """Marks the crosswalk entries of these identifiers as applied. From then on, the mappings cannot be
        undone.
        """
        for row in self:
            entry = row._entry().filtered(lambda each: each.mapped_at and not each.applied_at)
            entry.write({"applied_at": fields.Datetime.now()})

    def action_map(self):
        """Opens the wizard that maps the identifier to a record."""
        self.ensure_one()
        self.exchange_id._require_operator()
        window = self.env["suture.exchange.map"].create({"unknown_id": self.id})
        return window._open()

    def action_try_all_again(self):
        """Retries all open exceptions with the same unknown identifier."""
        self.ensure_one()
        return self._same_cause()._try_together()


class Exchange(models.Model):
    """Stores the unknown identifiers that an exchange's findings report."""

    _inherit = "suture.exchange"

    unknown_ids = fields.One2many("suture.exchange.unknown", "exchange_id", "Unknown Values", readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        exchanges = super().create(vals_list)
        exchanges.filtered("findings_data")._store_unknowns()
        return exchanges

    def write(self, vals):
        if "findings_data" not in vals:
            return super().write(vals)
        before = {row.id: row._unknowns_told() for row in self}
        result = super().write(vals)
        self.filtered(lambda row: row._unknowns_told() != before[row.id])._store_unknowns()
        return result

    def _unknowns_told(self):
        """Returns the findings about unknown identifiers, one for each identifier: `{(connection ID, model,
        scheme, value): finding}`.
        """
        told, known = {}, kinds_by_model(self.env)
        for finding in self.findings_data or []:
            unknown = finding.get("unknown") if isinstance(finding, dict) else None
            if isinstance(unknown, dict) and unknown.get("value") and unknown.get("model") in known:
                key = (self.connection_id.id, unknown["model"], unknown.get("scheme"), unknown["value"])
                told.setdefault(key, finding)
        return told

    def _store_unknowns(self):
        """Creates and deletes rows so that they match the findings. Rows whose identifiers are still reported
        are not replaced, because a user may be looking at them.
        """
        new = []
        for exchange in self.sudo():
            if exchange.state == "done":
                exchange.unknown_ids._mark_applied()
            told = exchange._unknowns_told()
            there = {row._key(): row for row in exchange.unknown_ids}
            self.env["suture.exchange.unknown"].sudo().union(
                *(row for key, row in there.items() if key not in told)
            ).unlink()
            new += [exchange._unknown_row(key, told[key]) for key in told if key not in there]
        self.env["suture.exchange.unknown"].sudo().create(new)

    def _unknown_row(self, key, finding):
        connection, model, scheme, value = key
        unknown = finding["unknown"]
        return {
            "exchange_id": self.id,
            "connection_id": connection,
            "reason_code": finding.get("code"),
            "line": finding.get("line"),
            "res_model": model,
            "scheme": scheme,
            "value": value,
            "description": unknown.get("name"),
            "identifiers": unknown.get("ids") or [],
        }

    def _try_together(self):
        """Retries these exceptions. Several get a window with the result of each; one gets a notification."""
        if len(self) > 1:
            return self._retry_and_report()
        self.action_try_again()
        message = _("It will be retried.")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
