import json

import psycopg2
from odoo import _, api, models
from odoo.exceptions import UserError
from odoo.tools import SQL, mute_logger

from ..catalogue.values import at, placed
from .connection_settings import SETTINGS


class Connection(models.Model):
    """Settings that refer to a record. They contain the record's ID in a JSON object, so no foreign key
    protects the reference.
    """

    _inherit = "suture.connection"

    @api.model
    def _settings_on(self, model, ids):
        """Returns the settings, on any connection, that refer to one of these records: `[(connection, field,
        setting, id)]`.
        """
        found = []
        for connection in self.sudo().with_context(active_test=False).search([]):
            for field in SETTINGS:
                values = connection._settings_values(field) or {}
                for setting in connection._settings_of(field) if values else ():
                    record_id = at(values, setting["path"]) if setting["record_model"] == model else None
                    if record_id in ids:
                        found.append((connection, field, setting, record_id))
        return found

    def _is_shown(self, field, setting):
        """Reports whether the form of the connection shows a setting. It does not show settings of flows that
        were removed from the connection.
        """
        owners = self.flow_ids.mapped("code") if field == "policy" else self._settings_owners(field)
        shown = self.env["suture.catalogue.setting"]._described(SETTINGS[field], owners)
        return setting["path"] in [each["path"] for each in shown]

    def _point_setting_to(self, field, path, record_id):
        """Changes the record that a setting refers to, or clears the setting if `record_id` is None, and logs
        the change.

        Writes by SQL, as Odoo does when it merges records: the target gets the companies of the merged
        records only later, and until then the checks would refuse it.
        """
        self.flush_recordset([field])
        before = self._settings_values(field)
        column, values = SQL.identifier(field), json.dumps(placed(before, path, record_id))
        self.env.cr.execute(
            SQL("UPDATE suture_connection SET %s = %s WHERE id = %s", column, values, self.id)
        )
        self.invalidate_recordset([field])
        self._tell_changes(field, before)


class Base(models.AbstractModel):
    """Protects records that a setting of a connection refers to. Extends all models, because a setting may
    refer to any.
    """

    _inherit = "base"

    def action_archive(self):
        """Refuses to archive a record that a switched-on connection uses."""
        for connection, label, record in self.env["suture.connection"]._users_of(self):
            if connection.active:
                raise UserError(
                    _(
                        "%(record)s cannot be archived: the connection %(connection)s uses it for "
                        "“%(setting)s”. Choose another record there or pause the connection first.",
                        record=record.display_name,
                        connection=connection.name,
                        setting=label,
                    )
                )
        return super().action_archive()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used_in_settings(self):
        """Raises UserError if a setting of a connection refers to a record that is to be deleted.

        If the setting belongs to a flow that the connection no longer has, it is cleared instead, because no
        form shows it.
        """
        if self._name not in self.env["suture.catalogue.setting"]._record_models():
            return
        used = self.env["suture.connection"]._settings_on(self._name, self.ids)
        for connection, field, setting, record_id in used:
            if connection._is_shown(field, setting):
                raise UserError(
                    _(
                        "%(record)s cannot be deleted: the connection %(connection)s uses it for "
                        "“%(setting)s”. Choose another record there first.",
                        record=self.browse(record_id).display_name,
                        connection=connection.name,
                        setting=setting["label"],
                    )
                )
        for connection, field, setting, _record_id in used:
            connection._point_setting_to(field, setting["path"], None)


class MergeRecords(models.TransientModel):
    """Updates references to merged records. Odoo uses this wizard for contacts and for accounts."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_reference_fields_generic(
        self, referenced_model, src_records, dst_record, additional_update_records=None
    ):
        result = super()._update_reference_fields_generic(
            referenced_model, src_records, dst_record, additional_update_records
        )
        used = self.env["suture.connection"]._settings_on(referenced_model, src_records.ids)
        for connection, field, setting, _record_id in used:
            connection._point_setting_to(field, setting["path"], dst_record.id)
        self.env.flush_all()
        for references in self._suture_references():
            for record_id in src_records.ids:
                self._suture_repoint(*references, referenced_model, record_id, dst_record.id)
        self.env.invalidate_all()
        return result

    @api.model
    def _suture_references(self):
        """Returns the pairs of columns with which the addon's models refer to a record by model and ID:
        `[(table, model column, ID column)]`.
        """
        return [
            (model._table, field.model_field, field.name)
            for model in self.env.values()
            if model._name.startswith("suture.") and model._auto
            for field in model._fields.values()
            if field.type == "many2one_reference" and field.store
        ]

    @api.model
    def _suture_repoint(self, table, model_column, id_column, model, record_id, target_id):
        """Changes the rows that refer to one record so that they refer to the target record. Deletes a row if
        the target record already has such a row.
        """
        table, id_column = SQL.identifier(table), SQL.identifier(id_column)
        is_about = SQL("%s = %s AND %s = %s", SQL.identifier(model_column), model, id_column, record_id)
        for (row_id,) in self.env.execute_query(SQL("SELECT id FROM %s WHERE %s", table, is_about)):
            try:
                with mute_logger("odoo.sql_db"), self.env.cr.savepoint(flush=False):
                    self.env.cr.execute(
                        SQL("UPDATE %s SET %s = %s WHERE id = %s", table, id_column, target_id, row_id)
                    )
            except psycopg2.errors.UniqueViolation:
                self.env.cr.execute(SQL("DELETE FROM %s WHERE id = %s", table, row_id))
