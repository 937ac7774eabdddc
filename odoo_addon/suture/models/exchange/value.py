from decimal import Decimal, InvalidOperation

from odoo import api, fields, models


class Exchange(models.Model):
    """The value at stake: the total of the document, or of the related record if the document has none."""

    _inherit = "suture.exchange"

    amount_at_stake = fields.Monetary(
        "Value at Stake",
        compute="_compute_amount_at_stake",
        store=True,
        currency_field="currency_id",
        help="The total of the document, or of the related record in Odoo.",
    )
    currency_id = fields.Many2one("res.currency", compute="_compute_amount_at_stake", store=True)

    @api.depends("payload", "document_type", "res_model", "res_id", "company_id")
    def _compute_amount_at_stake(self):
        currencies = self._currencies_of_payloads()
        records = self._records_with_totals()
        stakes = self.env["suture.catalogue.document.field"]._stakes()
        for exchange in self:
            record = records.get((exchange.res_model, exchange.res_id))
            stated = exchange._stated_amount(currencies, stakes) or exchange._recorded_amount(record)
            exchange.amount_at_stake, exchange.currency_id = stated or (0.0, exchange._own_currency())

    def _own_currency(self):
        """Returns the ID of the company's currency. Exchanges without an amount use it, so that a sum over
        them does not mix currencies.
        """
        return self.company_id.currency_id.id

    def _currencies_of_payloads(self):
        payloads = (exchange.payload for exchange in self)
        names = {
            payload["currency"]
            for payload in payloads
            if isinstance(payload, dict) and isinstance(payload.get("currency"), str)
        }
        if not names:
            return {}
        found = self.env["res.currency"].with_context(active_test=False).search([("name", "in", list(names))])
        return {currency.name: currency for currency in found}

    def _records_with_totals(self):
        """Returns the records that the exchanges open and that have a total: `{(model, ID): record}`."""
        records = {}
        for model in self._suture_record_totals():
            ids = [row.res_id for row in self if row.res_model == model and row.res_id]
            for record in self.env[model].browse(ids).exists() if ids else ():
                records[model, record.id] = record
        return records

    def _suture_record_totals(self):
        """Returns the field with the total of a record, for each model that has one: `{model: field}`.
        Modules extend it.
        """
        return {}

    def _stated_amount(self, currencies, stakes):
        payload = self.payload if isinstance(self.payload, dict) else {}
        currency = currencies.get(payload.get("currency"))
        amount = _decimal(payload.get(stakes.get(self.document_type)))
        return (float(amount), currency.id) if currency and amount is not None else None

    def _recorded_amount(self, record):
        if not record:
            return None
        return record[self._suture_record_totals()[record._name]], record.currency_id.id


def _decimal(text):
    try:
        amount = Decimal(text) if isinstance(text, str) else None
    except InvalidOperation:
        return None
    return amount if amount is not None and amount.is_finite() else None
