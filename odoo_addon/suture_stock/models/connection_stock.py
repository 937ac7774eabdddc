from odoo import fields, models


class Connection(models.Model):
    """What a connection to a system that uses stock agrees on beyond what all connections do."""

    _inherit = "suture.connection"

    first_expiry_first_out = fields.Boolean(
        "First Expiry First Out",
        default=True,
        tracking=True,
        help="What was used without its lot being named is taken from the lots that expire first. Otherwise a"
        " person is asked.",
    )

    def _policy(self):
        return {**super()._policy(), "first_expiry_first_out": self.first_expiry_first_out}
