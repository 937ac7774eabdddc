from odoo import _, api, fields, models

from ...nudge import PARAMETER

SECOND_DOORS = {"edi": "edi", "ehr": "ehr", "billing": "billing"}


class Connection(models.Model):
    """The addresses at which the partner reaches us. The sidecar's endpoints contain the connection's
    code.
    """

    _inherit = "suture.connection"

    door_address = fields.Char("Address for Files", compute="_compute_doors")
    door_events = fields.Char("Address for Events", compute="_compute_doors")
    door_routing_key = fields.Char("Routing Key (AMQP)", compute="_compute_doors")
    door_mllp = fields.Char("MLLP", compute="_compute_doors")
    key_command = fields.Char("Command to Create the Key", compute="_compute_doors")
    secret_file = fields.Char(compute="_compute_doors")
    sidecar_known = fields.Boolean(compute="_compute_doors", string="Known to the Sidecar")

    @api.depends("code", "kind", "format_code")
    def _compute_doors(self):
        known = (self.env["ir.config_parameter"].sudo().get_param(PARAMETER) or "").strip().rstrip("/")
        base = known or "https://<sidecar>"
        for connection in self:
            code = connection.code or "…"
            path = "webhooks" if connection.kind == "billing" else "edi"
            family = SECOND_DOORS.get(connection.kind, "erp")
            connection.sidecar_known = bool(known)
            connection.door_address = f"{base}/v1/{path}/{code}"
            connection.door_events = connection.format_code == "cloudevents" and f"{base}/v1/events"
            connection.door_routing_key = f"{family}.{code}.{connection._routed_document()}"
            connection.door_mllp = connection.format_code == "hl7v2" and f"SUTURE_MLLP_CONNECTION={code}"
            connection.secret_file = f"<SUTURE_SECRETS_DIR>/{code}.authorization"
            connection.key_command = connection._key_command(base, code)

    def _key_command(self, base, code):
        """Returns the command that creates the partner's secret. It is run on the sidecar's host."""
        if self.kind == "billing":
            secret = "printf 'whsec_%s\\n' \"$(openssl rand -base64 32)\""
            return f"{secret} > $SUTURE_SECRETS_DIR/{code}.webhook"
        return f'curl -X POST -H "Authorization: Bearer $OPERATOR" {base}/v1/connections/{code}/keys'

    def _routed_document(self):
        if self.kind == "billing":
            return "event"
        return {"x12": "x12", "hl7v2": "adt"}.get(self.format_code, _("document"))
