from odoo import api, models
from odoo.addons.suture.gateway.access import declared_by

ACCESS = declared_by(__name__, create={"purchase.order": {"picking_type_id"}})


class Gateway(models.AbstractModel):
    _inherit = "suture.gateway"

    @api.model
    def _suture_access(self):
        return [*super()._suture_access(), ACCESS]

    @api.model
    def _suture_preload(self, reached):
        """Prefetches the stock moves of the order lines in `reached`, because Odoo reads them when it changes
        a line.
        """
        super()._suture_preload(reached)
        lines = self.env["purchase.order.line"].browse(sorted(reached.get("purchase.order.line", ())))
        moves = lines.move_ids
        moves.mapped("state")
        (moves.move_dest_ids | moves.move_orig_ids).mapped("state")
