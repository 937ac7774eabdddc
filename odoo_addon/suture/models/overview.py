from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..overview.flows import flows_section
from ..overview.health import health_section
from ..overview.money import money_section
from ..overview.orders import orders_section
from ..overview.period import period_of


class Overview(models.AbstractModel):
    """The figures of the page *Overview*, with the rights of whoever looks."""

    _name = "suture.overview"
    _description = "Integration Overview"

    @api.model
    def get_overview(self, section=None, period="week", company_id=None):
        """One section of the page.

        :param section: `flows`, `orders`, `money` or `health`; one that the user may not see, or none, gives
            the one that comes first for the user
        :param period: `today`, `week` or `month`: so many days up to now, as the user's clock has them
        :param company_id: one of the user's selected companies; none: all of them
        :return: `{"section", "sections", "period", "company_id", "companies", "data"}`; `sections` are those
            that the user may see. Each figure of `data` comes with the domain of the records behind it.
        """
        if not self.env.user.has_group("suture.group_user"):
            raise AccessError(self.env._("The overview is for users of the integration only."))
        companies = self.env.companies
        sections = self._sections()
        section = section if section in sections else self._first_section(sections)
        span = period_of(self.env, period)
        env, company = self._narrowed(company_id)
        data = {
            "flows": lambda: flows_section(env, span, company),
            "orders": lambda: orders_section(env, span, company),
            "money": lambda: money_section(env, company),
            "health": lambda: health_section(env, company),
        }[section]()
        return {
            "section": section,
            "sections": sections,
            "period": span.name,
            "told_at": f"{fields.Datetime.now().isoformat(timespec='seconds')}Z",
            "company_id": company_id or None,
            "companies": [{"id": each.id, "name": each.name} for each in companies],
            "data": data,
        }

    @api.model
    def _narrowed(self, company_id):
        """The environment with one company only, and the domain of its records; empty: of all that are
        selected.
        """
        if not company_id:
            return self.env, []
        if company_id not in self.env.companies.ids:
            raise AccessError(self.env._("This company is not among those that you have selected."))
        return self.with_context(allowed_company_ids=[company_id]).env, [("company_id", "=", company_id)]

    @api.model
    def _sections(self):
        """What the user may see, in the order of the page."""
        allowed = {
            "flows": True,
            "orders": self.env.user.has_group("purchase.group_purchase_user"),
            "money": True,
            "health": self.env.user.has_group("suture.group_operator"),
        }
        return [name for name, is_allowed in allowed.items() if is_allowed]

    @api.model
    def _first_section(self, sections):
        """By what the user does: who leads sees all flows, who keeps the integration running its health,
        buyers their orders, accountants the money.
        """
        first = (
            ("purchase.group_purchase_manager", "flows"),
            ("account.group_account_manager", "flows"),
            ("suture.group_manager", "health"),
            ("purchase.group_purchase_user", "orders"),
            ("account.group_account_invoice", "money"),
            ("account.group_account_readonly", "money"),
            ("suture.group_operator", "health"),
        )
        for group, section in first:
            if section in sections and self.env.user.has_group(group):
                return section
        return sections[0]
