from datetime import datetime, timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.misc import get_lang

from ...gateway.access import allowed
from ...search_terms import search_term, search_terms

# The sidecar reports at most 200 references of a document, and a few numbers of its envelope.
MOST_TERMS = 250


class SearchTerm(models.Model):
    """A number, reference or control number by which an exchange is found. Nobody reads the rows: they are
    only searched, through `suture.exchange.found_by`, which applies the access rules of exchanges.
    """

    _name = "suture.exchange.term"
    _description = "Search Term of an Exchange"
    _log_access = False

    term = fields.Char(required=True)
    exchange_id = fields.Many2one("suture.exchange", required=True, ondelete="cascade", index=True)

    _term_unique = models.Constraint("UNIQUE(term, exchange_id)", "The exchange already has this term.")

    @api.model
    def _add(self, terms):
        """Adds search terms. Terms that are known already are skipped.

        :param terms: `[(exchange id, [text, …])]`
        """
        pairs = sorted({(term, row) for row, texts in terms for term in search_terms(texts)[:MOST_TERMS]})
        if not pairs:
            return
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO suture_exchange_term (term, exchange_id)
                     SELECT * FROM unnest(%s::varchar[], %s::int[])
                ON CONFLICT DO NOTHING
                """,
                [term for term, _row in pairs],
                [row for _term, row in pairs],
            )
        )


class Exchange(models.Model):
    """One search box for everything by which people know a document."""

    _inherit = "suture.exchange"
    _rec_names_search = ["found_by"]

    found_by = fields.Char(
        "Anything",
        compute="_compute_found_by",
        search="_search_found_by",
        help="Searches order and invoice numbers, the partner's order number, control numbers with or "
        "without leading zeros, message control IDs, lots, traces, file names, references and dates.",
    )

    def _compute_found_by(self):
        self.found_by = False

    def _search_found_by(self, operator, value):
        """Searches for exchanges by a text. The number of the document may be shortened; everything else is
        given in full. Each branch uses an index, also among a million exchanges.
        """
        if operator in ("in", "not in"):
            found = Domain.OR([self._found_by(each) for each in value if isinstance(each, str)])
            return ~found if operator == "not in" else found
        if operator not in ("=", "ilike", "like", "=like", "=ilike"):
            return NotImplemented
        return self._found_by(value) if isinstance(value, str) else Domain.FALSE

    def _found_by(self, text):
        said, term = text.strip(), search_term(text)
        if not term:
            return Domain.FALSE
        branches = [
            SQL("SELECT exchange_id FROM suture_exchange_term WHERE term = %s", term),
            *(
                SQL("SELECT id FROM suture_exchange WHERE document_number LIKE %s", _beginning(each))
                for each in sorted({said, said.upper()})
            ),
            *(SQL("SELECT id FROM suture_exchange WHERE id = %s", each) for each in _reference(term)),
            *self._found_by_record(said),
        ]
        day = self._day_in(said)
        if day:
            branches += self._found_by_day(day)
        return Domain("id", "in", SQL("(%s)", SQL(" UNION ALL ").join(branches)))

    def _found_by_record(self, said):
        """Returns a query for the exchanges of each record with this name, such as a bill or a receipt."""
        for model in sorted(allowed(self.env).link):
            name = self.env[model]._fields.get("name")
            if name and name.store and name.type == "char" and not name.translate:
                Model = self.env[model].sudo().with_context(active_test=False)
                yield SQL(
                    "SELECT exchange_id FROM suture_exchange_link WHERE res_model = %s AND res_id IN %s",
                    model,
                    Model._search([("name", "=", said)]).subselect(),
                )

    def _day_in(self, said):
        """Returns the day that a text states, in ISO 8601 or in the notation of the reader, or None."""
        for notation in ("%Y-%m-%d", get_lang(self.env).date_format):
            try:
                return datetime.strptime(said, notation)
            except ValueError:
                continue
        return None

    def _found_by_day(self, day):
        """Returns queries for what was received, or is dated, on a day in the reader's time zone."""
        begin = fields.Datetime.context_timestamp(self, day).utcoffset() or timedelta()
        start = day - begin
        return [
            SQL(
                "SELECT id FROM suture_exchange WHERE received_at >= %s AND received_at < %s",
                start,
                start + timedelta(days=1),
            ),
            SQL("SELECT exchange_id FROM suture_exchange_term WHERE term = %s", day.strftime("%Y-%m-%d")),
        ]


def _beginning(text):
    return "".join(f"\\{char}" if char in "\\%_" else char for char in text) + "%"


def _reference(term):
    """Returns the ID in a reference such as EX000123."""
    number = term.removeprefix("EX")
    is_reference = number != term and number.isascii() and number.isdecimal() and len(number) < 10
    return [int(number)] if is_reference else []
