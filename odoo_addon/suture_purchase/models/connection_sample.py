from odoo import _, models
from odoo.exceptions import UserError

from ..checklist import units, vendor


class Connection(models.Model):
    """Shows a sample: the document that would be sent for an order. Used before the connection goes live."""

    _inherit = "suture.connection"

    def show_sample(self, order_id):
        """Requests a sample from the sidecar: the document that would be sent for an order. Nothing is sent
        to the vendor.
        """
        self._require_setup()
        order = self.env["purchase.order"].browse(order_id).exists()
        if not order:
            raise UserError(_("Choose an order."))
        order.check_access("read")
        partner = order.partner_id.commercial_partner_id
        if not self.partner_id or partner != self.partner_id.commercial_partner_id:
            raise UserError(
                _("%(order)s is not an order to %(partner)s.", order=order.name, partner=self.name)
            )
        if order.company_id != self.company_id:
            raise UserError(_("%s is an order of another company.", order.name))
        order.sudo()._number_lines()
        self._try("sample", order.name, {"order_id": order.id, "order": order.name})
        return True

    def _suture_checklist(self):
        return [*super()._suture_checklist(), (60, vendor), (70, units)]
