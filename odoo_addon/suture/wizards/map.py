from odoo import Command, _, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..suggest.history import identifiers
from ..suggest.suggestions import suggestions, within_company


class ExchangeMap(models.TransientModel):
    """Maps an unknown identifier of the partner to a record, and offers to retry the documents that wait for
    the mapping.
    """

    _name = "suture.exchange.map"
    _description = "Map to Record"

    unknown_id = fields.Many2one("suture.exchange.unknown", ondelete="set null")
    exchange_id = fields.Many2one("suture.exchange", readonly=True, ondelete="cascade")
    connection_id = fields.Many2one("suture.connection", readonly=True, ondelete="cascade")
    res_model = fields.Char(readonly=True, string="Model")
    kind = fields.Char("Kind", readonly=True)
    value = fields.Char("Partner Identifier", readonly=True)
    told = fields.Char("Partner's Text", readonly=True)
    warning = fields.Char(readonly=True)
    partner_id = fields.Many2one("res.partner", "Partner")
    suggestion_ids = fields.One2many("suture.exchange.map.suggestion", "map_id", "Suggestions")
    entry_id = fields.Many2one("suture.crosswalk", readonly=True, ondelete="set null")
    record_name = fields.Char("Mapped To", readonly=True)
    waiting_ids = fields.Many2many(
        "suture.exchange", readonly=True, string="Documents Waiting for the Same Entry"
    )
    waiting_count = fields.Integer(compute="_compute_waiting_count", string="Number of Waiting Documents")

    @api.depends("waiting_ids")
    def _compute_waiting_count(self):
        for window in self:
            window.waiting_count = len(window.waiting_ids)

    @api.model_create_multi
    def create(self, vals_list):
        windows = super().create(vals_list)
        for window in windows:
            window._fill()
        return windows

    def _fill(self):
        """Fills in the wizard: what the partner sent, the warning (if any), and the suggestions."""
        unknown = self.unknown_id
        if not unknown:
            return
        unknown.exchange_id._require_operator()
        entry = unknown._entry()
        self.write(
            {
                "exchange_id": unknown.exchange_id.id,
                "connection_id": unknown.connection_id.id,
                "res_model": unknown.res_model,
                "kind": unknown.kind,
                "value": unknown.value,
                "told": self._words_of(unknown),
                "warning": self._warning(unknown, entry),
            }
        )
        self.env["suture.exchange.map.suggestion"].create(
            [
                {"map_id": self.id, "res_id": record.id, "name": record.display_name, "reason": reason}
                for record, reason in suggestions(unknown)
            ]
        )

    @api.model
    def _words_of(self, unknown):
        names = {
            "seller": _("partner's number"),
            "buyer": _("our number"),
            "maker": _("manufacturer's number"),
            "gtin": "GTIN",
        }
        given = [f"{names.get(each['scheme'], each['scheme'])} {each['id']}" for each in identifiers(unknown)]
        return " · ".join(part for part in [unknown.description, *given] if part) or unknown.value

    @api.model
    def _warning(self, unknown, entry):
        if not self.env[unknown.res_model].has_access("read"):
            return _("You do not have access to records of this type. Ask someone who does.")
        if entry:
            return _("It is currently mapped to %s. Your choice replaces this mapping.", unknown.record_name)
        return self._suture_caution(unknown)

    @api.model
    def _suture_caution(self, unknown):
        """Returns a warning that is shown before a record of this model is chosen, or False if there is none.
        Modules extend it.
        """
        return False

    def _suture_searches(self):
        """Returns the wizard's search field for each model: `{model: field}`. Modules extend it."""
        return {"res.partner": "partner_id"}

    def _open(self):
        return {
            "type": "ir.actions.act_window",
            "name": _("Map %s", self.value) if not self.entry_id else _("%s is now mapped", self.value),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_save(self):
        """Maps the identifier to the record that the user has searched for."""
        self.ensure_one()
        name = self._suture_searches().get(self.res_model)
        record = self[name] if name else None
        if not record:
            raise UserError(_("Choose one of the suggestions, or search for the right record."))
        return self._save(record)

    def _save(self, record):
        """Maps the identifier to the record in the crosswalk, then lists the documents that wait for the same
        mapping. Raises UserError if the record cannot be used.
        """
        unknown = self.unknown_id
        self.exchange_id._require_operator()
        if not unknown:
            raise UserError(_("%s has already been resolved.", self.value))
        if record._name != unknown.res_model or not within_company(unknown, [record]):
            raise UserError(_("%s cannot be used in the company of this connection.", record.display_name))
        entry = self.env["suture.crosswalk"]._enter(unknown, record)
        self.write(
            {
                "entry_id": entry.id,
                "record_name": record.display_name,
                "waiting_ids": [Command.set(unknown._same_cause().ids)],
            }
        )
        words = _("%(value)s is now mapped to %(record)s.", value=self.value, record=record.display_name)
        self.exchange_id.message_post(body=words)
        return self._open()

    def action_try_all(self):
        """Retries all documents that needed the same mapping and still need attention."""
        self.ensure_one()
        return self.waiting_ids.filtered(lambda row: row.state == "attention")._try_together()

    def action_try_one(self):
        """Retries only the document for which the wizard was opened."""
        self.ensure_one()
        return self.exchange_id._try_together()

    def action_preview(self):
        """Requests a preview of a retry. The pane of the record in Odoo shows it."""
        self.ensure_one()
        self.exchange_id.action_preview()
        return {"type": "ir.actions.act_window_close"}

    def action_undo(self):
        """Undoes the mapping, unless it may already have been applied, and opens the wizard again."""
        self.ensure_one()
        if not self.entry_id:
            raise UserError(_("There is nothing to undo."))
        self.entry_id._take_back()
        self.exchange_id.message_post(body=_("%s is no longer mapped. The change was undone.", self.value))
        return self.unknown_id.action_map() if self.unknown_id else {"type": "ir.actions.act_window_close"}


class ExchangeMapSuggestion(models.TransientModel):
    """A suggested record with the reason for the suggestion."""

    _name = "suture.exchange.map.suggestion"
    _description = "Suggestion"
    _order = "id"

    map_id = fields.Many2one("suture.exchange.map", required=True, ondelete="cascade", string="Mapping")
    res_id = fields.Integer(readonly=True, string="Record ID")
    name = fields.Char(readonly=True)
    reason = fields.Char("Why", readonly=True)

    def action_choose(self):
        """Maps the identifier to the suggested record."""
        self.ensure_one()
        if not self.env.user.has_group("suture.group_operator"):
            raise AccessError(_("Only an integration operator can decide on exchanges."))
        return self.map_id._save(self.env[self.map_id.res_model].browse(self.res_id))
