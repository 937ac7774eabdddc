from odoo import api, fields, models

from ...nudge import PARAMETER


class Connection(models.Model):
    """The endpoints of the sidecar at which the partner sends messages of this connection."""

    _inherit = "suture.connection"

    endpoints = fields.Json(
        compute="_compute_endpoints", help="The endpoints for the partner's messages, with their addresses."
    )
    key_command = fields.Char("Command to Create the Key", compute="_compute_key_command")
    key_type = fields.Char(
        "Type of Key",
        compute="_compute_key_command",
        help="How the partner authenticates: with a key, or by signing with a shared secret.",
    )
    secret_file = fields.Char(compute="_compute_key_command")
    sidecar_known = fields.Boolean(compute="_compute_key_command", string="Known to the Sidecar")

    @api.depends("code", "kind", "format_code")
    @api.depends_context("lang")
    def _compute_endpoints(self):
        endpoints = self.env["suture.catalogue.entry"]._of("endpoint")
        base = self._sidecar_address() or "https://<sidecar>"
        for connection in self:
            chosen = connection._format()
            words = {
                "{sidecar}": base,
                "{connection}": connection.code or "…",
                "{topic}": chosen._fact("topic", "document"),
            }
            connection.endpoints = [
                {
                    "code": endpoint.code,
                    "label": endpoint.label,
                    "help": endpoint.help or "",
                    "address": _filled(endpoint._fact("addresses")[connection.kind], words),
                }
                for endpoint in endpoints
                if connection.kind in endpoint._fact("addresses", {})
                and (endpoint._fact("every_format") or endpoint.code in chosen._fact("endpoints", []))
            ]

    def _sidecar_address(self):
        return (self.env["ir.config_parameter"].sudo().get_param(PARAMETER) or "").strip().rstrip("/")

    @api.depends("code", "kind")
    def _compute_key_command(self):
        known = self._sidecar_address()
        for connection in self:
            code = connection.code or "…"
            connection.sidecar_known = bool(known)
            connection.key_type = connection._key_type()
            connection.secret_file = f"<SUTURE_SECRETS_DIR>/{code}.authorization"
            connection.key_command = connection._key_command(known or "https://<sidecar>", code)

    def _key_type(self):
        """Returns how the partner authenticates, as the catalogue declares it for the endpoint that accepts
        every format of this kind of connection: "key" or "signature".
        """
        proofs = (
            endpoint._fact("proof")
            for endpoint in self.env["suture.catalogue.entry"]._of("endpoint")
            if endpoint._fact("every_format") and self.kind in endpoint._fact("addresses", {})
        )
        return next((proof for proof in proofs if proof), "key")

    def _key_command(self, base, code):
        """Returns the shell command that creates the secret with which the partner authenticates, to be run
        on the sidecar's host.

        :param base: the address of the sidecar
        """
        if self._key_type() == "signature":
            secret = "printf 'whsec_%s\\n' \"$(openssl rand -base64 32)\""
            return f"{secret} > $SUTURE_SECRETS_DIR/{code}.webhook"
        return f'curl -X POST -H "Authorization: Bearer $OPERATOR" {base}/v1/connections/{code}/keys'


def _filled(address, words):
    for word, value in words.items():
        address = address.replace(word, value)
    return address
