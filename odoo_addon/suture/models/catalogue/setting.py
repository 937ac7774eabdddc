from odoo import api, fields, models, tools
from odoo.fields import Domain

TYPES = [
    ("boolean", "Yes or no"),
    ("integer", "Whole number"),
    ("decimal", "Number"),
    ("text", "Text"),
    ("choice", "Choice"),
    ("list", "List"),
    ("map", "Mapping"),
    ("record", "Record"),
]

# The subject of the entries that own settings, if it differs from the settings' own subject.
OWNERS = {"identifier": "format"}
FACTS = ("default", "minimum", "maximum", "pattern", "item_pattern", "example", "value_example")


class CatalogueSetting(models.Model):
    """A setting of a connection: an option of its format, an identifier, part of a route, or part of a flow's
    policy.

    Its value is at `path` in a JSON object of the connection.
    """

    _name = "suture.catalogue.setting"
    _description = "Setting in the Integration Catalogue"
    _order = "subject, owner, sequence, id"
    _rec_name = "label"

    subject = fields.Char(
        required=True, readonly=True, help="Whether the setting belongs to a format, a transport or a flow."
    )
    owner = fields.Char(required=True, readonly=True, help="The code of the format, transport or flow.")
    path = fields.Char(required=True, readonly=True, help="The path of the value in the settings.")
    label = fields.Char(required=True, readonly=True, translate=True)
    help = fields.Text(readonly=True, translate=True)
    group = fields.Char(readonly=True, translate=True)
    type = fields.Selection(TYPES, required=True, readonly=True)
    unit = fields.Char(readonly=True, translate=True)
    is_money = fields.Boolean(readonly=True, help="An amount in the currency of the connection's company.")
    record_model = fields.Char(readonly=True)
    facts = fields.Json(readonly=True, help="The default, the limits and the patterns of its values.")
    choice_ids = fields.One2many("suture.catalogue.choice", "setting_id", readonly=True)
    sequence = fields.Integer(readonly=True)

    _path_unique = models.Constraint(
        "UNIQUE(subject, owner, path)", "This setting is already in the catalogue."
    )

    @api.model_create_multi
    def create(self, vals_list):
        settings = super().create(vals_list)
        self.env.registry.clear_cache()
        return settings

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    @api.model
    @tools.ormcache()
    def _record_models(self):
        """Returns the models whose records a setting may refer to. The result is cached, because the method
        is called whenever a record is deleted in Odoo.
        """
        settings = self.sudo().search([("record_model", "!=", False)])
        return frozenset(settings.mapped("record_model"))

    @api.model
    def _described(self, subject, owners):
        """Returns the settings of these formats, transports or flows (`owners`) as dictionaries. A path that
        several owners share is listed once.
        """
        entries = self.env["suture.catalogue.entry"]._of(OWNERS.get(subject, subject))
        labels = {entry.code: entry.label for entry in entries}
        settings = self.sudo().search([("subject", "=", subject), ("owner", "in", list(owners))])
        found = {}
        for setting in settings.sorted(lambda each: (list(labels).index(each.owner), each.sequence)):
            group = setting.group or (labels[setting.owner] if subject == "flow" else "")
            found.setdefault(setting.path, {**setting._description_of(), "group": group})
        return list(found.values())

    def _description_of(self):
        facts = self.facts or {}
        return {
            "path": self.path,
            "label": self.label,
            "help": self.help or "",
            "type": self.type,
            "unit": self.unit or "",
            "is_money": self.is_money,
            "record_model": self.record_model or "",
            "choices": self._choices(in_map=False),
            "value_choices": self._choices(in_map=True),
            "checks": self._checks(),
            **{name: facts.get(name) for name in FACTS},
        }

    def _checks(self):
        """Returns the checks of an identifier that do not depend on its scheme: `[{"pattern", "message"}]`.
        Returns an empty list if the setting is not an identifier.
        """
        if self.subject != "identifier" or not self.path.endswith(".id"):
            return []
        checks = self.env["suture.catalogue.rule"]._identifier_checks(self.owner)
        return [
            {"pattern": each["pattern"], "message": each["message"]}
            for each in checks
            if each["on"] == "id" and not each["scheme"]
        ]

    def _choices(self, *, in_map):
        chosen = self.choice_ids.filtered(lambda choice: choice.in_map == in_map)
        return [{"value": choice.value, "label": choice.label} for choice in chosen]

    @api.model
    def _for_company(self, subject, owners, company):
        """Returns the settings for a form, without those that refer to records of apps that are not
        installed.

        A setting that refers to a record has `domain`, which selects the records that the company can use.
        """
        shown = []
        for setting in self._described(subject, owners):
            model = setting["record_model"]
            if not model:
                shown.append(setting)
            elif model in self.env:
                shown.append({**setting, "domain": self._record_domain(setting, company)})
        return shown

    @api.model
    def _record_domain(self, setting, company):
        """Returns the domain of the records that a setting may refer to: those that the company can use, or
        all if the model has no companies. Modules extend it with conditions for their models.
        """
        Model = self.env[setting["record_model"]]
        if not Model._fields.keys() & {"company_id", "company_ids"}:
            return []
        return list(Domain(Model._check_company_domain(company)))
