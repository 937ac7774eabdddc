from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ..crosswalk_file.references import Target, kinds_by_model
from ..suggest.suggestions import fits


class Crosswalk(models.Model):
    """Maps an identifier of the partner to a record in Odoo, for one connection and scheme."""

    _name = "suture.crosswalk"
    _inherit = ["suture.of.connection.mixin"]
    _description = "Integration Crosswalk"
    _rec_name = "value"
    _order = "connection_id, scheme, value"

    connection_id = fields.Many2one("suture.connection", required=True, ondelete="cascade")
    scheme = fields.Char(required=True, help="What the identifier refers to, such as item, unit or charge.")
    scheme_name = fields.Char(
        "Kind of Identifier", compute="_compute_scheme_name", help="What the scheme identifies, in words."
    )
    value = fields.Char("Partner Identifier", required=True)
    record = fields.Reference(
        selection="_selection_record",
        string="Our Record",
        compute="_compute_record",
        inverse="_inverse_record",
    )
    res_model = fields.Char("Model", required=True, readonly=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", required=True, readonly=True)

    _value_unique = models.Constraint(
        "UNIQUE(connection_id, scheme, value)", "This partner identifier is already mapped to a record."
    )
    _record_index = models.Index("(res_model, res_id)")

    @api.model
    def _suture_targets(self):
        """Returns the kinds of records that an identifier can be mapped to, by their name in a crosswalk
        file: `{kind: Target}`. Modules extend it.
        """
        return {"partner": Target("res.partner", ("ref", "vat", "name"))}

    @api.model
    def _suture_schemes(self):
        """Returns the kinds of records that each scheme can identify: `{scheme: (kind, …)}`. The first one
        applies if a row of a file names none. Modules extend it.
        """
        return dict.fromkeys(("supplier", "payer", "account"), ("partner",))

    @api.model
    def _suture_scheme_labels(self):
        """Returns the labels of schemes: `{scheme: label}`. A custom scheme has none. Modules extend it."""
        return {"supplier": _("Vendor"), "payer": _("Payer"), "account": _("Account")}

    @api.depends("scheme")
    @api.depends_context("lang")
    def _compute_scheme_name(self):
        labels = self._suture_scheme_labels()
        for entry in self:
            entry.scheme_name = labels.get(entry.scheme, entry.scheme)

    @api.model
    def _suture_target_words(self):
        """Returns the labels for choosing a record of each model: `{model: (noun, button label)}`. Modules
        extend it.
        """
        return {"res.partner": (_("Partner"), _("Choose the partner…"))}

    @api.model
    def _selection_record(self):
        return [(name, self.env["ir.model"]._get(name).name) for name in kinds_by_model(self.env)]

    @api.constrains("res_model", "res_id", "connection_id")
    def _check_record(self):
        """Raises ValidationError if the record's model is not in `_suture_targets`, or if the connection's
        company cannot use the record.
        """
        known = kinds_by_model(self.env)
        for entry in self:
            if entry.res_model not in known:
                names = ", ".join(name for _model, name in self._selection_record())
                raise ValidationError(
                    _(
                        "%(model)s cannot be used in the crosswalk. Choose one of: %(names)s.",
                        model=entry.res_model,
                        names=names,
                    )
                )
            record, company = entry._target(), entry.connection_id.company_id
            if record and not fits(record, company):
                raise ValidationError(
                    _(
                        "%(value)s is used in %(company)s and cannot be mapped to a record of "
                        "another company.",
                        value=entry.value,
                        company=company.name,
                    )
                )

    @api.depends("res_model", "res_id")
    def _compute_record(self):
        known = kinds_by_model(self.env)
        for entry in self:
            is_known = entry.res_model in known and entry.res_id
            entry.record = f"{entry.res_model},{entry.res_id}" if is_known else False

    def _inverse_record(self):
        for entry in self:
            if entry.record:
                entry.write({"res_model": entry.record._name, "res_id": entry.record.id})

    @api.model_create_multi
    def create(self, vals_list):
        for values in vals_list:
            if reference := values.pop("record", None):
                model, _separator, record_id = reference.partition(",")
                values.update(res_model=model, res_id=int(record_id))
        return super().create(vals_list)
