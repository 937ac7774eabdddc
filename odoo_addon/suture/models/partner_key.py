import time
from datetime import timedelta

from odoo import _, api, fields, models
from odoo.addons.base.models.res_users import check_identity
from odoo.exceptions import AccessError, UserError
from odoo.http import request

from ..terms import in_language_of, words
from .exchange.live import announce

KINDS = [("api-key", "API Key"), ("webhook-secret", "Webhook Secret")]
# The minutes within which a browser can receive the text of a new key.
PATIENCE_MINUTES = 10
# The time for which Odoo considers a password as confirmed, as in `check_identity`.
CONFIRMED_SECONDS = 10 * 60
MOST_DAYS = 3650
MOST_HOURS = 8760


class PartnerKey(models.Model):
    """A key with which a partner authenticates to the sidecar. The sidecar stores the key itself; Odoo only
    has the data by which people recognise it.
    """

    _name = "suture.partner.key"
    _description = "Partner Key"
    _order = "created_on desc, id desc"
    _rec_name = "beginning"

    connection_id = fields.Many2one(
        "suture.connection", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="connection_id.company_id", store=True)
    sidecar_id = fields.Char("ID in the Sidecar", required=True, readonly=True)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    beginning = fields.Char("Starts With", readonly=True, help="The first characters, to recognise the key.")
    created_on = fields.Datetime("Created", readonly=True)
    created_by = fields.Char("Created By", readonly=True)
    expires_at = fields.Datetime("Expires", readonly=True)
    last_used_at = fields.Datetime("Last Used", readonly=True, help="Updated at most once a minute.")
    revoked_at = fields.Datetime("Revoked", readonly=True)
    revoked_by = fields.Char("Revoked By", readonly=True)
    state = fields.Selection(
        [("valid", "Valid"), ("ending", "Expires Soon"), ("expired", "Expired"), ("revoked", "Revoked")],
        compute="_compute_state",
    )

    _sidecar_id_unique = models.Constraint("UNIQUE(sidecar_id)", "This key already exists.")

    @api.depends("expires_at", "revoked_at")
    def _compute_state(self):
        now = fields.Datetime.now()
        for key in self:
            if key.revoked_at:
                key.state = "revoked"
            elif key.expires_at and key.expires_at <= now:
                key.state = "expired"
            else:
                soon = key.expires_at and key.expires_at <= now + timedelta(days=14)
                key.state = "ending" if soon else "valid"

    def action_new(self):
        """Opens the dialog that creates a key for the connection in the context."""
        connection = self.env["suture.connection"].browse(self.env.context.get("default_connection_id"))
        return connection.action_new_key()

    @check_identity
    def action_revoke(self):
        """Asks the sidecar to revoke the keys. The sidecar refuses them from then on."""
        for key in self:
            if key.state in ("revoked", "expired"):
                raise UserError(_("This key is no longer valid."))
            key.connection_id._ask_for_key("revoke_key", {"id": key.sidecar_id}, key.beginning)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": _("The sidecar is revoking the key. The list is updated within seconds."),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _note_created(self):
        key = in_language_of(self, self.company_id)
        names = {"kind": key._kind_label(), "beginning": key.beginning or "", "person": key.created_by or ""}
        key.connection_id.message_post(
            body=key.env._("%(kind)s %(beginning)s… was created by %(person)s.", **names)
        )

    def _note_revoked(self):
        key = in_language_of(self, self.company_id)
        names = {"kind": key._kind_label(), "beginning": key.beginning or "", "person": key.revoked_by or ""}
        key.connection_id.message_post(
            body=key.env._("%(kind)s %(beginning)s… was revoked by %(person)s.", **names)
        )

    def _kind_label(self):
        return dict(self._fields["kind"]._description_selection(self.env))[self.kind]


class KeyRequest(models.Model):
    """A request for a new key. The sidecar answers with the text of the key, encrypted for the browser that
    asked, so that Odoo cannot read it. The answer is deleted when that browser receives it.
    """

    _name = "suture.key.request"
    _description = "Request for a Partner Key"

    request = fields.Char(required=True, readonly=True, index=True)
    connection_id = fields.Many2one("suture.connection", required=True, readonly=True, ondelete="cascade")
    user_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="cascade")
    state = fields.Selection(
        [("asked", "Requested"), ("answered", "Answered"), ("refused", "Refused"), ("received", "Received")],
        required=True,
        default="asked",
        readonly=True,
    )
    sidecar_key = fields.Char(readonly=True, help="The ID of the new key in the sidecar.")
    envelope = fields.Json(readonly=True)
    refusal = fields.Json(readonly=True)

    def _is_in_time(self):
        """Returns whether the browser that asked may still be waiting."""
        return bool(self) and self.create_date > fields.Datetime.now() - timedelta(minutes=PATIENCE_MINUTES)

    def _receive(self, answer):
        """Stores the sidecar's answer. Returns whether the browser may still receive it."""
        # The sidecar repeats a report whose response was lost.
        if self.state in ("answered", "received") and self.sidecar_key == answer.get("id"):
            return True
        if self.state != "asked" or not self._is_in_time():
            return False
        refusal = answer.get("refusal")
        self.write(
            {
                "state": "refused" if refusal else "answered",
                "sidecar_key": answer.get("id"),
                "envelope": answer.get("envelope"),
                "refusal": refusal or False,
            }
        )
        return True

    def _cancel(self):
        """Cancels requests whose answer nobody will receive. Keys that exist already are revoked, because
        nobody knows them. If the sidecar answers later, it revokes the key itself.
        """
        for asked in self.filtered(lambda each: each.state in ("answered", "received")):
            arguments = {"id": asked.sidecar_key, "by": asked.user_id.name}
            asked.connection_id._enqueue_for_keys("revoke_key", arguments, asked.connection_id.code)
        self.unlink()

    @api.autovacuum
    def _gc_requests(self):
        """Cancels requests whose answer was not received in time, and deletes finished ones after a day."""
        now = fields.Datetime.now()
        late = now - timedelta(minutes=PATIENCE_MINUTES)
        everything = self.sudo()
        everything.search([("state", "in", ("asked", "answered")), ("create_date", "<", late)])._cancel()
        everything.search([("create_date", "<", now - timedelta(days=1))]).unlink()


class Connection(models.Model):
    """Keys of the partner: created, shown once, replaced and revoked here, stored by the sidecar."""

    _inherit = "suture.connection"

    key_ids = fields.One2many(
        "suture.partner.key", "connection_id", copy=False, groups="suture.group_manager"
    )

    def action_open_keys(self):
        """Opens the connection's keys, and asks the sidecar for their current data."""
        self.ensure_one()
        self._ask_for_key("list_keys", {}, self.code)
        action = self.env["ir.actions.act_window"]._for_xml_id("suture.partner_key_action")
        return {
            **action,
            "name": _("Keys of %s", self.name),
            "domain": [("connection_id", "=", self.id)],
            "context": {"default_connection_id": self.id, "search_default_valid": 1},
        }

    @check_identity
    def action_new_key(self):
        """Opens the dialog that creates a key."""
        self._check_may_create_key()
        return {
            "type": "ir.actions.client",
            "tag": "suture_new_key",
            "name": _("New Key for %s", self.name),
            "target": "new",
            "params": {
                "connection": self.id,
                "kind": "webhook-secret" if self._key_type() == "signature" else "api-key",
                "replaces": {
                    kind: self.key_ids.filtered(lambda key: key.state in ("valid", "ending"))
                    .filtered_domain([("kind", "=", kind)])
                    .mapped("beginning")
                    for kind, _label in KINDS
                },
            },
        }

    def request_key(self, kind, public_key, valid_days=None, others_end_after_hours=None):
        """Asks the sidecar for a new key and returns the ID of the request, with which `get_key` returns the
        answer. Raises AccessError if the user has not confirmed the password within the last ten minutes.

        :param public_key: the browser's public key (P-256, uncompressed point, base64)
        :param valid_days: the number of days after which the key expires, or None
        :param others_end_after_hours: the number of hours after which the other keys of this kind expire, or
            None if they stay valid
        """
        self._check_may_create_key()
        if not request or request.session.get("identity-check-last", 0) < time.time() - CONFIRMED_SECONDS:
            raise AccessError(_("Confirm your password again: close this dialog and choose “New Key”."))
        if kind not in dict(KINDS):
            raise UserError(_("Choose an API key or a webhook secret."))
        if valid_days is not None and not 1 <= valid_days <= MOST_DAYS:
            raise UserError(_("Enter a validity of 1 to %s days.", MOST_DAYS))
        if others_end_after_hours is not None and not 0 <= others_end_after_hours <= MOST_HOURS:
            raise UserError(_("Enter a time of 0 to %s hours for the previous keys.", MOST_HOURS))
        row = self._ask_for_key(
            "create_key",
            {
                "kind": kind,
                "public_key": public_key,
                "valid_days": valid_days,
                "others_end_after_hours": others_end_after_hours,
            },
            self.code,
        )
        asked = {"request": row.key, "connection_id": self.id, "user_id": self.env.uid}
        self.env["suture.key.request"].sudo().create(asked)
        return row.key

    @api.model
    def get_key(self, request_id):
        """Returns the answer to the user's request for a key: `{"state", "envelope", "refusal"}`. `state` is
        asked, answered or refused. The encrypted key is returned once, and then deleted.
        """
        asked = (
            self.env["suture.key.request"]
            .sudo()
            .search([("request", "=", request_id), ("user_id", "=", self.env.uid)], limit=1)
        )
        if not asked or asked.state == "received" or not asked._is_in_time():
            raise UserError(_("The key was shown already, or the request has expired. Create another key."))
        answer = {
            "state": asked.state,
            "envelope": asked.envelope or None,
            "refusal": words(self.env, asked.refusal) or "",
        }
        if asked.state == "answered":
            asked.write({"state": "received", "envelope": False})
        return answer

    @api.model
    def cancel_key(self, request_id):
        """Cancels the user's request for a key, because the dialog was closed before the key was shown."""
        self.env["suture.key.request"].sudo().search(
            [
                ("request", "=", request_id),
                ("user_id", "=", self.env.uid),
                ("state", "in", ("asked", "answered", "received")),
            ]
        )._cancel()
        return True

    def _check_may_create_key(self):
        self.ensure_one()
        if not self.env.user.has_group("suture.group_manager"):
            raise AccessError(_("Only an integration administrator can create keys for partners."))
        self.check_access("write")

    def _ask_for_key(self, event, arguments, number):
        self._check_may_create_key()
        return self._enqueue_for_keys(event, {**arguments, "by": self.env.user.name}, number)

    def _enqueue_for_keys(self, event, arguments, number):
        connection = self.sudo()
        return connection.env["suture.outbox"]._enqueue(
            kind="command",
            event=event,
            connection=connection,
            company=connection.company_id,
            record=connection,
            number=number,
            arguments=arguments,
        )

    def _store_keys(self, reported):
        """Stores the data about the connection's keys that the sidecar reports, and notes new and revoked
        keys in the chatter. Open lists of the keys reload.
        """
        self.ensure_one()
        recently = fields.Datetime.now() - timedelta(minutes=PATIENCE_MINUTES)
        known = {key.sidecar_id: key for key in self.key_ids}
        for values in reported:
            key = known.get(values["sidecar_id"])
            if not key:
                key = self.env["suture.partner.key"].create({**values, "connection_id": self.id})
                if key.state in ("valid", "ending") and key.created_on and key.created_on > recently:
                    key._note_created()
                continue
            was_revoked = bool(key.revoked_at)
            key.write(values)
            if key.revoked_at and not was_revoked:
                key._note_revoked()
        announce(self)
