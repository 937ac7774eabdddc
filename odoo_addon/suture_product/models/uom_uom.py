from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class UomUom(models.Model):
    _inherit = "uom.uom"

    unece_code = fields.Char(
        "UN/ECE Code",
        index="btree_not_null",
        help="The unit in trading documents, by UN/ECE Recommendation 20 or 21: C62, KGM, BX …",
    )

    @api.constrains("unece_code")
    def _check_unece_code(self):
        for uom in self:
            code = uom.unece_code
            if code and not (code.isascii() and code.isalnum() and code == code.upper() and len(code) <= 3):
                raise ValidationError(
                    _('"%(code)s" is not a UN/ECE unit code (unit %(unit)s).', code=code, unit=uom.name)
                )
