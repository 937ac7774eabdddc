import json

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ..format_options import OPTIONS, reading, writing
from ..format_settings import problem

# What each kind of partner speaks; the first is proposed.
FORMATS_OF_KIND = {
    "edi": ("x12", "cloudevents"),
    "ehr": ("hl7v2", "cloudevents"),
    "billing": ("cloudevents",),
}
VERSIONS = {"x12": "004010", "hl7v2": "2.5.1", "cloudevents": "1.0"}


class Connection(models.Model):
    """The settings of a connection's format as fields. They are kept in `format_options`, which the sidecar
    reads: what is at its default is not in there.
    """

    _inherit = "suture.connection"

    x12_version = fields.Selection(
        [("004010", "004010"), ("005010", "005010")],
        string="X12 Version",
        compute="_compute_x12_version",
        inverse="_inverse_x12_version",
        help="The release that you agreed on. It stands in GS08 of what we send.",
    )
    option_order_type = fields.Char(
        "Order Type",
        compute="_compute_options",
        inverse="_inverse_options",
        help="BEG02, two characters: NE is a new order.",
    )
    option_date_qualifier = fields.Char(
        "Requested Day",
        compute="_compute_options",
        inverse="_inverse_options",
        help="DTM01, three characters: 002 is delivery requested.",
    )
    option_price_basis = fields.Char(
        "Price Basis",
        compute="_compute_options",
        inverse="_inverse_options",
        help="PO105, two characters: with HP prices are sent per hundred, with TP per thousand. Empty: none"
        " is sent.",
    )
    option_buyer_qualifier = fields.Char(
        "Our Item Numbers",
        compute="_compute_options",
        inverse="_inverse_options",
        help="Element 235 before our own item number: BP or IN.",
    )
    option_seller_qualifier = fields.Char(
        "Their Item Numbers",
        compute="_compute_options",
        inverse="_inverse_options",
        help="Element 235 before the supplier's item number: VN or VC.",
    )
    option_descriptions = fields.Boolean(
        "Send Descriptions",
        compute="_compute_options",
        inverse="_inverse_options",
        help="PID segments with the names of the items.",
    )
    option_originals_only = fields.Boolean(
        "Only Originals",
        compute="_compute_options",
        inverse="_inverse_options",
        help="An order that is sent again says 00 in BEG01, for a partner that takes neither 07 (duplicate)"
        " nor 05 (replacement).",
    )
    option_in_order = fields.Boolean(
        "One After the Other",
        compute="_compute_options",
        inverse="_inverse_options",
        help="One file at a time, in the order of their numbers: one that is not taken holds back the next.",
    )
    option_acknowledgement = fields.Selection(
        [("997", "997"), ("999", "999")],
        string="We Answer With",
        compute="_compute_options",
        inverse="_inverse_options",
        help="The functional acknowledgement of what they send.",
    )
    option_cost_centre_places = fields.Char(
        "Cost Centre Stands In",
        compute="_compute_options",
        inverse="_inverse_options",
        help="The places asked for the cost centre of an encounter, in their order, with commas between:"
        " ZCC-1.",
    )
    option_passed_over = fields.Char(
        "Passed Over",
        compute="_compute_options",
        inverse="_inverse_options",
        help="Types of messages that nothing comes of and nobody is asked about, with commas between:"
        " ADT, SIU^S12.",
    )

    @api.constrains("kind", "format_code")
    def _check_format_of_kind(self):
        for connection in self.filtered("is_draft"):
            formats = connection._formats_offered()
            if connection.format_code and connection.format_code not in formats:
                labels = dict(self._fields["format_code"]._description_selection(self.env))
                raise ValidationError(
                    _(
                        "%(format)s is nothing that this kind of partner speaks with us. Choose %(formats)s.",
                        format=labels[connection.format_code],
                        formats=" / ".join(labels[code] for code in formats),
                    )
                )

    @api.constrains("format_code", "format_version", "format_options")
    def _check_format_settings(self):
        """Refuses settings that can never work: the sidecar would only find out with the first order."""
        if self.env.context.get("suture_format_being_written"):
            return  # the fields of the form are written one after the other, and are checked together below
        for connection in self:
            text = problem(
                self.env._,
                connection.format_code,
                connection.format_version,
                connection._kept_options(),
            )
            if text:
                raise ValidationError(text)

    @api.constrains("x12_version", *(option.field for option in OPTIONS))
    def _check_format_fields(self):
        self._check_format_settings()

    def _formats_offered(self):
        self.ensure_one()
        return FORMATS_OF_KIND.get(self.kind) or tuple(VERSIONS)

    @api.depends("format_code", "format_version")
    def _compute_x12_version(self):
        known = dict(self._fields["x12_version"].selection)
        for connection in self:
            is_known = connection.format_code == "x12" and connection.format_version in known
            connection.x12_version = connection.format_version if is_known else False

    def _inverse_x12_version(self):
        for connection in self.filtered("x12_version").with_context(suture_format_being_written=True):
            connection.format_version = connection.x12_version

    @api.depends("format_options", "format_code")
    def _compute_options(self):
        for connection in self:
            kept = connection._kept_options()
            for option in OPTIONS:
                connection[option.field] = reading(option, kept)

    def _inverse_options(self):
        for connection in self:
            kept = connection._kept_options()
            for option in OPTIONS:
                if option.format == connection.format_code:
                    kept = writing(option, kept, connection[option.field])
            being_written = connection.with_context(suture_format_being_written=True)
            being_written.format_options = json.dumps(kept, ensure_ascii=False)

    def _kept_options(self):
        try:
            kept = json.loads(self.format_options or "{}")
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}

    @api.onchange("format_code")
    def _onchange_format_code(self):
        """The version of the one format says nothing of the other; neither do its options."""
        if self.format_code and self.format_code != self._origin.format_code:
            self.format_version = VERSIONS[self.format_code]
            self.format_options = "{}"
