from odoo import _, api, fields, models
from odoo.exceptions import AccessError

from ..gateway.access import module_of


class GatewayPermission(models.Model):
    """A permission that a module gives the sidecar in this database. The list is read-only."""

    _name = "suture.gateway.permission"
    _description = "Sidecar Permissions"
    _order = "res_model, right, name"

    res_model = fields.Char("Model", readonly=True, help="Empty for a business action.")
    model_label = fields.Char("Records", readonly=True)
    right = fields.Selection(
        [
            ("read", "Read"),
            ("write", "Change"),
            ("create", "Create"),
            ("link", "Link to an exchange"),
            ("do", "Business action"),
        ],
        "Access",
        required=True,
        readonly=True,
    )
    name = fields.Char("Field or Action", readonly=True)
    module = fields.Char("Declared By", required=True, readonly=True)

    @api.model
    def action_open(self):
        """Updates the list of permissions and opens it."""
        if not self.env.user.has_group("suture.group_manager"):
            raise AccessError(
                _("Only an integration administrator can see what the sidecar is allowed to do.")
            )
        self.sudo()._bring_up_to_date()
        return self.env["ir.actions.act_window"]._for_xml_id("suture.gateway_permission_action")

    @api.model
    def _bring_up_to_date(self):
        """Creates and deletes rows so that they match the declarations of the installed modules."""
        declared = set(self._declared())
        stale = self.browse()
        for row in self.search([]):
            key = (row.res_model or False, row.right, row.name or False, row.module)
            if key in declared:
                declared.remove(key)
            else:
                stale += row
        stale.unlink()
        self.create([self._row(*key) for key in sorted(declared, key=str)])

    @api.model
    def _declared(self):
        """Yields the permissions that the installed modules declare: `(model, right, field or action,
        module)`.
        """
        gateway = self.env["suture.gateway"]
        for access in gateway._suture_access():
            for right in ("read", "write", "create"):
                for model, names in getattr(access, right).items():
                    yield from ((model, right, name, access.module) for name in names)
            yield from ((model, "link", False, access.module) for model in access.link)
        for verb, function in gateway._suture_verbs().items():
            yield (False, "do", verb, module_of(function.__module__))

    @api.model
    def _row(self, model, right, name, module):
        label = self.env[model]._description if model in self.env else model
        return {"res_model": model, "model_label": label, "right": right, "name": name, "module": module}
