from odoo import models
from odoo.addons.suture.models.dry_run import is_dry_run

RESPONSE = ("inbound", "OrderResponse")
KINDS = {"change": "change", "cancellation": "cancellation"}


class Exchange(models.Model):
    """Notes which change or cancellation of an order a vendor has refused. The vendor then follows the order
    as it was sent before, whatever becomes of the exception.
    """

    _inherit = "suture.exchange"

    def _follow(self):
        super()._follow()
        responses = self.sudo().filtered(lambda row: (row.direction, row.document_type) == RESPONSE)
        if responses and not is_dry_run():
            responses.filtered(_refuses)._note_refused_versions()

    def _note_refused_versions(self):
        for row in self.filtered(lambda row: row.res_model == "purchase.order" and row.res_id):
            version = row._refused_version()
            if version and not version.refused_by_id:
                version.refused_by_id = row
                version.order_id._refresh_integration_state()

    def _refused_version(self):
        """Returns the version that the response refuses: the change with its number, or the last one if it
        has none.
        """
        about = [("order_id", "=", self.res_id), ("kind", "=", KINDS[self.payload["respondsTo"]])]
        number = self.payload.get("changeSequence")
        numbered = [("change_sequence", "=", number)] if number else []
        return self.env["suture.order.version"].search([*about, *numbered], limit=1)


def _refuses(row):
    payload = row.payload
    return (
        isinstance(payload, dict)
        and payload.get("response") == "rejected"
        and payload.get("respondsTo") in KINDS
    )
