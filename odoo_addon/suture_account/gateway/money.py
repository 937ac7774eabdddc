"""Provides the functions that the verbs that post money share: for amounts, currencies, locks, open periods
and unique numbers.
"""

from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal

import psycopg2
from odoo.addons.suture.gateway.company import require_reachable
from odoo.addons.suture.gateway.refusal import Refused
from odoo.addons.suture.gateway.values import number
from odoo.exceptions import ConcurrencyError
from odoo.tools import SQL
from odoo.tools.misc import format_date


def countable(env, quantity):
    """Reports whether Odoo can store the quantity without rounding it to the decimal places of "Product
    Unit".
    """
    stated = Decimal(str(quantity))
    return stated == round(stated, env["decimal.precision"].precision_get("Product Unit"))


def amounts_of(currency, values):
    """Converts the amounts to floats. Raises Refused (`OUT_OF_BALANCE`) if an amount has a fraction of the
    currency's smallest unit, because Odoo would round it, for example 249.9999 to 250.00, an amount that
    nobody has paid.
    """
    places = currency.decimal_places
    for value in values:
        stated = Decimal(str(value))
        if stated != round(stated, places):
            raise Refused(
                "OUT_OF_BALANCE",
                currency.env._(
                    "The amount %(amount)s %(currency)s has a fraction of a cent: %(currency)s "
                    "has %(places)s decimal places. Nothing was posted.",
                    amount=f"{stated.normalize():f}",
                    currency=currency.name,
                    places=places,
                ),
            )
    return [number(value) for value in values]


def currency_named(env, code):
    """Returns the currency with an ISO 4217 code, active or not, or an empty recordset if Odoo does not have
    it.
    """
    return env["res.currency"].with_context(active_test=False).search([("name", "=", code)])


def active_currency(env, code):
    """Returns the active currency with an ISO 4217 code. Raises Refused if it is not active."""
    currency = currency_named(env, code)
    if not currency.active:
        raise Refused("ODOO_REJECTED", env._("The currency %s is not active in Odoo.", code))
    return currency


def locked(env, company, model, record_id):
    """Locks the record until the end of the transaction and returns it.

    If another transaction has changed the record in the meantime, PostgreSQL reports a serialization failure,
    and Odoo retries the whole call. Therefore, values of the record that are read after this call are
    current.
    """
    require_reachable(env, model, [record_id], company)
    table = SQL.identifier(env[model]._table)
    env.cr.execute(SQL("SELECT id FROM %s WHERE id = %s FOR NO KEY UPDATE", table, record_id))
    return env[model].browse(record_id)


def posted_invoice(env, company, invoice_id):
    """Locks a customer invoice and returns it. Raises Refused if it is not a posted customer invoice."""
    invoice = locked(env, company, "account.move", invoice_id)
    if invoice.move_type != "out_invoice" or invoice.state != "posted":
        raise Refused(
            "INVOICE_UNMATCHED", env._("%s is not a posted customer invoice.", invoice.display_name)
        )
    return invoice


@contextmanager
def once(env):
    """Flushes the records written inside, which have a number from the partner that must be unique.

    If another transaction has just used the number, raises ConcurrencyError, so that Odoo retries the call,
    which then finds the existing record.
    """
    try:
        yield
        env.flush_all()
    except psycopg2.errors.UniqueViolation as problem:
        raise ConcurrencyError("The number has just been entered by another call.") from problem


def require_open_period(company, day, journal, *, has_tax=False):
    """Raises Refused (`PERIOD_LOCKED`) if Odoo's lock dates forbid posting in the journal on that date
    (YYYY-MM-DD).

    Called before posting, because Odoo would move an invoice to the next open date without notice.
    """
    day = date.fromisoformat(str(day))
    violated = company._get_violated_lock_dates(day, has_tax, journal)
    if not violated:
        return
    env, until = company.env, max(lock for lock, _field in violated)
    raise Refused(
        "PERIOD_LOCKED",
        env._(
            "The books are locked up to %(until)s, and the document is dated %(day)s. Nothing was"
            " posted. The next open date is %(open)s.",
            until=format_date(env, until),
            day=format_date(env, day),
            open=format_date(env, until + timedelta(days=1)),
        ),
    )


def require_balanced(move):
    """Raises Refused if the debits and credits of a posted entry differ."""
    currency = move.company_currency_id
    if currency.compare_amounts(sum(move.line_ids.mapped("debit")), sum(move.line_ids.mapped("credit"))):
        raise Refused("OUT_OF_BALANCE", move.env._("The entry %s does not balance.", move.display_name))
