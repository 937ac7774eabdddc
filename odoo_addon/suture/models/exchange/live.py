from odoo import _, api, fields, models

CHANGED_NOTICE = "suture.changed"
MOST_ANNOUNCED = 500
# The fields of an exchange that users wait for.
LIVE_FIELDS = {"state", "reason_terms", "findings_data", "acknowledgement", "next_attempt_at", "user_id"}
MOVING_STATES = ("queued", "processing")


def announce(records):
    """Notifies the clients at the end of the transaction that records have changed: `{model: [ID, …]}`,
    without any content. Each client then reloads the records that it shows, with its user's rights.
    """
    data = records.env.cr.precommit.data
    changed = data.get(CHANGED_NOTICE)
    if changed is None:
        changed = data[CHANGED_NOTICE] = {}
        env = records.env
        records.env.cr.precommit.add(lambda: _send(env, changed))
    changed.setdefault(records._name, set()).update(records.ids)


def _send(env, changed):
    told = {model: sorted(ids)[-MOST_ANNOUNCED:] for model, ids in changed.items()}
    env.ref("suture.group_user").sudo()._bus_send(CHANGED_NOTICE, told)


class Exchange(models.Model):
    """Announces changes of exchanges, and says what a moving document waits for."""

    _inherit = "suture.exchange"

    waits_for = fields.Char(
        compute="_compute_waits_for",
        help="What happens next to a document that is queued or in progress.",
    )

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & LIVE_FIELDS:
            announce(self)
        return result

    @api.depends("state")
    def _compute_waits_for(self):
        silent = self._is_sidecar_silent()
        for exchange in self:
            moving = exchange.state in MOVING_STATES
            exchange.waits_for = exchange._next_happening(silent) if moving else False

    @api.model
    def _is_sidecar_silent(self):
        """Reports whether no sidecar has reported recently. False if none has ever reported."""
        sidecars = self.env["suture.sidecar.health"].sudo().search([])
        return bool(sidecars) and all(sidecars.mapped("is_silent"))

    def _next_happening(self, silent):
        domain = [("message_key", "=", self.message_key), ("kind", "=", "command"), ("state", "=", "pending")]
        requested = self.env["suture.outbox"].sudo().search_count(domain, limit=1)
        if silent:
            return _("The sidecar is unresponsive. It continues as soon as the sidecar responds again.")
        if requested:
            return _("Requested. The sidecar will process the request shortly.")
        if self.direction == "outbound" and self.state == "processing":
            return _("It is being delivered to %s.", self.partner_id.name or self.connection_id.name or "")
        return _("The sidecar is processing it.")
