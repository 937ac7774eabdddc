from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ...x12_identifiers import doubt, problem, qualifiers


class Connection(models.Model):
    """The identifiers on the envelopes in the usual case: one of ours and one of the partner."""

    _inherit = "suture.connection"

    our_qualifier = fields.Selection(
        selection=lambda self: qualifiers(self.env._),
        compute="_compute_identifiers",
        inverse="_inverse_our_identifier",
        help="ISA05 of outgoing, ISA07 of incoming interchanges.",
    )
    our_identifier = fields.Char(
        compute="_compute_identifiers",
        inverse="_inverse_our_identifier",
        help="2 to 15 characters, exactly as on the envelope, without trailing spaces.",
    )
    partner_qualifier = fields.Selection(
        selection=lambda self: qualifiers(self.env._),
        compute="_compute_identifiers",
        inverse="_inverse_partner_identifier",
        help="ISA07 of outgoing, ISA05 of incoming interchanges.",
    )
    partner_identifier = fields.Char(
        compute="_compute_identifiers",
        inverse="_inverse_partner_identifier",
        help="2 to 15 characters, exactly as on the envelope, without trailing spaces.",
    )

    @api.depends("identifier_ids.owner", "identifier_ids.scheme", "identifier_ids.value")
    def _compute_identifiers(self):
        known = dict(qualifiers(self.env._))
        for connection in self:
            for owner, prefix in (("us", "our"), ("partner", "partner")):
                first = connection._identifiers_of(owner)[:1]
                scheme = first.scheme if first.scheme in known else False
                connection[f"{prefix}_qualifier"] = scheme or (False if first else "ZZ")
                connection[f"{prefix}_identifier"] = first.value

    def _inverse_our_identifier(self):
        for connection in self:
            connection._keep_identifier("us", connection.our_qualifier, connection.our_identifier)

    def _inverse_partner_identifier(self):
        for connection in self:
            connection._keep_identifier(
                "partner", connection.partner_qualifier, connection.partner_identifier
            )

    def _identifiers_of(self, owner):
        return self.identifier_ids.filtered(lambda each: each.owner == owner)

    def _keep_identifier(self, owner, scheme, value):
        """Makes this the first identifier of its owner. Other identifiers stay."""
        first, value = self._identifiers_of(owner)[:1], (value or "").strip()
        scheme = scheme or first.scheme or "ZZ"
        if not value:
            first.unlink()
        elif first:
            first.write({"scheme": scheme, "value": value})
        else:
            self.env["suture.connection.identifier"].create(
                {"connection_id": self.id, "owner": owner, "scheme": scheme, "value": value}
            )

    @api.constrains("format_code")
    def _check_identifiers_fit_format(self):
        for connection in self.filtered(lambda each: each.format_code == "x12"):
            for identifier in connection.identifier_ids:
                if reason := problem(self.env._, identifier.scheme, identifier.value):
                    raise ValidationError(reason)

    def _identifier_doubts(self):
        """Returns warnings about identifiers that look wrong."""
        self.ensure_one()
        if self.format_code != "x12":
            return []
        found = [doubt(self.env._, each.scheme, each.value) for each in self.identifier_ids]
        return [sentence for sentence in found if sentence]

    def _identifier_conflict(self, environment=None):
        """Returns why these identifiers are ambiguous with those of another connection; None if they are not.

        An envelope is assigned by sender, receiver and environment. Two connections that agree in all three
        would be indistinguishable to the partner, and their control numbers would collide.
        """
        self.ensure_one()
        ours = {(each.scheme, each.value) for each in self._identifiers_of("us")}
        theirs = {(each.scheme, each.value) for each in self._identifiers_of("partner")}
        if self.format_code != "x12" or not ours or not theirs:
            return None
        candidates = self.sudo().search(
            [
                ("id", "!=", self._origin.id),
                ("format_code", "=", "x12"),
                ("environment", "=", environment or self.environment),
                ("company_id", "=", self.company_id.id),
                ("identifier_ids.value", "in", [value for _scheme, value in theirs]),
            ]
        )
        for other in candidates:
            same_us = ours & {(each.scheme, each.value) for each in other._identifiers_of("us")}
            same_them = theirs & {(each.scheme, each.value) for each in other._identifiers_of("partner")}
            if same_us and same_them:
                scheme, value = sorted(same_them)[0]
                return _(
                    "The connection %(name)s (%(code)s) has the same pair of identifiers: "
                    "%(identifier)s and ours. Correct them here, or use that connection.",
                    name=other.name,
                    code=other.code,
                    identifier=f"{scheme} {value}",
                )
        return None
