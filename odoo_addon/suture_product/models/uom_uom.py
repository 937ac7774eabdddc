from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

# Codes of UN/ECE Recommendation 20, by the XML IDs of the module "uom".
CODES = {
    "product_uom_unit": "C62",
    "product_uom_dozen": "DZN",
    "product_uom_hour": "HUR",
    "product_uom_day": "DAY",
    "product_uom_minute": "MIN",
    "product_uom_millimeter": "MMT",
    "product_uom_cm": "CMT",
    "product_uom_meter": "MTR",
    "product_uom_km": "KMT",
    "product_uom_square_meter": "MTK",
    "product_uom_milliliter": "MLT",
    "product_uom_litre": "LTR",
    "product_uom_cubic_meter": "MTQ",
    "product_uom_gram": "GRM",
    "product_uom_kgm": "KGM",
    "product_uom_ton": "TNE",
    "product_uom_oz": "ONZ",
    "product_uom_lb": "LBR",
    "product_uom_inch": "INH",
    "product_uom_foot": "FOT",
    "product_uom_yard": "YRD",
    "product_uom_mile": "SMI",
    "product_uom_square_foot": "FTK",
    "product_uom_floz": "OZA",
    "product_uom_qt": "QTL",
    "product_uom_gal": "GLL",
    "product_uom_cubic_inch": "INQ",
    "product_uom_cubic_foot": "FTQ",
    "product_uom_kwh": "KWH",
}


class UomUom(models.Model):
    _inherit = "uom.uom"

    unece_code = fields.Char(
        "UN/ECE Code",
        index="btree_not_null",
        help="The unit's code in trade documents, from UN/ECE Recommendation 20 or 21: C62, KGM, BX …",
    )

    @api.constrains("unece_code")
    def _check_unece_code(self):
        for uom in self:
            code = uom.unece_code
            if code and not (code.isascii() and code.isalnum() and code == code.upper() and len(code) <= 3):
                raise ValidationError(
                    _("“%(code)s” is not a UN/ECE unit code (unit %(unit)s).", code=code, unit=uom.name)
                )

    @api.model
    def _suture_fill_codes(self):
        """Sets the UN/ECE codes of Odoo's own units. Existing codes do not change, and deleted units are
        skipped.
        """
        for name, code in CODES.items():
            unit = self.env.ref(f"uom.{name}", raise_if_not_found=False)
            if unit and not unit.unece_code:
                unit.unece_code = code
