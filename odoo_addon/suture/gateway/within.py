"""Restricts reads to companies. The gateway reads with superuser rights, so this module adds the record rules
of every model to which a path in a domain, or a one2many or many2many field, leads.
"""

from odoo.fields import Domain

from .company import rule_domain

SOME_OF = {"=", "in"}
NONE_OF = {"!=", "not in"}
TO_MANY = ("one2many", "many2many")


class Within:
    """The record rules for these companies as domains, each evaluated once per model."""

    def __init__(self, env, companies):
        self.env = env
        self.companies = companies
        self._rules = {}

    def rules(self, model):
        """Returns the domain of the records of `model` that the integration user may read."""
        if model not in self._rules:
            self._rules[model] = rule_domain(self.env, model, self.companies)
        return self._rules[model]

    def domain(self, model, conditions):
        """Returns the domain of a request, with the record rules of every model on its paths added."""
        inside = [
            each if isinstance(each, str) else self._condition(model, *each) for each in conditions or []
        ]
        return Domain(inside) & self.rules(model)

    def _condition(self, model, path, operator, value):
        first, _dot, rest = path.partition(".")
        field = self.env[model]._fields[first]
        if rest:
            inner = self._condition(field.comodel_name, rest, operator, value)
        elif field.type in TO_MANY:
            return self._among(field, operator, value)
        else:
            return Domain(path, operator, value)
        return Domain(first, "any", inner & self.rules(field.comodel_name))

    def _among(self, field, operator, value):
        """Returns the domain for a condition on a one2many or many2many field itself: that it contains one of
        these IDs, or is empty if the value contains False.
        """
        ids = value if isinstance(value, list) else [value]
        seen = self.rules(field.comodel_name)
        found = Domain(field.name, "any", seen & Domain("id", "in", [each for each in ids if each]))
        if not all(ids):
            found |= Domain(field.name, "not any", seen)
        return ~found if operator in NONE_OF else found

    def filtered(self, field, rows):
        """Removes the IDs of records that the integration user may not read from the values of `field` in
        `rows`.
        """
        rules = self.rules(field.comodel_name)
        ids = {each for row in rows for each in row[field.name]}
        if not ids or rules.is_true():
            return
        Comodel = self.env[field.comodel_name].with_context(active_test=False)
        seen = set(Comodel.search(rules & Domain("id", "in", list(ids))).ids)
        for row in rows:
            row[field.name] = [each for each in row[field.name] if each in seen]
