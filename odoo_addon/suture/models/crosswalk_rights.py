from odoo import _, api, models
from odoo.exceptions import AccessError


class Crosswalk(models.Model):
    """A mapping decides what later documents are booked on, so whoever enters or changes it needs access to
    the record, and to the documents in which it is used.
    """

    _inherit = "suture.crosswalk"

    @api.model
    def _suture_needed_models(self):
        """Returns the model that a person must be able to read to map an identifier to a record of another:
        `{model: needed model}`. Modules extend it.
        """
        return {}

    @api.model_create_multi
    def create(self, vals_list):
        entries = super().create(vals_list)
        entries._require_rights()
        return entries

    def write(self, vals):
        if vals.keys() & {"connection_id", "scheme", "value", "res_model", "res_id"}:
            self._require_rights()
        result = super().write(vals)
        self._require_rights()
        return result

    def _take_back(self):
        self._require_rights()
        return super()._take_back()

    def _require_rights(self):
        """Raises AccessError if the current user may not enter or change these entries."""
        if self.env.su:
            return
        needed = self._suture_needed_models()
        for entry in self:
            record = entry._target()
            if not record:
                continue
            model = needed.get(record._name, record._name)
            if not self.env[model].has_access("read") or not record.has_access("read"):
                raise AccessError(
                    _(
                        "%(value)s cannot be mapped by you, because you have no access to %(model)s.",
                        value=entry.value,
                        model=self.env["ir.model"].sudo()._get(model).name,
                    )
                )
