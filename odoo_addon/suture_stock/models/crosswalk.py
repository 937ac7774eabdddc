from odoo import _, api, models
from odoo.addons.suture.crosswalk_file.references import Target


class Crosswalk(models.Model):
    _inherit = "suture.crosswalk"

    @api.model
    def _suture_targets(self):
        return {
            **super()._suture_targets(),
            "location": Target("stock.location", ("barcode", "complete_name")),
            "warehouse": Target("stock.warehouse", ("code", "name")),
        }

    @api.model
    def _suture_schemes(self):
        """Adds locations as the first kind of record for the scheme "department", because a department's
        goods are in the stock of a location.
        """
        schemes = super()._suture_schemes()
        return {**schemes, "department": ("location", *schemes.get("department", ()))}

    @api.model
    def _suture_scheme_labels(self):
        return {**super()._suture_scheme_labels(), "department": _("Department")}

    @api.model
    def _suture_target_words(self):
        words = {"stock.location": (_("Location"), _("Choose the location…"))}
        return {**super()._suture_target_words(), **words}
