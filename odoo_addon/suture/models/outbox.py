from odoo import _, api, fields, models

from ..nudge import nudge_after_commit
from ..terms import as_it_was, words

# Arguments of commands that are erased once the sidecar has stored them.
CONTENT = ("document", "content_base64")


class Outbox(models.Model):
    """Requests from Odoo to the sidecar. A row is written in the same transaction as its cause, so that
    neither exists without the other. The sidecar leases rows and reports when it has stored them.
    """

    _name = "suture.outbox"
    _description = "Integration Outbox"
    _rec_name = "number"
    _order = "id desc"

    key = fields.Char(required=True, readonly=True)
    kind = fields.Selection([("document", "Document"), ("command", "Command")], required=True, readonly=True)
    event = fields.Char(required=True, readonly=True)
    event_label = fields.Char("Event", compute="_compute_event_label")
    connection_id = fields.Many2one(
        "suture.connection", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    res_model = fields.Char("Model", readonly=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", readonly=True)
    number = fields.Char(readonly=True)
    message_key = fields.Char(readonly=True)
    state = fields.Selection(
        [("pending", "Pending"), ("taken", "Delivered"), ("refused", "Refused")],
        required=True,
        readonly=True,
        default="pending",
    )
    leased_until = fields.Datetime(readonly=True)
    take_count = fields.Integer("Times Delivered", readonly=True)
    message = fields.Text(readonly=True, compute="_compute_message", inverse="_inverse_message")
    message_terms = fields.Json(readonly=True)
    arguments = fields.Json(readonly=True)
    trace_id = fields.Char("Trace", readonly=True)

    _key_unique = models.Constraint("UNIQUE(key)", "This is already in the outbox.")
    _pending_index = models.Index("(id) WHERE state = 'pending'")
    _record_index = models.Index("(res_model, res_id)")

    @api.depends("event", "kind")
    @api.depends_context("lang")
    def _compute_event_label(self):
        """Computes the flow that an event starts, or what a command requests, in words."""
        commands, flows = self._command_labels(), self._suture_event_flows()
        for row in self:
            flow = self.env["suture.catalogue.entry"]._entry("flow", flows.get(row.event, row.event))
            row.event_label = commands.get(row.event) if row.kind == "command" else flow.label
            row.event_label = row.event_label or row.event

    @api.model
    def _command_labels(self):
        return {
            "replay": _("Retry"),
            "preview": _("Preview"),
            "file": _("Show File"),
            "pass": _("Release"),
            "accept_number": _("Accept as New File"),
            "correct": _("Correct"),
            "accept": _("Accept"),
            "dismiss": _("Dismiss"),
            "reopen": _("Undo Dismissal"),
            "create_key": _("Create a key"),
            "revoke_key": _("Revoke a key"),
            "list_keys": _("List the keys"),
            "rehearse": _("Process a test file"),
            "sample": _("Show an outgoing document"),
        }

    @api.depends("message_terms")
    @api.depends_context("lang", "tz")
    def _compute_message(self):
        for row in self:
            row.message = words(row.env, row.message_terms) or False

    def _inverse_message(self):
        for row in self:
            row.message_terms = as_it_was(row.message)

    def _enqueue(self, *, kind, event, connection, company, record, number, **details):
        """Adds a row for `record` to the outbox and returns it. Nudges the sidecar after the commit.

        The row's key continues the numbering of the last row with the same event, connection and record; that
        row is never deleted.

        :param details: `message_key`, `arguments`, `trace_id`
        """
        row = {
            "kind": kind,
            "event": event,
            "connection_id": connection.id,
            "company_id": company.id,
            "res_model": record._name,
            "res_id": record.id,
            "number": number,
            **details,
        }
        nudge_after_commit(self.env)
        return self.create({**row, "key": self._next_key(event, connection, record)})

    def _erase_content(self):
        """Erases the content of a command, such as a corrected document or a partner's file, from its
        arguments.
        """
        for row in self:
            carried = [name for name in CONTENT if name in (row.arguments or {})]
            if carried:
                row.arguments = {**row.arguments, **dict.fromkeys(carried)}

    def _suture_event_flows(self):
        """Returns the flow that an event starts, for events whose code is not the code of the flow: `{event:
        flow}`. Modules extend it.
        """
        return {}

    def _next_key(self, event, connection, record):
        last = self.search(
            [
                ("event", "=", event),
                ("connection_id", "=", connection.id),
                ("res_model", "=", record._name),
                ("res_id", "=", record.id),
            ],
            order="id desc",
            limit=1,
        )
        earlier = int(last.key.rpartition("/")[2]) if last else 0
        flow = self._suture_event_flows().get(event, event)
        database = self.env["ir.config_parameter"].sudo().get_param("database.uuid")
        return f"{flow}/{database}/{connection.code or '-'}/{record.id}/{earlier + 1}"
