from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..overview.flows import flows_section
from ..overview.health import health_section
from ..overview.money import money_section
from ..overview.period import period_of
from ..overview.section import Section


class Overview(models.AbstractModel):
    """Computes the figures of the *Overview* page, with the access rights of the user."""

    _name = "suture.overview"
    _description = "Integration Overview"

    @api.model
    def get_overview(self, section=None, period="week", company_id=None):
        """Returns one section of the page.

        :param section: the name of a section (see `_suture_sections`). If it is not given, or the user cannot
            see it, the user's default section is returned.
        :param period: `today`, `week` or `month`: the days up to now in the user's time zone
        :param company_id: the ID of one of the user's selected companies, or None for all of them
        :return: `{"section", "sections", "period", "told_at", "company_id", "companies", "data"}`. `sections`
            are those that the user can see. `data` is the result of the section's function; each figure has
            the domain of its records.
        """
        if not self.env.user.has_group("suture.group_user"):
            raise AccessError(self.env._("Only integration users can see the overview."))
        companies = self.env.companies
        visible = self._visible_sections()
        sections = [each.name for each in visible]
        section = section if section in sections else self._first_section(sections)
        build = next(each.build for each in visible if each.name == section)
        span = period_of(self.env, period)
        env, company = self._narrowed(company_id)
        return {
            "section": section,
            "sections": sections,
            "period": span.name,
            "told_at": f"{fields.Datetime.now().isoformat(timespec='seconds')}Z",
            "company_id": company_id or None,
            "companies": [{"id": each.id, "name": each.name} for each in companies],
            "data": build(env, span, company),
        }

    @api.model
    def _narrowed(self, company_id):
        """Returns `(env, domain)` that restrict figures to one company. If `company_id` is empty, `env`
        covers all selected companies, and the domain is empty.
        """
        if not company_id:
            return self.env, []
        if company_id not in self.env.companies.ids:
            raise AccessError(self.env._("This company is not among your selected companies."))
        return self.with_context(allowed_company_ids=[company_id]).env, [("company_id", "=", company_id)]

    @api.model
    def _suture_sections(self):
        """Returns the sections of the page, a list of `Section`. Modules extend it."""
        return [
            Section(10, "flows", flows_section),
            Section(30, "money", lambda env, _period, company: money_section(env, company)),
            Section(
                40,
                "health",
                lambda env, _period, company: health_section(env, company),
                ("suture.group_operator",),
            ),
        ]

    @api.model
    def _suture_money_figures(self, company):
        """Returns the figures that modules add to the section "money": `{name: amounts}`, where the amounts
        are None if the user cannot see the figure. Each amount is the result of `overview.money.amount_of`
        for the domain of its records. Modules extend it.

        :param company: the domain that limits records to one company
        """
        return {}

    @api.model
    def _suture_first_sections(self):
        """Returns the default section by the user's role: `[(place, group, section)]`. The match with the
        lowest place applies. Modules extend it.
        """
        return [(30, "suture.group_manager", "health"), (70, "suture.group_operator", "health")]

    @api.model
    def _visible_sections(self):
        """Returns the sections that the user can see, in order."""
        user = self.env.user
        visible = [
            each
            for each in self._suture_sections()
            if not each.groups or any(user.has_group(group) for group in each.groups)
        ]
        return sorted(visible, key=lambda each: each.place)

    @api.model
    def _first_section(self, sections):
        for _place, group, section in sorted(self._suture_first_sections()):
            if section in sections and self.env.user.has_group(group):
                return section
        return sections[0]
