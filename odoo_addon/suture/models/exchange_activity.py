from odoo import fields, models

from .exchange.queue import EXCEPTION_STATES

ACTIVITY = "suture.mail_activity_exception"


class MailActivity(models.Model):
    """The activity of an exception, on the document that the exception is about."""

    _inherit = "mail.activity"

    suture_exchange_id = fields.Many2one(
        "suture.exchange",
        "Exception",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
        groups="suture.group_user",
    )

    def write(self, vals):
        """Assigns the exception too if its activity is reassigned to a person who may see it."""
        result = super().write(vals)
        user = self.env["res.users"].browse(vals.get("user_id") or [])
        exchanges = self.sudo().suture_exchange_id if user else self.env["suture.exchange"]
        moved = exchanges.filtered(lambda row: row.state in EXCEPTION_STATES and row.user_id != user)
        if moved:
            moved._visible_by([user])[user]._quietly().user_id = user
        return result


class Exchange(models.Model):
    """Each exception with an owner has one activity: on its document, or on the exchange if there is no
    document that the owner may see.
    """

    _inherit = "suture.exchange"

    suture_activity_ids = fields.One2many("mail.activity", "suture_exchange_id", "Activities of the Owner")

    def _place_activities(self):
        """Creates the activities of these exceptions, all at once, or updates them. Nobody is notified by
        email.
        """
        Activity = self.env["mail.activity"].sudo().with_context(**self._quiet_context())
        there = {}
        for activity in Activity.search([("suture_exchange_id", "in", self.ids)]):
            there.setdefault(activity.suture_exchange_id.id, activity)
        rows = self.sudo()
        places = rows._activity_places()
        kind = self.env["ir.model.data"]._xmlid_to_res_id(ACTIVITY)  # cached, unlike `env.ref`
        new = []
        for row in rows:
            activity = there.get(row.id, Activity)
            if not row.user_id:
                activity.unlink()
                continue
            wanted = row._activity_values(*places[row])
            if activity:
                changed = {name: value for name, value in wanted.items() if _differs(activity, name, value)}
                if changed:
                    activity.write(changed)
            else:
                fixed = {"activity_type_id": kind, "automated": True, "suture_exchange_id": row.id}
                new.append({**wanted, **fixed})
        if new:
            Activity.create(new)

    def _activity_places(self):
        """Returns the record on which the activity of each exception appears: `{exchange: (model, ID)}`."""
        documents = self._documents_by_place()
        by_reader = {}
        for row in self:
            document = documents.get((row.res_model, row.res_id))
            if row.user_id and document is not None and "activity_ids" in document._fields:
                by_reader.setdefault((row.user_id, row.res_model), set()).add(row.res_id)
        readable = {
            (user, model): set(
                self.env[model]
                .browse(sorted(ids))
                .with_user(user)
                .with_context(allowed_company_ids=user.company_ids.ids)
                ._filtered_access("read")
                .ids
            )
            for (user, model), ids in by_reader.items()
        }
        return {
            row: (row.res_model, row.res_id)
            if row.res_id in readable.get((row.user_id, row.res_model), ())
            else (row._name, row.id)
            for row in self
        }

    def _activity_values(self, model, res_id):
        user = self.user_id
        told = self.with_context(lang=user.lang or "en_US", tz=user.tz or "UTC")
        due = self.due_at and fields.Datetime.context_timestamp(told, self.due_at).date()
        return {
            "res_model_id": self.env["ir.model"]._get_id(model),
            "res_id": res_id,
            "user_id": user.id,
            "summary": f"{told._plain_name()}: {told._reason_label()}",
            "note": told._exception_link(),
            "date_deadline": due or fields.Date.context_today(told),
        }

    def _end_activities(self):
        """Deletes the activities of exceptions that are closed."""
        self.env["mail.activity"].sudo().search([("suture_exchange_id", "in", self.ids)]).unlink()

    def write(self, vals):
        result = super().write(vals)
        if "user_id" in vals:
            raised = self.sudo().filtered(lambda row: row.state in EXCEPTION_STATES and row.raised_as)
            raised._place_activities()
        return result


def _differs(activity, name, value):
    known = activity[name]
    return (known.id if isinstance(known, models.BaseModel) else known) != value
