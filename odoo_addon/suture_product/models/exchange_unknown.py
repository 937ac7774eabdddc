from odoo import models
from odoo.addons.suture.suggest.names import NameSource
from odoo.tools import SQL

from ..suggest.products import of_product
from ..suggest.units import of_unit


class ExchangeUnknown(models.Model):
    _inherit = "suture.exchange.unknown"

    def _suture_finders(self):
        return {**super()._suture_finders(), "product.product": of_product, "uom.uom": of_unit}

    def _suture_name_source(self):
        """Returns the product templates as the source of product names. Returns None for units, because a
        similar name is no reason to suggest a unit.
        """
        if self.res_model == "uom.uom":
            return None
        if self.res_model != "product.product":
            return super()._suture_name_source()
        name = self.env["product.template"]._fields["name"]
        return NameSource(
            table=SQL("product_product p JOIN product_template t ON t.id = p.product_tmpl_id"),
            id=SQL.identifier("p", "id"),
            name=SQL.identifier("t", "name"),
            is_translated=bool(name.translate),
        )
