from odoo import api, fields, models


class Flow(models.Model):
    """A business flow as the sidecar declares it. Loaded from its catalogue; people only switch it on and
    off.
    """

    _name = "suture.flow"
    _description = "Integration Flow"
    _order = "name, id"

    code = fields.Char(required=True, readonly=True)
    name = fields.Char(required=True, readonly=True)
    description = fields.Text(readonly=True)
    version = fields.Integer(readonly=True)
    direction = fields.Selection([("inbound", "Inbound"), ("outbound", "Outbound")], readonly=True)
    document_type = fields.Char(readonly=True)
    owner = fields.Char(readonly=True, help="Who answers for the rules of the flow.")
    system_of_record = fields.Char(readonly=True)
    timing = fields.Char(readonly=True)
    lane = fields.Char(readonly=True)
    service_level_seconds = fields.Integer("Service Level (s)", readonly=True)
    decision_hours = fields.Integer(
        "Decide Within (h)",
        default=24,
        help="What needs a person is late when it has waited for longer than this.",
    )
    sensitivity = fields.Char(readonly=True)
    retention_days = fields.Integer("Retention (days)", readonly=True)
    active = fields.Boolean(default=True, help="Switched off: nothing of this flow is sent or applied.")
    retired = fields.Boolean(readonly=True, help="The sidecar's catalogue does not list the flow any more.")
    connection_ids = fields.Many2many("suture.connection", string="Connections")

    _code_unique = models.Constraint("UNIQUE(code)", "A flow with this code is already there.")

    @api.depends("name", "description")
    @api.depends_context("suture_flow_described")
    def _compute_display_name(self):
        """With what it does, where people choose among flows they may not know."""
        described = self.env.context.get("suture_flow_described")
        for flow in self:
            text = described and flow.description
            flow.display_name = f"{flow.name}: {text}" if text else flow.name
