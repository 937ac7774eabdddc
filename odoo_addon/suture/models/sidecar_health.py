from datetime import timedelta

from odoo import api, fields, models
from odoo.orm.models import NO_ACCESS
from odoo.tools import SQL

HEALTH_NOTICE = "suture.health"
SILENT_AFTER = timedelta(minutes=3)
FORGOTTEN_AFTER = timedelta(days=2)


class SidecarHealth(models.Model):
    """The latest health report of each sidecar. The row of an unresponsive sidecar is deleted only after two
    days, so that users notice it.
    """

    _name = "suture.sidecar.health"
    _description = "Sidecar Health"
    _order = "instance"
    _rec_name = "instance"
    _log_access = False

    instance = fields.Char(required=True, readonly=True, help="The sidecar's host and port.")
    version = fields.Char(readonly=True)
    started_at = fields.Datetime("Started", readonly=True)
    told_at = fields.Datetime("Last Contact", required=True, readonly=True)
    is_silent = fields.Boolean("Unresponsive", compute="_compute_is_silent")
    # Contains connections of all companies. The overview shows only those of the user's companies.
    details = fields.Json(readonly=True, groups=NO_ACCESS)

    _instance_unique = models.Constraint("UNIQUE(instance)", "This sidecar is already listed.")

    @api.depends("told_at")
    def _compute_is_silent(self):
        before = fields.Datetime.now() - SILENT_AFTER
        for sidecar in self:
            sidecar.is_silent = sidecar.told_at < before

    @api.model
    def _store(self, instance, version, started_at, details):
        """Stores the latest report of a sidecar and notifies the clients. Concurrent calls write the same
        row.
        """
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO suture_sidecar_health (instance, version, started_at, told_at, details)
                     VALUES (%(instance)s, %(version)s, %(started)s, %(now)s, %(details)s)
                ON CONFLICT (instance) DO UPDATE
                        SET version = excluded.version, started_at = excluded.started_at,
                            told_at = excluded.told_at, details = excluded.details
                """,
                instance=instance,
                version=version,
                started=started_at,
                now=fields.Datetime.now(),
                details=self._fields["details"].convert_to_column(details, self),
            ),
            log_exceptions=False,  # a serialization failure is expected
        )
        self.invalidate_model()
        self._forget_old()
        self.env.ref("suture.group_user").sudo()._bus_send(HEALTH_NOTICE, {})

    @api.model
    def _forget_old(self):
        before = fields.Datetime.now() - FORGOTTEN_AFTER
        self.search([("told_at", "<", before)]).unlink()
