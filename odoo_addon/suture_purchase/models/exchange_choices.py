from odoo import _, models

from ..gateway.order_line_decisions import next_seller
from ..suggest.orders import order_line_of


class Exchange(models.Model):
    """What a person can decide about the lines of an order response."""

    _inherit = "suture.exchange"

    def _suture_decision_detail(self, code, finding):
        """Returns the name of the vendor from which the line would be ordered. Without another vendor, the
        decision is not offered.
        """
        detail = super()._suture_decision_detail(code, finding)
        if code != "reorder" or detail is None:
            return detail
        line = order_line_of(self, finding.get("line"))
        seller = next_seller(line.sudo()) if line else None
        return _("Vendor: %s", seller.partner_id.display_name) if seller else None

    def _suture_not_chosen(self, finding):
        line = order_line_of(self, finding.get("line"))
        return super()._suture_not_chosen(finding) | {("product.product", line.product_id.id)}
