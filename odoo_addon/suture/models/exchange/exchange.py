from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ...catalogue.code import Code
from ...gateway.access import allowed
from ...journey import exchange_steps, toned

CLOSED_STATES = ("done", "dismissed")
UNACKNOWLEDGED = ("awaited", "overdue")
STATE_FIELDS = {"state", "direction", "acknowledgement"}


class Exchange(models.Model):
    """One incoming or outgoing document, with its state and the decision that it needs.

    The gateway writes the rows. Users assign, comment, retry and dismiss them, but do not edit their content.
    """

    _name = "suture.exchange"
    _description = "Integration Exchange"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "received_at desc, id desc"
    _mail_post_access = "read"

    name = fields.Char("Reference", readonly=True, copy=False)
    message_key = fields.Char(required=True, readonly=True, copy=False)
    message_id = fields.Char("Message", readonly=True, help="The ID of the message in the sidecar.")
    revision = fields.Integer(default=-1, readonly=True)
    direction = fields.Selection(
        [("inbound", "Inbound"), ("outbound", "Outbound")], required=True, readonly=True, default="inbound"
    )
    flow_id = fields.Many2one("suture.flow", readonly=True, index="btree_not_null", ondelete="restrict")
    connection_id = fields.Many2one("suture.connection", readonly=True, ondelete="restrict")
    partner_id = fields.Many2one(related="connection_id.partner_id")
    company_id = fields.Many2one("res.company", readonly=True, index="btree_not_null")
    document_type = Code("document", readonly=True)
    document_label = fields.Char("Document", compute="_compute_document_label")
    document_code = fields.Char(
        readonly=True, help="The document type in the format's own terms, such as 855."
    )
    document_number = fields.Char("Number", readonly=True, index="btree_not_null")
    state = Code("state", required=True, readonly=True, default="queued")
    state_tone = fields.Char(compute="_compute_state_tone", help=("The colour in which the state is shown."))
    reason_code = Code("reason", "Reason", readonly=True)
    reason_class = fields.Selection(
        [("technical", "Technical"), ("business", "Business")],
        compute="_compute_reason_class",
        store=True,
        help="Who resolves the exception: an engineer or a business user.",
    )
    attempts = fields.Integer(readonly=True)
    next_attempt_at = fields.Datetime("Next Attempt", readonly=True)
    held_behind_key = fields.Char(
        readonly=True,
        help="The message key of the document that this one is waiting for.",
        string="Waiting For (Key)",
    )
    held_behind_id = fields.Many2one(
        "suture.exchange",
        "Waiting For",
        compute="_compute_held_behind_id",
        help="The earlier document about the same record that must be finished first.",
    )
    received_at = fields.Datetime("Received", readonly=True, default=fields.Datetime.now)
    done_at = fields.Datetime("Done", readonly=True)
    due_at = fields.Datetime("Due", readonly=True)
    late = fields.Boolean(compute="_compute_late", search="_search_late")
    age = fields.Char(
        compute="_compute_age", help=("How long processing took, or how long the exchange has been open.")
    )
    user_id = fields.Many2one("res.users", "Assigned to", tracking=True, index="btree_not_null")
    acknowledgement = Code("acknowledgement", required=True, readonly=True, default="none")
    acknowledged_at = fields.Datetime("Acknowledged", readonly=True)
    acknowledged_by = fields.Char(readonly=True)
    control_reference = fields.Char(
        "Control Number",
        readonly=True,
        help="The control number: in HL7 the message control ID (MSH-10), in X12 the control numbers of"
        " group and transaction set, or of the interchange.",
    )
    res_model = fields.Char("Document Model", readonly=True)
    res_id = fields.Many2oneReference("Document ID", model_field="res_model", readonly=True)
    document_name = fields.Char("Record", compute="_compute_document_name")
    link_ids = fields.One2many("suture.exchange.link", "exchange_id", readonly=True, string="Records")
    trace_id = fields.Char("Trace", readonly=True)
    journey = fields.Json(compute="_compute_journey", string="History")
    payload = fields.Json("Content", readonly=True, groups="suture.group_operator")

    _message_key_unique = models.Constraint("UNIQUE(message_key)", "This message already has an exchange.")
    _record_index = models.Index("(res_model, res_id)")
    _open_index = models.Index("(state) WHERE state <> 'done'")
    _payload_index = models.Index(
        "(received_at) WHERE payload IS NOT NULL AND state IN ('done', 'dismissed')"
    )
    _connection_index = models.Index("(connection_id, received_at)")

    @api.depends("reason_code")
    def _compute_reason_class(self):
        reasons = self.env["suture.catalogue.entry"]._of("reason")
        classes = {reason.code: reason._fact("class") for reason in reasons}
        for exchange in self:
            # Codes of a newer sidecar that are unknown in this database are for an engineer to handle.
            exchange.reason_class = exchange.reason_code and classes.get(exchange.reason_code, "technical")

    @api.depends("state")
    def _compute_state_tone(self):
        tones = self.env["suture.catalogue.entry"]._tones()
        for exchange in self:
            exchange.state_tone = tones.get(exchange.state, "muted")

    @api.depends("held_behind_key", "state")
    def _compute_held_behind_id(self):
        keys = self.filtered(lambda row: row.state == "held").mapped("held_behind_key")
        blockers = {row.message_key: row for row in self.search([("message_key", "in", keys)])}
        for exchange in self:
            held = exchange.state == "held"
            exchange.held_behind_id = blockers.get(exchange.held_behind_key) if held else False

    @api.depends("document_type")
    @api.depends_context("lang")
    def _compute_document_label(self):
        known = dict(self.env["suture.catalogue.entry"]._labels("document"))
        for exchange in self:
            exchange.document_label = known.get(exchange.document_type, exchange.document_type)

    @api.depends("due_at", "state", "acknowledgement")
    def _compute_late(self):
        now = fields.Datetime.now()
        for exchange in self:
            open_still = exchange.state not in CLOSED_STATES or exchange._acknowledgement_missing()
            deadline = exchange._deadline()
            exchange.late = bool(open_still and deadline and deadline < now)

    def _deadline(self):
        """Returns the time when processing or a decision is due, or False if there is no deadline."""
        return self.due_at

    def _acknowledgement_missing(self):
        return self.state == "done" and self.acknowledgement in UNACKNOWLEDGED

    def _search_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        now = fields.Datetime.now()
        unacknowledged = Domain("acknowledgement", "in", UNACKNOWLEDGED)
        late = Domain("due_at", "<", now) & (
            Domain("state", "not in", CLOSED_STATES) | Domain("state", "=", "done") & unacknowledged
        )
        on_time = (
            Domain("due_at", "=", False)
            | Domain("due_at", ">=", now)
            | Domain("state", "=", "dismissed")
            | Domain("state", "=", "done") & ~unacknowledged
        )
        return Domain.OR([late] * (True in value) + [on_time] * (False in value))

    @api.depends("received_at", "done_at", "state")
    def _compute_age(self):
        now = fields.Datetime.now()
        for exchange in self:
            until = exchange.done_at or now
            exchange.age = self._duration(until - exchange.received_at) if exchange.received_at else False

    @api.model
    def _duration(self, delta):
        minutes = max(0, int(delta.total_seconds() // 60))
        if minutes < 60:
            return _("%s min", minutes)
        if minutes < 48 * 60:
            return _("%s h", minutes // 60)
        return _("%s days", minutes // (24 * 60))

    def _compute_journey(self):
        for exchange in self:
            exchange.journey = {"steps": toned(self.env, exchange_steps(exchange.sudo()))}

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_document_name(self):
        """Computes the name of the record that the exchange opens. It stays empty if the user cannot read the
        record.
        """
        names = {}
        for model in {row.res_model for row in self} & allowed(self.env).link:
            ids = [row.res_id for row in self if row.res_model == model and row.res_id]
            for document in self.env[model].browse(ids).exists()._filtered_access("read"):
                names[model, document.id] = document.display_name
        for exchange in self:
            exchange.document_name = names.get((exchange.res_model, exchange.res_id), False)

    def _document(self):
        """Returns the record that the exchange opens. If there is none, returns None or an empty
        recordset.
        """
        if not self.res_id or self.res_model not in allowed(self.env).link:
            return None
        return self.env[self.res_model].browse(self.res_id).exists()

    @api.model_create_multi
    def create(self, vals_list):
        exchanges = super().create(vals_list)
        for exchange in exchanges.filtered(lambda row: not row.name):
            exchange.sudo().name = f"EX{exchange.id:06d}"
        return exchanges

    def write(self, vals):
        self._check_hand_written(vals)
        result = super().write(vals)
        if STATE_FIELDS & vals.keys():
            self.sudo().link_ids._refresh_documents()
        return result

    def _check_hand_written(self, vals):
        known = [self._fields[name] for name in vals if name in self._fields]
        facts = [field.name for field in known if field.readonly and field.store]
        if facts and not self.env.su:
            raise AccessError(
                _(
                    "The content of an exchange cannot be edited (%s). Retry or dismiss the "
                    "exchange instead.",
                    ", ".join(facts),
                )
            )

    def _suture_named_records(self):
        """Returns a list of the records that the exchange is probably about, for exchanges to which the
        sidecar linked no record. Modules extend it.
        """
        return []

    def _suture_inbound_words(self, partner):
        """Returns the icon and the title that incoming documents have in the history: `{document type: (icon,
        title)}`. Modules extend it.

        :param partner: the name of the partner
        """
        return {}

    def _suture_told_once(self):
        """Returns the document types that report events which happen only once, but which several partners
        may report. Modules extend it.
        """
        return frozenset()

    def action_open_document(self):
        """Opens the record that the exchange is about."""
        self.ensure_one()
        document = self._document()
        if not document:
            raise UserError(_("%s is not linked to a record in Odoo yet.", self.display_name))
        return {
            "type": "ir.actions.act_window",
            "res_model": document._name,
            "res_id": document.id,
            "views": [(False, "form")],
            "target": "current",
        }
