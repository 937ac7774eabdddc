from odoo import api, fields, models

from ...gateway.access import allowed


class ExchangeLink(models.Model):
    """A link from an exchange to a record in Odoo that it is about."""

    _name = "suture.exchange.link"
    _description = "Record Linked to an Exchange"
    _order = "id"

    exchange_id = fields.Many2one("suture.exchange", required=True, ondelete="cascade")
    res_model = fields.Char("Model", required=True, readonly=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", required=True, readonly=True)

    _link_unique = models.Constraint(
        "UNIQUE(exchange_id, res_model, res_id)", "The record is already linked to this exchange."
    )
    _record_index = models.Index("(res_model, res_id)")

    @api.depends("res_model", "res_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_display_name(self):
        """Computes the name of the record. Without access to it, the name says what kind of record it is."""
        names, linkable = {}, allowed(self.env).link
        for model in set(self.mapped("res_model")) & linkable:
            records = self.env[model].browse(link.res_id for link in self if link.res_model == model)
            for record in records.exists()._filtered_access("read"):
                names[model, record.id] = record.display_name
        for link in self:
            kind = self.env[link.res_model]._description if link.res_model in self.env else link.res_model
            link.display_name = names.get((link.res_model, link.res_id)) or kind

    @api.model_create_multi
    def create(self, vals_list):
        links = super().create(vals_list)
        links._refresh_documents()
        return links

    def unlink(self):
        documents = self._documents()
        result = super().unlink()
        if not self.env.context.get("suture_refresh_later"):
            for records in documents:
                records._refresh_integration_state()
        return result

    def _documents(self):
        """Returns the linked records whose models have an integration state: a list with one recordset per
        model.
        """
        ids_by_model, linkable = {}, allowed(self.env).link
        for link in self:
            ids_by_model.setdefault(link.res_model, []).append(link.res_id)
        return [
            self.env[model].browse(ids)
            for model, ids in ids_by_model.items()
            if model in linkable and "integration_state" in self.env[model]._fields
        ]

    def _refresh_documents(self):
        if self.env.context.get("suture_refresh_later"):
            return
        for records in self._documents():
            records._refresh_integration_state()
