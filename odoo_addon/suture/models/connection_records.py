from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..catalogue.values import at
from .connection_settings import SETTINGS


class Connection(models.Model):
    """The records that a connection uses: its contact, and those that its settings refer to. An archived one
    is shown in the form, and the connection does not go live with it.
    """

    _inherit = "suture.connection"

    archived_records = fields.Text(
        compute="_compute_archived_records", help="Archived records that this connection still uses."
    )

    @api.depends("partner_id.active", "policy", "format_code", "format_options", "flow_ids")
    @api.depends_context("lang")
    def _compute_archived_records(self):
        for connection in self:
            found = connection._archived()
            connection.archived_records = "\n".join(f"{label}: {name}" for label, name in found) or False

    def _archived(self):
        """Returns the archived records that the connection uses: `[(label of the setting, name), …]`."""
        self.ensure_one()
        return [
            (label, record.display_name)
            for label, record in self._records_in_use()
            if record._active_name and not record[record._active_name]
        ]

    def _records_in_use(self):
        """Yields the label and the record of the contact and of each setting in the form that refers to a
        record.
        """
        if partner := self.partner_id.sudo():
            yield self._fields["partner_id"]._description_string(self.env), partner._origin
        for field in SETTINGS:
            values = self._settings_values(field) or {}
            for setting in self._settings_of(field) if values else ():
                value = at(values, setting["path"]) if setting["record_model"] in self.env else None
                if isinstance(value, int) and self._is_shown(field, setting):
                    if record := self.env[setting["record_model"]].sudo().browse(value).exists():
                        yield setting["label"], record

    @api.model
    def _users_of(self, records):
        """Returns the connections that use these records as their contact or in a setting that their form
        shows: `[(connection, label of the setting, record), …]`.
        """
        found = []
        if records._name == "res.partner":
            mine = self.sudo().with_context(active_test=False).search([("partner_id", "in", records.ids)])
            label = self._fields["partner_id"]._description_string(self.env)
            found = [(each, label, each.partner_id) for each in mine]
        if records._name in self.env["suture.catalogue.setting"]._record_models():
            found += [
                (connection, setting["label"], records.browse(record_id))
                for connection, field, setting, record_id in self._settings_on(records._name, records.ids)
                if connection._is_shown(field, setting)
            ]
        return found


class Partner(models.Model):
    _inherit = "res.partner"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_contact_of_connection(self):
        """Refuses to delete the contact of a connection in words; the database would refuse it as well."""
        domain = [("partner_id", "in", self.ids)]
        used = self.env["suture.connection"].sudo().with_context(active_test=False).search(domain, limit=1)
        if used:
            raise UserError(
                _(
                    "%(partner)s cannot be deleted: it is the contact of the connection %(connection)s. "
                    "Choose another contact there first.",
                    partner=used.partner_id.display_name,
                    connection=used.name,
                )
            )
