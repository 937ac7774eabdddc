import re

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ...catalogue.code import Code

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Connection(models.Model):
    """The configuration for one partner: who the partner is, and with which format, routes, flows and policy
    documents are exchanged.

    No secrets are stored here. The sidecar stores keys and passwords.
    """

    _name = "suture.connection"
    _description = "Integration Connection"
    _inherit = ["suture.within.companies.mixin", "mail.thread"]
    _order = "name, id"
    _check_company_auto = True

    code = fields.Char(required=True, copy=False, tracking=True, help="The connection's name in addresses.")
    name = fields.Char(required=True, tracking=True)
    kind = fields.Selection(
        [("edi", "EDI"), ("ehr", "EHR"), ("billing", "Billing"), ("wms", "Warehouse"), ("other", "Other")],
        required=True,
        default="edi",
    )
    partner_id = fields.Many2one(
        "res.partner", check_company=True, tracking=True, index=True, ondelete="restrict"
    )
    environment = fields.Selection(
        [("production", "Production"), ("test", "Test")], required=True, default="test", tracking=True
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    currency_id = fields.Many2one(related="company_id.currency_id")
    active = fields.Boolean(default=True, tracking=True)
    identifier_ids = fields.One2many("suture.connection.identifier", "connection_id", copy=True)
    format_code = Code("format", "Format", tracking=True)
    format_version = fields.Char(tracking=True, help="The agreed version, such as 004010.")
    format_options = fields.Text(default="{}", help="Format settings as a JSON object.")
    acknowledges = fields.Boolean(
        help="Functional acknowledgements (997, TA1) are exchanged: Suture acknowledges what the "
        "partner sends and awaits the partner's acknowledgement of what it sends.",
        tracking=True,
        string="Functional Acknowledgements",
    )
    acknowledgement_hours = fields.Integer(
        "Acknowledgement Timeout (h)",
        default=24,
        help="If no acknowledgement arrives within this time, an exception is raised.",
    )
    route_transport = Code(
        "transport",
        required=True,
        default="none",
        tracking=True,
        help="How the sidecar delivers outgoing documents.",
    )
    route_url = fields.Char("Route Address", tracking=True)
    bulk = fields.Boolean(
        "Bulk Lane",
        tracking=True,
        help="For connections with thousands of non-urgent documents. They are applied in a separate "
        "lane and do not delay the documents of other connections. Orders stay in the critical "
        "lane.",
    )
    largest_file_mb = fields.Integer(
        "Largest File (MB)",
        default=50,
        required=True,
        tracking=True,
        help="Larger files are refused. Applies to formats that are read in parts, such as X12, when "
        "they are sent over HTTPS. For all other messages, the limit of the sidecar applies.",
    )
    flow_ids = fields.Many2many(
        "suture.flow", string="Flows", help="The documents exchanged over this connection."
    )
    policy = fields.Json(help="What the flows may decide automatically: their settings as a JSON object.")
    time_zone = fields.Char(
        compute="_compute_time_zone",
        help="Dates in exchanged documents are in the company's time zone, which is set in the "
        "Integration settings.",
    )
    last_contact_at = fields.Datetime(
        "Last Contact", readonly=True, copy=False, help="When the sidecar last loaded this connection."
    )
    exchange_count = fields.Integer(compute="_compute_exchange_counts", string="Number of Exchanges")
    attention_count = fields.Integer(compute="_compute_exchange_counts", string="Number of Exceptions")
    retrying_count = fields.Integer(compute="_compute_exchange_counts", string="Number of Waiting Exchanges")
    done_count = fields.Integer(compute="_compute_exchange_counts", string="Number of Finished Exchanges")

    _code_unique = models.Constraint("UNIQUE(code)", "A connection with this code already exists.")
    _largest_file_check = models.Constraint(
        "CHECK(largest_file_mb BETWEEN 1 AND 2000)", "The largest file must be between 1 and 2,000 MB."
    )

    @api.constrains("code")
    def _check_code(self):
        for connection in self:
            if not SLUG.fullmatch(connection.code or ""):
                raise ValidationError(
                    _(
                        "The code “%s” cannot be used in an address. Use lower-case letters, "
                        "digits and single hyphens.",
                        connection.code,
                    )
                )

    @api.depends("company_id.partner_id.tz")
    def _compute_time_zone(self):
        for connection in self:
            connection.time_zone = connection.company_id._suture_time_zone()

    def _compute_exchange_counts(self):
        groups = self.env["suture.exchange"]._read_group(
            [("connection_id", "in", self.ids)], ["connection_id", "state"], ["__count"]
        )
        counts = {(connection.id, state): count for connection, state, count in groups}

        def total(connection, *states):
            return sum(counts.get((connection.id, state), 0) for state in states)

        for connection in self:
            connection.attention_count = total(connection, "attention", "staged")
            connection.retrying_count = total(connection, "waiting", "held")
            connection.done_count = total(connection, "done")
            connection.exchange_count = sum(n for (key, _state), n in counts.items() if key == connection.id)

    def action_open_exchanges(self):
        """Opens the exchanges of this connection. If the context contains states, such as `{"suture_states":
        ["attention"]}`, opens only exchanges in these states.
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("suture.exchange_action")
        domain = [("connection_id", "=", self.id)]
        states = self.env.context.get("suture_states")
        action["domain"] = domain + [("state", "in", states)] if states else domain
        action["context"] = {}
        return action

    def _flows_on(self):
        """Returns the connection's flows, without those that are switched off in its company."""
        self.ensure_one()
        return self.flow_ids.filtered(lambda flow: flow._is_on_in(self.company_id))
