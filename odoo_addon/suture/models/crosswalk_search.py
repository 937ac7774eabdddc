from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..crosswalk_file.references import kinds_by_model

MOST_EXPORTED = 20_000


class Crosswalk(models.Model):
    """Searches entries by the name of our record, and finds entries whose record is missing."""

    _inherit = "suture.crosswalk"

    record_name = fields.Char(
        "Name of Our Record", compute="_compute_record_name", search="_search_record_name"
    )
    record_missing = fields.Boolean(
        "Record Missing", compute="_compute_record_name", search="_search_record_missing"
    )

    @api.depends("res_model", "res_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_record_name(self):
        """Computes the names with one read per model. Names that the user cannot see stay empty."""
        known = kinds_by_model(self.env)
        for model in set(self.mapped("res_model")):
            entries = self.filtered(lambda entry, model=model: entry.res_model == model)
            if model not in known:
                entries._mark_missing()
                continue
            records = self.env[model].sudo().with_context(active_test=False)
            there = records.browse(entries.mapped("res_id")).exists()
            readable = there.with_user(self.env.user)._filtered_access("read")
            names = {record.id: record.display_name for record in readable}
            for entry in entries:
                entry.record_missing = entry.res_id not in there.ids
                entry.record_name = names.get(entry.res_id, False)

    def _mark_missing(self):
        self.record_name = False
        self.record_missing = True

    def _search_record_name(self, operator, value):
        if operator not in ("ilike", "like", "in"):
            return NotImplemented
        found = []
        for model, _name in self._selection_record():
            if self.env[model].has_access("read"):
                records = self.env[model].with_context(active_test=False)
                ids = records._search([("display_name", operator, value)])
                found.append(Domain("res_model", "=", model) & Domain("res_id", "in", ids))
        return Domain.OR(found)

    def _search_record_missing(self, operator, value):
        if operator != "in":
            return NotImplemented
        known = kinds_by_model(self.env)
        missing = Domain("res_model", "not in", list(known))
        for model in known.keys() & set(self._models_in_use()):
            there = self.env[model].sudo().with_context(active_test=False)._search([])
            missing |= Domain("res_model", "=", model) & Domain("res_id", "not in", there)
        return Domain.OR([missing] * (True in value) + [~missing] * (False in value))

    def _models_in_use(self):
        return [model for (model,) in self.sudo()._read_group([], ["res_model"])]

    def action_import(self):
        """Opens the import wizard."""
        return self.env["ir.actions.act_window"]._for_xml_id("suture.crosswalk_import_action")

    def action_export(self):
        """Exports the selected entries, or all if none is selected, to a file that can be imported again: CSV
        if the context contains `suture_csv`, otherwise XLSX.
        """
        entries = self or self.search([], limit=MOST_EXPORTED + 1)
        if len(entries) > MOST_EXPORTED:
            raise UserError(
                _("There are more than %s entries. Filter them by connection.", f"{MOST_EXPORTED:,}")
            )
        kind = "csv" if self.env.context.get("suture_csv") else "xlsx"
        return self.env["suture.crosswalk.export"]._download(entries, kind)
