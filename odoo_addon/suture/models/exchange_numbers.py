from odoo import _, api, fields, models
from odoo.exceptions import UserError

REPEATED_NUMBER = "DUPLICATE_CONTENT_DIFFERS"


class Exchange(models.Model):
    """Files whose control number the partner used before. A person can accept such a file as a new one."""

    _inherit = "suture.exchange"

    can_accept_file = fields.Boolean(
        compute="_compute_can_accept_file", help="Whether the file can be accepted as a new one."
    )

    @api.depends("state", "reason_code", "document_code")
    def _compute_can_accept_file(self):
        """A file as a whole has a control number; the exception of a document is about its own number."""
        for exchange in self:
            exchange.can_accept_file = (
                exchange.state == "attention"
                and exchange.reason_code == REPEATED_NUMBER
                and not exchange.document_code
            )

    def action_accept_file(self):
        """Requests that files are processed as new ones, although their control numbers were used before."""
        self._require_operator()
        refused = self.filtered(lambda exchange: not exchange.can_accept_file)
        if refused:
            names = "\n".join(refused[:10].mapped("display_name"))
            raise UserError(
                _("Only files whose control number was used before can be accepted as new:\n%s", names)
            )
        self.sudo()._command("accept_number", {"by": self.env.user.name})
        self.sudo().write({"state": "queued", "next_attempt_at": False})
        for exchange in self:
            exchange.message_post(body=_("Accepted as a new file"))
        return True
