from odoo import _, api, models
from odoo.addons.suture.crosswalk_file.references import Target

ITEM_SCHEMES = ("item", "seller", "buyer", "maker", "gtin", "ndc", "hibc")
# A value of the scheme "item-unit" consists of the partner's item number and unit code: "HM-10041 C62".
UNIT_SCHEMES = {"unit": ("unit",), "item-unit": ("unit",)}


class Crosswalk(models.Model):
    _inherit = "suture.crosswalk"

    @api.model
    def _suture_targets(self):
        return {
            "item": Target("product.product", ("default_code", "barcode")),
            "unit": Target("uom.uom", ("unece_code", "name")),
            "vendor price": Target("product.supplierinfo", ()),
            **super()._suture_targets(),
        }

    @api.model
    def _suture_schemes(self):
        return {**super()._suture_schemes(), **dict.fromkeys(ITEM_SCHEMES, ("item",)), **UNIT_SCHEMES}

    @api.model
    def _suture_scheme_labels(self):
        return {
            **super()._suture_scheme_labels(),
            "item": _("Item number"),
            "seller": _("Vendor's item number"),
            "buyer": _("Our item number"),
            "maker": _("Manufacturer's item number"),
            "gtin": "GTIN",
            "ndc": "NDC",
            "hibc": "HIBC",
            "unit": _("Unit"),
            "item-unit": _("Unit of an item"),
        }

    @api.model
    def _suture_target_words(self):
        return {
            **super()._suture_target_words(),
            "product.product": (_("Item"), _("Choose the item…")),
            "uom.uom": (_("Unit"), _("Choose the unit…")),
        }
