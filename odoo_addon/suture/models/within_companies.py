from odoo import models
from odoo.exceptions import UserError


class WithinCompanies(models.AbstractModel):
    """A record that users cannot move to a company they have no access to. Odoo checks its rules only before
    a write; this model also checks them afterwards.
    """

    _name = "suture.within.companies.mixin"
    _description = "Record Restricted to the User's Companies"

    def write(self, vals):
        result = super().write(vals)
        self.check_access("write")
        return result


class OfConnection(models.AbstractModel):
    """A record that belongs to a connection. It cannot be moved to a connection of another company, even by
    users with access to both.
    """

    _name = "suture.of.connection.mixin"
    _inherit = ["suture.within.companies.mixin"]
    _description = "Record Linked to a Connection"

    def write(self, vals):
        if "connection_id" not in vals:
            return super().write(vals)
        before = {each.id: each.sudo().connection_id.company_id for each in self}
        result = super().write(vals)
        for each in self:
            if each.sudo().connection_id.company_id != before[each.id]:
                raise UserError(
                    self.env._(
                        (
                            "%s cannot be moved to another company. Create it on a connection of that "
                            "company instead."
                        ),
                        each.display_name,
                    )
                )
        return result
