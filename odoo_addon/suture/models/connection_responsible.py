from odoo import fields, models


class Connection(models.Model):
    _inherit = "suture.connection"

    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        default=lambda self: self._default_responsible(),
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        tracking=True,
        index="btree_not_null",
        help="Becomes the owner of exceptions for which nobody else is in charge, such as messages that"
        " cannot be read.",
    )

    def _default_responsible(self):
        user = self.env.user
        return user if user.active and user.has_group("suture.group_user") else user.browse()
