import math

from odoo import _, api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL, sql

# Odoo looks up a key by its first characters and stores a hash of the whole.
INDEX_LENGTH = 8
SHOWN_LENGTH = 4
NOTE_INTERVAL_SECONDS = 60
QUIET_MINUTES = 15
WARN_DAYS = 14
LONGEST_DAYS = 90
GATEWAY_GROUP = "suture.group_gateway"


class GatewayKey(models.Model):
    """Data about an API key of the integration user, such as when it was used and which key replaces it. Odoo
    stores only a hash of the key itself.
    """

    _name = "suture.gateway.key"
    _description = "Integration User Key"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "id desc"

    apikey_id = fields.Many2one(
        "res.users.apikeys", required=True, readonly=True, index=True, ondelete="cascade", string="API Key"
    )
    user_id = fields.Many2one("res.users", required=True, readonly=True, index=True, ondelete="cascade")
    beginning = fields.Char(
        readonly=True, help="The first characters of the key, to identify it.", string="First Characters"
    )
    made_at = fields.Datetime("Created On", readonly=True)
    expires_at = fields.Datetime("Expires", readonly=True)
    first_used_at = fields.Datetime("First Used On", readonly=True)
    last_used_at = fields.Datetime(
        "Last Used", readonly=True, help=("When a sidecar last used the key. Updated at most once a minute.")
    )
    replaced_by_id = fields.Many2one(
        "suture.gateway.key", "Replaced By", readonly=True, index="btree_not_null", ondelete="set null"
    )
    days_left = fields.Integer(compute="_compute_days_left")
    state = fields.Selection(
        [
            ("new", "Not used yet"),
            ("used", "In use"),
            ("replaced", "To Be Removed"),
            ("expired", "Expired"),
        ],
        compute="_compute_state",
    )

    _apikey_unique = models.Constraint("UNIQUE(apikey_id)", "This key already exists.")

    def init(self):
        """Adds a foreign key to Odoo's table of API keys by SQL, because the ORM does not manage that table
        and Odoo deletes expired keys by SQL.
        """
        end = (self._table, "apikey_id", "res_users_apikeys", "id", "cascade")
        if not sql.get_foreign_keys(self.env.cr, *end):
            sql.add_foreign_key(self.env.cr, *end)

    @api.depends("user_id", "beginning")
    def _compute_display_name(self):
        for key in self:
            key.display_name = _(
                "Key %(beginning)s… of %(user)s", beginning=key.beginning, user=key.sudo().user_id.name
            )

    @api.depends("expires_at")
    def _compute_days_left(self):
        """Computes the number of days left, rounded up. It is 0 if the key has expired or never expires."""
        now = fields.Datetime.now()
        for key in self:
            left = (key.expires_at - now).total_seconds() / 86400 if key.expires_at else 0
            key.days_left = max(0, math.ceil(left))

    @api.depends("expires_at", "first_used_at", "replaced_by_id")
    def _compute_state(self):
        for key in self:
            if key._has_ended():
                key.state = "expired"
            elif key.replaced_by_id:
                key.state = "replaced"
            else:
                key.state = "used" if key.first_used_at else "new"

    def _has_ended(self):
        self.ensure_one()
        return bool(self.expires_at) and self.expires_at <= fields.Datetime.now()

    @api.model
    def _check_may_make(self):
        """Raises AccessError unless the user is an administrator of both Odoo and the integration, because a
        key gives access to the whole gateway.
        """
        user = self.env.user
        if not (user.has_group("base.group_system") and user.has_group("suture.group_manager")):
            raise AccessError(
                _("Only an administrator of both Odoo and the integration can create keys for the sidecar.")
            )

    @api.model
    def _make(self, user, days):
        """Creates an API key of the integration user and returns `(text of the key, record)`. The existing
        keys are marked as replaced by the new key and removed later.

        The text is not stored, so the caller must show it.
        """
        self._check_may_make()
        self._adopt_keys(user)
        ends = fields.Datetime.add(fields.Datetime.now(), days=days, minutes=-5)  # within Odoo's limit
        text = self.env["res.users.apikeys"].with_user(user)._generate("rpc", "Suture sidecar", ends)
        made = self._adopt_keys(user)[:1]
        others = self.sudo().search([("user_id", "=", user.id), ("id", "!=", made.id)])
        others.replaced_by_id = made
        return text, made

    @api.model
    def _adopt_keys(self, user):
        """Creates the missing records for the user's RPC keys and returns the new records, latest first."""
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO suture_gateway_key
                       (apikey_id, user_id, beginning, made_at, expires_at, create_uid, create_date,
                        write_uid, write_date)
                SELECT k.id, k.user_id, left(k.index, %(shown)s), k.create_date, k.expiration_date,
                       %(uid)s, now() AT TIME ZONE 'UTC', %(uid)s, now() AT TIME ZONE 'UTC'
                  FROM res_users_apikeys k
                 WHERE k.user_id = %(user)s AND (k.scope IS NULL OR k.scope = 'rpc')
                   AND NOT EXISTS (SELECT 1 FROM suture_gateway_key known WHERE known.apikey_id = k.id)
              ORDER BY k.id
                    ON CONFLICT (apikey_id) DO NOTHING
             RETURNING id
                """,
                shown=SHOWN_LENGTH,
                user=user.id,
                uid=self.env.uid,
            )
        )
        ids = [row[0] for row in self.env.cr.fetchall()]
        return self.sudo().browse(sorted(ids, reverse=True))

    @api.model
    def _note_use(self, user, text):
        """Records the use of a key by a sidecar, at most once a minute. Does nothing if another transaction
        has locked the row.

        :param text: the whole key
        """
        row = self._due_for_a_note(user, text[:INDEX_LENGTH])
        if row is None:
            return
        apikey_id, known = row
        if not known:
            self._adopt_keys(user)
        key = self.sudo().search([("apikey_id", "=", apikey_id)])
        if not key.try_lock_for_update(allow_referencing=True):
            return
        now = fields.Datetime.now()
        key.write({"last_used_at": now, **({} if key.first_used_at else {"first_used_at": now})})
        if self._replaces_another(key):
            job = self.env.ref("suture.cron_gateway_keys").sudo()
            job._trigger(fields.Datetime.add(now, minutes=QUIET_MINUTES + 1))

    @api.model
    def _due_for_a_note(self, user, index):
        """Returns `(ID of the API key, whether it has a row)`, or None if its use was recorded within the
        last minute or the key is unknown.

        :param index: the first characters of the key
        """
        self.env.cr.execute(
            SQL(
                """
                SELECT k.id, known.id IS NOT NULL,
                       known.last_used_at > now() AT TIME ZONE 'UTC' - make_interval(secs => %(pause)s)
                  FROM res_users_apikeys k LEFT JOIN suture_gateway_key known ON known.apikey_id = k.id
                 WHERE k.user_id = %(user)s AND k.index = %(index)s AND (k.scope IS NULL OR k.scope = 'rpc')
                   AND (k.expiration_date IS NULL OR k.expiration_date >= now() AT TIME ZONE 'UTC')
                """,
                pause=NOTE_INTERVAL_SECONDS,
                user=user.id,
                index=index,
            )
        )
        rows = self.env.cr.fetchall()
        if len(rows) != 1 or rows[0][2]:
            return None
        return rows[0][:2]

    def _replaces_another(self, key):
        return bool(self.sudo().search_count([("replaced_by_id", "=", key.id)], limit=1))

    @api.model
    def _integration_users(self):
        """Returns the active users who can call the gateway, latest created first."""
        group = self.env.ref(GATEWAY_GROUP)
        return self.env["res.users"].sudo().search([("all_group_ids", "in", group.ids)], order="id desc")

    @api.model
    def _current(self):
        """Returns the valid key that was used last or, if none was used, the latest one. Returns an empty
        recordset if no key is valid.
        """
        users = self._integration_users()
        keys = self.sudo().search([("user_id", "in", users.ids)]).filtered(lambda key: not key._has_ended())
        used = keys.filtered("last_used_at").sorted("last_used_at", reverse=True)
        return used[:1] or keys[:1]

    @api.model
    def _check_of_the_test(self):
        """Returns the result of checking the key for *Test Connection*: `(state, code, args)`, as in
        `sidecar/checks.py`.
        """
        key = self._current()
        if not key:
            return ("failed", "key-none", ())
        if not key.expires_at:
            return ("ok", "key-endless", ())
        soon = key.days_left <= WARN_DAYS
        return ("failed", "key-soon", (key.days_left,)) if soon else ("ok", "key-ok", (key.days_left,))
