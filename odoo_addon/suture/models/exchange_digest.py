from odoo import api, fields, models
from odoo.fields import Domain

from ..panes.wording import at
from .exchange.queue import EXCEPTION_STATES

MOST_LISTED = 20


class ResUsers(models.Model):
    _inherit = "res.users"

    suture_digest = fields.Boolean(
        "Daily Email About Exceptions",
        default=True,
        help="Sends you an email each day while exceptions are assigned to you.",
    )
    suture_digest_on = fields.Date("Last Email About Exceptions", readonly=True, copy=False)
    suture_has_exceptions = fields.Boolean(compute="_compute_suture_has_exceptions")

    @property
    def SELF_READABLE_FIELDS(self):
        return [*super().SELF_READABLE_FIELDS, "suture_digest", "suture_has_exceptions"]

    @property
    def SELF_WRITEABLE_FIELDS(self):
        return [*super().SELF_WRITEABLE_FIELDS, "suture_digest"]

    @api.depends("all_group_ids")
    def _compute_suture_has_exceptions(self):
        """Computes whether a user can have exceptions, and so the preference."""
        for user in self:
            user.suture_has_exceptions = user.has_group("suture.group_user")


class Exchange(models.Model):
    """The daily email with the exceptions that are assigned to a user. It contains no content of documents;
    for clinical documents, it contains no document number either.
    """

    _inherit = "suture.exchange"

    @api.model
    def _mail_digests(self):
        """Adds an email for each user who has exceptions and wants it to the mail queue, at most once a day.
        Called once a day.
        """
        self._catch_up()
        domain = Domain("state", "in", EXCEPTION_STATES) & Domain("user_id", "!=", False)
        owners = self.sudo()._read_group(domain & self._not_put_off(), ["user_id"])
        today = fields.Date.today()
        mails = [
            mail
            for (user,) in owners
            if user._is_internal() and user.active and user.suture_digest and user.email
            if user.suture_digest_on != today
            if (mail := self._digest_of(user))
        ]
        if not mails:
            return
        self.env["mail.mail"].sudo().create([values for _user, values in mails])
        self.env["res.users"].sudo().browse(user.id for user, _values in mails).suture_digest_on = today
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()

    @api.model
    def _catch_up(self):
        """Announces exceptions that became so before this version was installed, and gives exceptions of
        archived users a new owner.
        """
        waiting = self.sudo().search([("state", "in", EXCEPTION_STATES)])
        waiting.filtered(lambda row: not row.raised_as)._follow()
        left = waiting.filtered(lambda row: row.user_id and not row.user_id.active)
        if left:
            left._assign_default_owners()

    @api.model
    def _digest_of(self, user):
        """Returns `(user, values of the email)` in the user's language, or None if the user may see none of
        the exceptions.
        """
        seen = self._as_seen_by(user).with_context(lang=user.lang or "en_US", tz=user.tz or "UTC")
        waiting = Domain("state", "in", EXCEPTION_STATES) & self._not_put_off()
        mine = seen.search(waiting & Domain("user_id", "=", user.id), order="due_at, id")
        if not mine:
            return None
        _ = mine.env._
        unassigned = seen.search_count(waiting & Domain("user_id", "=", False))
        base = user.get_base_url()
        values = {
            "user": user,
            "count": len(mine),
            "late": len(mine.filtered("late")),
            "unassigned": unassigned if user.has_group("suture.group_operator") else 0,
            "rows": [row._digest_row(base) for row in mine[:MOST_LISTED]],
            "more": max(0, len(mine) - MOST_LISTED),
            "url": f"{base}/odoo/exceptions",
        }
        many = _("%s exceptions are waiting for your decision", len(mine))
        company = user.company_id
        return user, {
            "subject": many if len(mine) > 1 else _("1 exception is waiting for your decision"),
            "body_html": mine.env["ir.qweb"].sudo()._render("suture.digest_mail", values),
            "email_from": company.email_formatted or user.email_formatted,
            "email_to": user.email_formatted,
            "auto_delete": True,
        }

    def _digest_row(self, base):
        return {
            "document": self._plain_name(),
            "partner": self.partner_id.name or self.connection_id.name or "",
            "reason": self._reason_label(),
            "due": at(self.env, self.due_at) if self.due_at else "",
            "late": self.late,
            "url": f"{base}/odoo/exceptions/{self.id}",
        }
