from odoo import fields, models


class Exchange(models.Model):
    """The order lines that a document is about, as the sidecar matched them."""

    _inherit = "suture.exchange"

    matches = fields.Json(
        "Matched Lines",
        readonly=True,
        groups="suture.group_operator",
        help="The order lines to which the document refers, with quantities in the unit of the order line.",
    )
