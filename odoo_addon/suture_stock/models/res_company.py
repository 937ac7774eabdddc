from odoo import api, fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    suture_consumption_type_id = fields.Many2one(
        "stock.picking.type",
        "Consumption",
        check_company=True,
        help="The operation type of the transfers that record the stock consumed by departments. Its default "
        "destination is the location of consumed stock.",
    )

    @api.model
    def _suture_create_missing_consumption(self):
        """Creates the location and the operation type for consumption in each company that has a warehouse
        but does not have them yet.

        The location's usage is "production", so that Odoo values goods as used (not as lost or sold) and
        includes them in the demand for replenishment.
        """
        for company in self.sudo().search([("suture_consumption_type_id", "=", False)]):
            domain = [("company_id", "=", company.id)]
            warehouse = self.env["stock.warehouse"].sudo().search(domain, order="sequence, id", limit=1)
            if warehouse:
                company._suture_create_consumption(warehouse)

    def _suture_create_consumption(self, warehouse):
        used = (
            self.env["stock.location"]
            .sudo()
            .create({"name": "Consumption", "usage": "production", "company_id": self.id})
        )
        self.suture_consumption_type_id = (
            self.env["stock.picking.type"]
            .sudo()
            .create(
                {
                    "name": "Consumption",
                    "code": "internal",
                    "sequence_code": "USE",
                    "warehouse_id": warehouse.id,
                    "company_id": self.id,
                    "default_location_src_id": warehouse.lot_stock_id.id,
                    "default_location_dest_id": used.id,
                    "reservation_method": "manual",
                    "use_create_lots": False,
                    "use_existing_lots": True,
                }
            )
        )
