from odoo import _, fields, models
from odoo.exceptions import AccessError, UserError


class Connection(models.Model):
    """What an administrator opens from a connection, and the copy of a tested connection for production."""

    _inherit = "suture.connection"

    crosswalk_count = fields.Integer("Crosswalk Entries", compute="_compute_crosswalk_count")
    copied_from_id = fields.Many2one(
        "suture.connection", "Copied From", readonly=True, copy=False, ondelete="set null"
    )

    def _compute_crosswalk_count(self):
        groups = self.env["suture.crosswalk"]._read_group(
            [("connection_id", "in", self.ids)], ["connection_id"], ["__count"]
        )
        counts = {connection.id: count for connection, count in groups}
        for connection in self:
            connection.crosswalk_count = counts.get(connection.id, 0)

    def action_open_crosswalk(self):
        """Opens the connection's crosswalk entries."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("suture.crosswalk_action")
        return {
            **action,
            "name": _("Crosswalk of %s", self.name),
            "domain": [("connection_id", "=", self.id)],
            "context": {"default_connection_id": self.id},
        }

    def action_try_file(self):
        """Opens the dialog in which a partner's file is tested with the connection."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Test a File with %s", self.name),
            "res_model": "suture.connection",
            "res_id": self.id,
            "views": [(self.env.ref("suture.connection_try_form").id, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    def action_copy_to_production(self):
        """Sets up a production connection with the settings, identifiers and crosswalk entries of this test
        connection, and opens it at the step for the identifiers, which often differ in production. Raises
        UserError if this connection has not been tested.
        """
        self.ensure_one()
        if not self.env.user.has_group("suture.group_manager"):
            raise AccessError(_("Only an integration administrator can set up connections."))
        self.check_access("write")
        if self.environment != "test" or self.is_draft:
            raise UserError(_("Only a connection that is being tested can be copied to production."))
        if not self.done_count and not self._rehearsed_well():
            raise UserError(
                _(
                    "%s has not been tested yet: no document has been processed, and no test file"
                    " has been read. Test it first.",
                    self.name,
                )
            )
        name = _("%s (production)", self.name)
        copied = self.copy(
            {
                "name": name,
                "code": self.new({"name": name, "kind": self.kind})._proposed_code(),
                "environment": "production",
                "is_draft": True,
                "active": False,
                "setup_step": "identifiers",
                "copied_from_id": self.id,
            }
        )
        for entry in self.env["suture.crosswalk"].search([("connection_id", "=", self.id)]):
            entry.copy({"connection_id": copied.id})
        copied.message_post(
            body=_(
                "Copied from %s. Check the identifiers and the route, which often differ in production, and "
                "create new keys.",
                self.name,
            )
        )
        return copied.action_continue_setup()
