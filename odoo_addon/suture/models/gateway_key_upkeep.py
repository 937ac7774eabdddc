import logging

from odoo import _, api, fields, models

from .gateway_key import QUIET_MINUTES, WARN_DAYS

_logger = logging.getLogger(__name__)

ACTIVITY = "mail.mail_activity_data_warning"


class GatewayKey(models.Model):
    _inherit = "suture.gateway.key"

    @api.model
    def _upkeep(self):
        """Runs the scheduled action: removes replaced keys and warns about keys that expire soon."""
        for user in self._integration_users():
            self._adopt_keys(user)
        self._retire()
        self._warn()

    @api.model
    def _retire(self):
        """Removes replaced keys once the new key has been in use for 15 minutes and the old key has not been
        used for as long.

        Several sidecars can share a key. It is not removed while one of them uses it.
        """
        quiet = fields.Datetime.subtract(fields.Datetime.now(), minutes=QUIET_MINUTES)
        over = self.sudo().search(
            [
                ("replaced_by_id.first_used_at", "<=", quiet),
                "|",
                ("last_used_at", "=", False),
                ("last_used_at", "<=", quiet),
            ]
        )
        over._remove_keys()

    def action_remove(self):
        """Removes a replaced key at once, for users who know that no sidecar needs it."""
        self._check_may_make()
        self.sudo().filtered("replaced_by_id")._remove_keys()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _remove_keys(self):
        for key in self:
            _logger.info("the key %s… of user %s was replaced and is removed", key.beginning, key.user_id.id)
        apikeys = self.apikey_id
        self.unlink()  # including its activities, which a deletion by the database would leave behind
        apikeys.sudo()._remove()

    @api.model
    def _warn(self):
        """Schedules one activity for each person who can rotate the key, two weeks before it expires."""
        self._drop_stray_activities()
        key = self._current()
        if not key or not key.expires_at or key.days_left > WARN_DAYS:
            return
        warned = key.activity_ids.user_id
        for person in self._people_who_make_keys() - warned:
            key.activity_schedule(
                ACTIVITY,
                key.expires_at.date(),
                summary=_("The sidecar's key expires soon (days left: %s)", key.days_left),
                note=_(
                    "Rotate it under Integration / Configuration / Settings. Once it expires, no "
                    "documents are exchanged."
                ),
                user_id=person.id,
            )

    @api.model
    def _people_who_make_keys(self):
        groups = [self.env.ref("base.group_system"), self.env.ref("suture.group_manager")]
        domain = [("all_group_ids", "in", group.ids) for group in groups]
        root = self.env.ref("base.user_root")
        return self.env["res.users"].sudo().search(domain) - root

    @api.model
    def _drop_stray_activities(self):
        """Deletes activities whose key Odoo has removed after it expired."""
        activities = self.env["mail.activity"].sudo().search([("res_model", "=", self._name)])
        known = self.sudo().browse(activities.mapped("res_id")).exists().ids
        activities.filtered(lambda activity: activity.res_id not in known).unlink()
