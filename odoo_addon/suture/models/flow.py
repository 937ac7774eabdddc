from odoo import _, api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command, Domain
from odoo.orm.models import NO_ACCESS

from ..catalogue.code import Code

# The fields that users may change. The sidecar declares all others.
DECIDED = {"switched_on", "decision_hours"}
UNFINISHED = ("queued", "processing", "waiting", "held", "attention", "staged")


class Flow(models.Model):
    """A business flow as the sidecar declares it. Users can only switch it on or off in a company and set the
    time for decisions.
    """

    _name = "suture.flow"
    _description = "Integration Flow"
    _order = "name, id"

    code = fields.Char(required=True, readonly=True)
    # Translated by the catalogue: see `_translate`.
    name = fields.Char(required=True, readonly=True, translate=True)
    description = fields.Text(readonly=True, translate=True)
    version = fields.Integer(readonly=True)
    direction = fields.Selection([("inbound", "Inbound"), ("outbound", "Outbound")], readonly=True)
    document_type = Code("document", readonly=True)
    owner = Code("department", readonly=True, help="The department responsible for the rules of the flow.")
    system_of_record = Code("record_system", "System of Record", readonly=True)
    timing = Code("timing", readonly=True)
    lane = Code("lane", readonly=True)
    service_level_seconds = fields.Integer("Service Level (s)", readonly=True)
    decision_hours = fields.Integer(
        "Decide Within (h)",
        default=24,
        help="An exception is late when it has waited longer than this.",
    )
    sensitivity = Code("sensitivity", readonly=True)
    retention_days = fields.Integer("Retention (days)", readonly=True)
    active = fields.Boolean(default=True, readonly=True, help="The sidecar's catalogue contains this flow.")
    switched_on = fields.Boolean(
        compute="_compute_switched_on",
        inverse="_inverse_switched_on",
        search="_search_switched_on",
        compute_sudo=True,
        help="Applies to your current company. When switched off, no documents of this flow are sent "
        "or applied there.",
    )
    # Contains companies that the user may not see.
    off_company_ids = fields.Many2many(
        "res.company", "suture_flow_off_company_rel", string="Switched Off In", groups=NO_ACCESS
    )
    retired = fields.Boolean(readonly=True, help="The sidecar's catalogue no longer contains this flow.")
    connection_ids = fields.Many2many("suture.connection", string="Connections")

    _code_unique = models.Constraint("UNIQUE(code)", "A flow with this code already exists.")
    connection_count = fields.Integer(compute="_compute_connection_count", string="Number of Connections")
    open_count = fields.Integer("Open Exchanges", compute="_compute_open_count")
    effect = fields.Text("Effect of Switching Off", compute="_compute_effect")

    @api.depends("connection_ids")
    def _compute_connection_count(self):
        for flow in self:
            flow.connection_count = len(flow.connection_ids)

    def _compute_open_count(self):
        """Counts the unfinished exchanges of each flow. Finished exchanges are not counted, because there are
        many and no index covers them.
        """
        groups = self.env["suture.exchange"]._read_group(
            [("flow_id", "in", self.ids), ("state", "in", UNFINISHED)], ["flow_id"], ["__count"]
        )
        counts = {flow.id: count for flow, count in groups}
        for flow in self:
            flow.open_count = counts.get(flow.id, 0)

    @api.depends("off_company_ids", "active")
    @api.depends_context("company")
    def _compute_switched_on(self):
        for flow in self:
            flow.switched_on = flow._is_on_in(self.env.company)

    def _inverse_switched_on(self):
        here = self.env.company.id
        for flow in self:
            command = Command.unlink(here) if flow.switched_on else Command.link(here)
            flow.sudo().off_company_ids = [command]

    def _search_switched_on(self, operator, value):
        if operator != "in":
            return NotImplemented
        off = Domain("active", "=", False) | Domain("off_company_ids", "in", self.env.company.ids)
        off = Domain("id", "in", self.sudo().with_context(active_test=False)._search(off))
        return Domain.OR([~off] * (True in value) + [off] * (False in value))

    @api.model
    def _translate(self):
        """Copies the translations of the names and descriptions from the catalogue. The sidecar declares them
        in English only.
        """
        self.flush_model(["code", "name", "description"])
        self.env["suture.catalogue.entry"].flush_model()
        self.env.cr.execute(
            """
            UPDATE suture_flow flow
               SET name = flow.name || (entry.label - 'en_US'),
                   description = flow.description || COALESCE(entry.help - 'en_US', '{}')
              FROM suture_catalogue_entry entry
             WHERE entry.subject = 'flow' AND entry.code = flow.code
            """
        )
        self.invalidate_model(["name", "description"])

    def _is_on_in(self, company):
        """Reports whether documents of this flow are sent and applied in the company."""
        self.ensure_one()
        return self.active and company not in self.sudo().off_company_ids

    def _kinds(self):
        """Returns the kinds of connections for which the flow is offered. An empty list means that it is
        offered for all kinds.
        """
        self.ensure_one()
        return self.env["suture.catalogue.entry"]._entry("flow", self.code)._fact("kinds") or []

    def _is_outgoing(self):
        """Reports whether the flow's documents are sent to the partner."""
        entry = self.env["suture.catalogue.entry"]._entry("flow", self.code)
        return entry._fact("direction", self.direction) == "outbound"

    def _is_made_for(self, kind):
        """Reports whether the flow names this kind of connection. New connections of this kind start with
        such flows.
        """
        return kind in self._kinds()

    def _is_offered_to(self, kind):
        """Reports whether a connection of this kind can use the flow. If no flow names the kind, its
        connections can use any flow.
        """
        kinds = self._kinds()
        return not kinds or kind in kinds or not self.env["suture.catalogue.entry"]._names_kind("flow", kind)

    def write(self, vals):
        others = vals.keys() - DECIDED
        if others and not self.env.su:
            raise AccessError(
                _(
                    "The sidecar declares this part of the flow (%s). You can only switch the flow "
                    "on or off.",
                    ", ".join(sorted(others)),
                )
            )
        return super().write(vals)

    @api.depends("direction", "active", "retired")
    @api.depends_context("company")
    def _compute_effect(self):
        for flow in self:
            flow.effect = flow._told_effect()

    def _told_effect(self):
        self.ensure_one()
        if self.retired:
            return _("The sidecar no longer declares this flow. No documents are exchanged.")
        company = self.env.company.name
        if self.direction == "outbound":
            return _(
                "When switched off, no documents of this flow are sent on any connection of %s. "
                "Orders confirmed in the meantime are not sent, and documents under way become "
                "exceptions. After switching the flow on again, send the orders from their forms "
                "or retry the exceptions.",
                company,
            )
        return _(
            "When switched off, no documents of this flow are applied on any connection of %s. "
            "The sidecar still accepts and acknowledges incoming documents; each becomes an "
            "exception and changes nothing. After switching the flow on again, retry the "
            "exceptions. Nothing is lost.",
            company,
        )

    @api.constrains("decision_hours")
    def _check_decision_hours(self):
        for flow in self:
            if not 1 <= flow.decision_hours <= 2400:
                raise ValidationError(_("%s: enter a decision time from 1 to 2,400 hours.", flow.name))

    def action_open_connections(self):
        """Opens the connections of this flow with their policies."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("suture.connection_policy_action")
        return {**action, "domain": [("flow_ids", "in", self.ids)], "context": {"active_test": False}}

    def action_open_exchanges(self):
        """Opens the unfinished exchanges of this flow."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("suture.exchange_action")
        return {**action, "domain": [("flow_id", "=", self.id), ("state", "in", UNFINISHED)], "context": {}}

    @api.depends("name", "description")
    @api.depends_context("suture_flow_described")
    def _compute_display_name(self):
        """Adds the description to the display name if the context contains `suture_flow_described`, for lists
        in which users choose among flows that they may not know.
        """
        described = self.env.context.get("suture_flow_described")
        for flow in self:
            text = described and flow.description
            flow.display_name = f"{flow.name}: {text}" if text else flow.name
