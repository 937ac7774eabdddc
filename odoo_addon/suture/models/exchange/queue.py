from odoo import _, api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from .exchange import CLOSED_STATES

EXCEPTION_STATES = ("attention", "staged")
AGE_GROUPS = [
    ("0-1", "Up to 1 day"),
    ("1-3", "1 to 3 days"),
    ("3-7", "3 to 7 days"),
    ("7-", "Over 7 days"),
]
MOST_COUNTED = 100
QUEUE_NOTICE = "suture.queue"


class Exchange(models.Model):
    """The work queue: who is assigned to an exception, how old it is, and when a decision is due."""

    _inherit = "suture.exchange"

    age_group = fields.Selection(
        AGE_GROUPS, "Age Group", compute="_compute_age_group", search="_search_age_group"
    )
    time_left = fields.Char(
        compute="_compute_time_left", help="Time until the decision is due, or how long it has been late."
    )
    time_used = fields.Integer(
        "Time Used (%)",
        compute="_compute_time_left",
        aggregator=None,
        help="How much of the available time has passed.",
    )

    # Few exchanges are open, so a partial index covers them in the order of the work queue. The list of all
    # exchanges has its own index, which also contains the columns that the overview counts.
    _received_index = models.Index(
        "(received_at DESC, id DESC) INCLUDE (flow_id, company_id, state, done_at)"
    )
    _contact_index = models.Index("(connection_id, direction, received_at)")
    _open_due_index = models.Index("(due_at, id) WHERE state NOT IN ('done', 'dismissed')")
    _unacknowledged_due_index = models.Index("(due_at) WHERE acknowledgement IN ('awaited', 'overdue')")

    @api.depends("received_at")
    def _compute_age_group(self):
        now = fields.Datetime.now()
        for exchange in self:
            days = (now - exchange.received_at).total_seconds() / 86400 if exchange.received_at else 0
            index = sum(days > limit for limit in (1, 3, 7))
            exchange.age_group = AGE_GROUPS[index][0]

    def _search_age_group(self, operator, value):
        if operator != "in":
            return NotImplemented
        now = fields.Datetime.now()
        limits = {
            "0-1": (None, 1),
            "1-3": (1, 3),
            "3-7": (3, 7),
            "7-": (7, None),
        }
        return Domain.OR(self._received_between(now, *limits[name]) for name in value if name in limits)

    @api.model
    def _received_between(self, now, more_than, at_most):
        domain = Domain.TRUE
        if more_than is not None:
            domain &= Domain("received_at", "<", fields.Datetime.subtract(now, days=more_than))
        if at_most is not None:
            domain &= Domain("received_at", ">=", fields.Datetime.subtract(now, days=at_most))
        return domain

    def _read_group_groupby(self, alias, groupby_spec, query):
        if groupby_spec != "age_group":
            return super()._read_group_groupby(alias, groupby_spec, query)
        received = SQL.identifier(alias, "received_at")
        now = fields.Datetime.now()
        return SQL(
            "CASE WHEN %s < %s THEN '7-' WHEN %s < %s THEN '3-7' WHEN %s < %s THEN '1-3' ELSE '0-1' END",
            received,
            fields.Datetime.subtract(now, days=7),
            received,
            fields.Datetime.subtract(now, days=3),
            received,
            fields.Datetime.subtract(now, days=1),
        )

    @api.depends("received_at", "due_at", "state")
    def _compute_time_left(self):
        now = fields.Datetime.now()
        for exchange in self:
            exchange.time_left, exchange.time_used = exchange._time_left(now)

    def _time_left(self, now):
        """Returns the time until the deadline as text, and the elapsed part of it in percent; `(False, 0)` if
        the exchange is closed or has no deadline.
        """
        due = self._deadline()
        if not due or not self.received_at or self.state in CLOSED_STATES:
            return False, 0
        allowed = (due - self.received_at).total_seconds()
        used = 100 if allowed <= 0 else round((now - self.received_at).total_seconds() * 100 / allowed)
        if due < now:
            return _("%s late", self._duration(now - due)), max(100, used)
        return _("%s left", self._duration(due - now)), min(99, max(0, used))

    def action_assign_to_me(self):
        """Assigns these exchanges to the user."""
        self._require_operator()
        self.write({"user_id": self.env.uid})
        return True

    def action_schedule_activity(self):
        """Opens the wizard that schedules an activity on each of these exchanges."""
        self._require_operator()
        return {
            "type": "ir.actions.act_window",
            "name": _("Schedule Activity"),
            "res_model": "mail.activity.schedule",
            "views": [(False, "form")],
            "target": "new",
            "context": {"active_model": self._name, "active_ids": self.ids},
        }

    @api.model
    def get_queue_counts(self):
        """Returns the numbers of exceptions for the counter in the menu bar.

        :return: `{"mine", "unassigned", "late", "both", "most"}`: `mine` counts the exceptions assigned to
            the user, `unassigned` those that have no owner, `late` those that are late, and `both` those that
            are assigned to the user or late. Each count stops at `most`.
        """
        if not self.env.user.has_group("suture.group_user"):
            raise AccessError(_("Exceptions are counted for integration users only."))
        queue = Domain("state", "in", EXCEPTION_STATES)
        mine = Domain("user_id", "=", self.env.uid)
        late = Domain("due_at", "<", fields.Datetime.now()) & self._not_put_off()

        def count(domain):
            return self.search_count(queue & domain, limit=MOST_COUNTED)

        unassigned = Domain("user_id", "=", False) & self._not_put_off()
        return {
            "mine": count(mine),
            "unassigned": count(unassigned),
            "late": count(late),
            "both": count(mine | late),
            "most": MOST_COUNTED,
        }

    @api.model
    def _not_put_off(self):
        """Returns the domain of exchanges that are not currently postponed."""
        return Domain("wait_until", "=", False) | Domain("wait_until", "<", fields.Datetime.now())

    @api.model_create_multi
    def create(self, vals_list):
        exchanges = super().create(vals_list)
        if exchanges.filtered(lambda row: row.state in EXCEPTION_STATES):
            self._announce_queue()
        return exchanges

    def write(self, vals):
        if not vals.keys() & {"state", "user_id", "due_at", "wait_until"}:
            return super().write(vals)
        before = [row._queue_place() for row in self]
        result = super().write(vals)
        if before != [row._queue_place() for row in self]:
            self._announce_queue()
        return result

    def _queue_place(self):
        """Returns the values that the counters depend on, or False if the exchange is not in the queue."""
        return self.state in EXCEPTION_STATES and (self.user_id.id, self._deadline())

    @api.model
    def _announce_queue(self):
        """Notifies the clients that the queue has changed, once per transaction. The notification has no
        content; each client then requests the counts that its user can see.
        """
        data = self.env.cr.precommit.data
        if not data.get(QUEUE_NOTICE):
            data[QUEUE_NOTICE] = True
            self.env.ref("suture.group_user").sudo()._bus_send(QUEUE_NOTICE, {})
