from odoo import api, models


class Flow(models.Model):
    """Which app the documents of a flow belong to."""

    _inherit = "suture.flow"

    def _suture_department_models(self):
        """Returns the model that a person must be able to read to see the exchanges of a department's flows:
        `{department: model}`. Modules extend it.
        """
        return {}

    def _suture_sensitivity_models(self):
        """Returns the same for flows of other departments: `{sensitivity: model}`. Modules extend it."""
        return {}

    def _suture_needed_model(self):
        """Returns the model that a person must be able to read to see exchanges of this flow, or None."""
        self.ensure_one()
        by_department = self._suture_department_models()
        return by_department.get(self.owner) or self._suture_sensitivity_models().get(self.sensitivity)

    @api.model_create_multi
    def create(self, vals_list):
        flows = super().create(vals_list)
        self.env.registry.clear_cache()  # record rules name the flows that a user does not see
        return flows

    def write(self, vals):
        changed = vals.keys() & {"owner", "sensitivity"}
        before = [(flow.owner, flow.sensitivity) for flow in self] if changed else []
        result = super().write(vals)
        if changed and before != [(flow.owner, flow.sensitivity) for flow in self]:
            self.env.registry.clear_cache()
        return result
