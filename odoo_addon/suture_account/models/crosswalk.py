from odoo import _, api, models
from odoo.addons.suture.crosswalk_file.references import Target


class Crosswalk(models.Model):
    _inherit = "suture.crosswalk"

    @api.model
    def _suture_targets(self):
        return {
            **super()._suture_targets(),
            "account": Target("account.account", ("code",)),
            "cost centre": Target("account.analytic.account", ("code", "name")),
        }

    @api.model
    def _suture_schemes(self):
        schemes = super()._suture_schemes()
        return {
            **schemes,
            "charge": ("account",),
            "revenue-account": ("account",),
            "cost-centre": ("cost centre",),
            "department-cost": ("cost centre",),
            "department": (*schemes.get("department", ()), "cost centre"),
        }

    @api.model
    def _suture_scheme_labels(self):
        return {
            **super()._suture_scheme_labels(),
            "charge": _("Charge"),
            "revenue-account": _("Revenue account"),
            "cost-centre": _("Cost centre"),
            "department-cost": _("Cost centre of a department"),
            "department": _("Department"),
        }

    @api.model
    def _suture_target_words(self):
        return {
            **super()._suture_target_words(),
            "account.account": (_("Account"), _("Choose the account…")),
            "account.analytic.account": (_("Cost centre"), _("Choose the cost centre…")),
        }

    @api.model
    def _suture_needed_models(self):
        # Every internal user can read accounts.
        return {**super()._suture_needed_models(), "account.account": "account.move"}
