from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ...catalogue.identifiers import doubt, problem
from ...catalogue.values import at, placed


class Connection(models.Model):
    """The identifiers of the parties in the messages of the connection. The catalogue declares which parties
    the format identifies, with which schemes, and the form of their identifiers.
    """

    _inherit = "suture.connection"

    envelope_identifiers = fields.Json(
        "Identifiers",
        compute="_compute_envelope_identifiers",
        inverse="_inverse_envelope_identifiers",
        help="The first identifier of each party that the format identifies, as a JSON object. "
        "The scheme is omitted if it is the default of the format.",
    )
    has_envelope_identifiers = fields.Boolean(
        compute="_compute_has_envelope_identifiers", help="The format names the parties in its messages."
    )

    @api.depends("format_code")
    def _compute_has_envelope_identifiers(self):
        for connection in self:
            connection.has_envelope_identifiers = bool(connection._parties())

    @api.depends("format_code", "identifier_ids.owner", "identifier_ids.scheme", "identifier_ids.value")
    def _compute_envelope_identifiers(self):
        for connection in self:
            values, usual = {}, connection._identifier_facts().get("default_scheme")
            for owner in connection._parties():
                first = connection._identifiers_of(owner)[:1]
                if first and first.scheme != usual:
                    values = placed(values, f"{owner}.scheme", first.scheme)
                if first:
                    values = placed(values, f"{owner}.id", first.value)
            connection.envelope_identifiers = values

    def _inverse_envelope_identifiers(self):
        for connection in self:
            values = connection.envelope_identifiers or {}
            for owner in connection._parties():
                connection._keep_identifier(owner, at(values, f"{owner}.scheme"), at(values, f"{owner}.id"))

    def _identifier_facts(self):
        """Returns what the format declares about identifiers (parties, schemes), or an empty dictionary if it
        identifies no party.
        """
        return self._format()._fact("identifiers") or {}

    def _parties(self):
        """Returns the parties that the format identifies ("us", "partner", both or none), in the order in
        which the catalogue lists them.
        """
        return [party["owner"] for party in self._identifier_facts().get("parties", [])]

    def _missing_parties(self):
        """Returns the labels of the identifiers that the format requires but that are missing."""
        labels = {each["path"]: each["label"] for each in self._settings_of("envelope_identifiers")}
        return [labels[f"{owner}.id"] for owner in self._missing_owners()]

    def _missing_owners(self):
        required = [each["owner"] for each in self._identifier_facts().get("parties", []) if each["required"]]
        return [owner for owner in required if not self._identifiers_of(owner)]

    def _identifiers_of(self, owner):
        return self.identifier_ids.filtered(lambda each: each.owner == owner)

    def _keep_identifier(self, owner, scheme, value):
        """Sets the first identifier of an owner ("us" or "partner"), or deletes it if the value is empty. The
        owner's other identifiers do not change.
        """
        first, value = self._identifiers_of(owner)[:1], (value or "").strip()
        scheme = scheme or self._identifier_facts().get("default_scheme")
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
        for connection in self:
            for identifier in connection.identifier_ids:
                connection._check_identifier(identifier)

    def _check_identifier(self, identifier):
        """Raises ValidationError if messages of the format cannot contain this identifier."""
        facts = self._identifier_facts()
        if identifier.owner not in self._parties():
            return
        if not facts["other_schemes"] and identifier.scheme not in facts["schemes"]:
            raise ValidationError(
                _(
                    "%(format)s does not support the scheme %(scheme)s. Choose one of: %(schemes)s.",
                    format=self._format().label,
                    scheme=identifier.scheme,
                    schemes=", ".join(facts["schemes"]),
                )
            )
        if reason := problem(self._identifier_checks(), identifier.scheme, identifier.value):
            raise ValidationError(reason)

    def _identifier_checks(self):
        return self.env["suture.catalogue.rule"]._identifier_checks(self.format_code)

    def _identifier_doubts(self):
        """Returns a warning, as a sentence, for each valid identifier with an unusual form."""
        self.ensure_one()
        checks, parties = self._identifier_checks(), self._parties()
        known = self.identifier_ids.filtered(lambda each: each.owner in parties)
        found = [doubt(checks, each.scheme, each.value) for each in known]
        return [sentence for sentence in found if sentence]

    def _identifier_conflict(self, environment=None):
        """Returns an error text if another connection has the same identifiers, or None if not.

        The format declares whose identifiers must differ between two connections of the same company and
        environment. If two connections shared all of these identifiers, their messages could not be
        distinguished.

        :param environment: "production" or "test"; defaults to the connection's environment
        """
        self.ensure_one()
        found = self._with_same_identifiers(self._distinct_identifiers(), environment or self.environment)
        if not found:
            return None
        other, identifiers = found
        return _(
            "The connection %(name)s (%(code)s) has the same identifiers: %(identifiers)s. "
            "Correct them here, or use that connection.",
            name=other.name,
            code=other.code,
            identifiers=identifiers,
        )

    def _identifier_warning(self, entered):
        """Returns a warning if a connection of any environment has the identifiers that are being entered;
        None if not.

        :param entered: `{owner: {(scheme, value)}}`
        """
        for environment, label in self._fields["environment"]._description_selection(self.env):
            if found := self._with_same_identifiers(entered, environment):
                other, identifiers = found
                return _(
                    "The connection %(name)s (%(code)s, %(environment)s) has the same identifiers: "
                    "%(identifiers)s. Two connections with the same identifiers cannot both be switched on "
                    "in one environment.",
                    name=other.name,
                    code=other.code,
                    environment=label,
                    identifiers=identifiers,
                )
        return None

    def _with_same_identifiers(self, ours, environment):
        """Returns another connection of the environment that has one of our identifiers of each owner, and
        these identifiers as text; None if there is none.

        :param ours: `{owner: {(scheme, value)}}`
        """
        if not ours or not all(ours.values()):
            return None
        values = [value for pairs in ours.values() for _scheme, value in pairs]
        candidates = self.sudo().search(
            [
                ("id", "!=", self._origin.id),
                ("format_code", "=", self.format_code),
                ("environment", "=", environment),
                ("company_id", "=", self.company_id.id),
                ("identifier_ids.value", "in", values),
            ]
        )
        for other in candidates:
            theirs = other._distinct_identifiers()
            shared = [sorted(pairs & theirs[owner])[:1] for owner, pairs in ours.items()]
            if all(shared):
                return other, ", ".join(f"{scheme} {value}" for [(scheme, value)] in shared)
        return None

    @api.onchange("identifier_ids")
    def _onchange_identifier_ids(self):
        return self._told_warning(self._distinct_identifiers())

    @api.onchange("envelope_identifiers")
    def _onchange_envelope_identifiers(self):
        values, usual = self.envelope_identifiers or {}, self._identifier_facts().get("default_scheme")
        entered = {}
        for owner in self._identifier_facts().get("distinct", []):
            value = (at(values, f"{owner}.id") or "").strip()
            entered[owner] = {(at(values, f"{owner}.scheme") or usual, value)} if value else set()
        return self._told_warning(entered)

    def _told_warning(self, entered):
        warning = self._identifier_warning(entered)
        return {"warning": {"title": _("Same identifiers"), "message": warning}} if warning else None

    @api.constrains("format_code", "identifier_ids")
    def _check_parties_differ(self):
        """Refuses an identifier of the partner that is also ours: a message would not say who sent it."""
        for connection in self.filtered("has_envelope_identifiers"):
            ours, theirs = (
                {(each.scheme, each.value) for each in connection._identifiers_of(owner)}
                for owner in ("us", "partner")
            )
            if shared := sorted(ours & theirs):
                raise ValidationError(
                    _(
                        "The partner's identifier is the same as ours: %s. Enter the partner's own "
                        "identifier.",
                        ", ".join(f"{scheme} {value}" for scheme, value in shared),
                    )
                )

    def write(self, vals):
        """Refuses to remove an identifier that the messages of a switched-on connection need."""
        if not vals.keys() & {"identifier_ids", "envelope_identifiers"}:
            return super().write(vals)
        before = {connection: connection.identifier_ids.mapped("owner") for connection in self}
        result = super().write(vals)
        self._check_parties_differ()
        for connection, owners in before.items():
            if connection.active and any(owner in owners for owner in connection._missing_owners()):
                raise ValidationError(
                    _(
                        "“%(setting)s” of %(name)s is empty. Enter it, or pause the connection first.",
                        setting=connection._missing_parties()[0],
                        name=connection.name,
                    )
                )
        return result

    def _distinct_identifiers(self):
        """Returns `{owner: {(scheme, value)}}` for the owners whose identifiers must differ between
        connections.
        """
        return {
            owner: {(each.scheme, each.value) for each in self._identifiers_of(owner)}
            for owner in self._identifier_facts().get("distinct", [])
        }
