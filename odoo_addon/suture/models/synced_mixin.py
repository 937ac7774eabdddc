import re

from odoo import _, api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ..journey import finding_texts, journey_of
from ..panes.record import named

INTEGRATION_STATES = [
    ("none", "Not sent"),
    ("in_progress", "On its way"),
    ("retrying", "Retrying"),
    ("attention", "Needs attention"),
    ("changed", "Changed, not sent"),
    ("synced", "In sync"),
]

# Maps a state of the document to the exchange states that cause it, worst first.
TROUBLED = {"attention": ("attention", "staged"), "retrying": ("waiting", "held")}
# Longer findings are shown on the exchange only.
LONGEST_FINDING = 160


def short_reason(exchange):
    """Returns why an exchange waits: the first sentence of its reason, followed by its first finding if that
    has at most 160 characters.
    """
    reason = exchange.reason or exchange.note or ""
    sentence = re.split(r"(?<=[.!?])\s", reason, maxsplit=1)[0]
    finding = next(iter(finding_texts(exchange.findings)), "")
    if not finding or len(finding) > LONGEST_FINDING or finding in sentence:
        return sentence
    return f"{sentence} {finding}".strip()


class SyncedMixin(models.AbstractModel):
    """Adds to a business document the state of its exchange with partners.

    The state is stored, and one statement updates it whenever exchanges, links or outbox rows of the
    documents change. It is not a computed field, because those set `write_date` and `write_uid`, and a state
    change is not an edit.
    """

    _name = "suture.synced.mixin"
    _description = "Document Exchanged with Partners"

    integration_state = fields.Selection(
        INTEGRATION_STATES,
        "Integration",
        default="none",
        readonly=True,
        copy=False,
        index=True,
        groups="base.group_user",
    )
    integration_note = fields.Char(
        compute="_compute_integration_note", compute_sudo=True, groups="base.group_user"
    )
    integration_exchange_ids = fields.Many2many(
        "suture.exchange",
        string="Exchanges",
        compute="_compute_integration_exchange_ids",
        groups="suture.group_user",
    )
    integration_exchange_count = fields.Integer(
        "Number of Exchanges", compute="_compute_integration_exchange_ids", groups="suture.group_user"
    )

    def _compute_integration_note(self):
        exchanges = dict.fromkeys(self.ids, self.env["suture.exchange"])
        for link in self._integration_links():
            exchanges[link.res_id] |= link.exchange_id
        for document in self:
            rows = exchanges.get(document.id, self.env["suture.exchange"])
            document.integration_note = document._note_of(rows) or False

    def _note_of(self, exchanges):
        """Returns the reason or note of the oldest exchange that causes the document's state (needs
        attention, or waits), or of the latest exchange if there is no problem. A later success would not
        explain a problem.
        """
        for state in TROUBLED.get(self.integration_state, ()):
            rows = exchanges.filtered(lambda row, state=state: row.state == state)
            if rows:
                return short_reason(rows[0])
        if self.integration_state == "attention":
            return self._refused_row().message
        return exchanges[-1:].reason or exchanges[-1:].note

    def _refused_row(self):
        """Returns the document's latest outbox row. The caller uses it if the sidecar has refused it."""
        domain = [("kind", "=", "document"), ("res_model", "=", self._name), ("res_id", "=", self.id)]
        return self.env["suture.outbox"].search(domain, order="id desc", limit=1)

    def _compute_integration_exchange_ids(self):
        exchanges = dict.fromkeys(self.ids, self.env["suture.exchange"])
        for link in self._integration_links():
            exchanges[link.res_id] |= link.exchange_id
        for document in self:
            visible = exchanges.get(document.id, self.env["suture.exchange"])
            document.integration_exchange_ids = visible
            document.integration_exchange_count = len(visible)

    def _integration_links(self):
        """Returns the links between these documents and exchanges that the user can see, oldest exchange
        first.
        """
        links = self.env["suture.exchange.link"].search(
            [("res_model", "=", self._name), ("res_id", "in", self.ids)], order="exchange_id"
        )
        return links.sorted(
            lambda link: (link.exchange_id.received_at or link.create_date, link.exchange_id.id)
        )

    def action_open_exchanges(self):
        """Opens the exchanges of this document."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("suture.exchange_action")
        exchanges = self.integration_exchange_ids
        action["context"] = {}
        if len(exchanges) == 1:
            return {**action, "views": [(False, "form")], "res_id": exchanges.id}
        return {
            **action,
            "name": _("Exchanges of %s", self.display_name),
            "domain": [("id", "in", exchanges.ids)],
        }

    def get_integration_journey(self):
        """Returns the history of this document's exchange with partners, in chronological order.

        :return: `{"state", "label", "note", "can_open", "who", "steps": [step]}`. `who` is a sentence
            about whom to ask for a decision, or empty. A step has `id` (of its exchange,
            or 0), `icon`, `title`, `detail`, `state`, `at` and `next_attempt_at` (ISO 8601 in UTC, or False),
            `by`, `lines`, `reason`, `suggestion`. It has no message content, so every internal user who can
            read the document can read its history.
        """
        self.ensure_one()
        self.check_access("read")
        if not self.env.user._is_internal():
            raise AccessError(_("The history of a document is visible only to internal users."))
        return journey_of(self)

    def _integration_first_steps(self):
        """Returns the steps of the history before any exchange. Models extend it."""
        return []

    def _integration_open_steps(self):
        """Returns the steps at the end of the history that are still to be decided. Models extend it."""
        return []

    def _suture_pane_sections(self):
        """Returns the sections of this record for the pane "ours" (`panes/sections.py`). Models extend it."""
        return [named(self)]

    @api.model
    def _suture_refresh_linked(self):
        """Updates the integration state of all records of this model that have exchanges. Called after a
        module has been installed.
        """
        links = self.env["suture.exchange.link"].sudo().search([("res_model", "=", self._name)])
        self.browse(set(links.mapped("res_id"))).exists()._refresh_integration_state()

    def unlink(self):
        links = self.env["suture.exchange.link"].sudo()
        links = links.search([("res_model", "=", self._name), ("res_id", "in", self.ids)])
        exchanges = links.exchange_id.filtered(
            lambda row: row.res_model == self._name and row.res_id in self.ids
        )
        result = super().unlink()
        links.with_context(suture_refresh_later=True).unlink()
        exchanges.write({"res_model": False, "res_id": False})
        return result

    def _refresh_integration_state(self):
        """Updates `integration_state` of these documents from their exchanges and outbox rows, if it has
        changed.
        """
        if not self.ids:
            return
        self.env["suture.exchange"].flush_model(["state", "direction", "acknowledgement"])
        self.env["suture.exchange.link"].flush_model()
        self.env["suture.outbox"].flush_model(["kind", "state", "res_model", "res_id"])
        self.flush_recordset(["integration_state"])
        self._refresh_integration_stage()
        self.env.cr.execute(self._refresh_statement())
        self.invalidate_recordset(["integration_state", "integration_note"], flush=False)

    def _suture_changed_sql(self):
        """Returns the SQL condition that a document, with the alias `document`, differs from what was sent.
        Models extend it.
        """
        return SQL("FALSE")

    def _refresh_statement(self):
        """Returns the SQL statement that updates the state. The worst state applies: needs attention,
        changed, retrying, in progress, done. Dismissed exchanges do not count. A document whose stage is
        open, because the partner has only acknowledged it, is in progress.

        Only the document's latest outbox row counts, because sending again replaces an earlier refusal.
        """
        return SQL(
            """
            WITH seen AS (
                SELECT link.res_id,
                       bool_or(x.state IN ('attention', 'staged')) AS attention,
                       bool_or(x.state IN ('waiting', 'held')) AS retrying,
                       bool_or(x.state IN ('queued', 'processing') OR (x.state = 'done'
                           AND x.direction = 'outbound' AND x.acknowledgement = 'awaited')) AS moving,
                       bool_or(x.state = 'done') AS done
                  FROM suture_exchange_link link JOIN suture_exchange x ON x.id = link.exchange_id
                 WHERE link.res_model = %(model)s AND link.res_id IN %(ids)s
              GROUP BY link.res_id
            ), sending AS (
                SELECT DISTINCT ON (res_id) res_id, state
                  FROM suture_outbox
                 WHERE kind = 'document' AND res_model = %(model)s AND res_id IN %(ids)s
              ORDER BY res_id, id DESC
            ), fresh AS (
                SELECT document.id, CASE
                           WHEN seen.attention OR sending.state = 'refused' THEN 'attention'
                           WHEN %(changed)s THEN 'changed'
                           WHEN seen.retrying THEN 'retrying'
                           WHEN seen.moving OR sending.state = 'pending'
                                OR (sending.state = 'taken' AND seen.res_id IS NULL) THEN 'in_progress'
                           WHEN seen.done AND document.integration_stage IN %(open_stages)s THEN 'in_progress'
                           WHEN seen.done THEN 'synced'
                           ELSE 'none' END AS state
                  FROM %(table)s document
             LEFT JOIN seen ON seen.res_id = document.id
             LEFT JOIN sending ON sending.res_id = document.id
                 WHERE document.id IN %(ids)s
            )
            UPDATE %(table)s document SET integration_state = fresh.state
              FROM fresh
             WHERE fresh.id = document.id AND document.integration_state IS DISTINCT FROM fresh.state
            """,
            model=self._name,
            changed=self._suture_changed_sql(),
            ids=tuple(self.ids),
            open_stages=self._open_stages(),
            table=SQL.identifier(self._table),
        )
