from odoo import api, models


class Setup(models.AbstractModel):
    """What the app opens."""

    _inherit = "suture.setup"

    @api.model
    def action_open_integration(self):
        """Returns the action that the app opens: the setup checklist for administrators while there is no
        connection, otherwise the work queue.
        """
        first = self.env.user.has_group("suture.group_manager") and not self._is_connected()
        name = "suture.setup_action" if first else "suture.exception_action"
        return self.env["ir.actions.actions"]._for_xml_id(name)
