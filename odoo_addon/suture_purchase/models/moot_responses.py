from datetime import timezone
from zoneinfo import ZoneInfo

from odoo import models
from odoo.addons.suture.models.dry_run import is_dry_run
from odoo.addons.suture.models.exchange_moot import SYSTEM
from odoo.tools import float_compare

# The reasons that a later response to the same lines settles. An item or a unit that is unknown remains to be
# mapped: the next document may name it again.
REPLACEABLE = {
    "BACKORDER",
    "DATE_SLIP",
    "LINE_REJECTED",
    "PRICE_VARIANCE",
    "QUANTITY_OVER",
    "QUANTITY_SHORT",
    "SUBSTITUTION",
}
RESPONSE = ("inbound", "OrderResponse")
# The fields of an order line in which a finding can be resolved by entering the vendor's value.
FITTING = {"PRICE_VARIANCE": "price", "QUANTITY_OVER": "quantity", "QUANTITY_SHORT": "quantity"}
FITTING_DATES = {"DATE_SLIP", "BACKORDER"}
# The subject of a response to the order itself.
ORDER = ("order", None)
LINE_VALUES = {"price_unit", "product_qty", "date_planned"}


class Exchange(models.Model):
    _inherit = "suture.exchange"

    def _follow(self):
        super()._follow()
        rows = self.sudo().with_context(suture_refresh_later=False)
        responses = rows.filtered(lambda row: (row.direction, row.document_type) == RESPONSE)
        if responses and not is_dry_run():
            responses._replace_earlier()

    def _replace_earlier(self):
        """Closes the exceptions of earlier responses that one of these responses has replaced, and releases
        held responses that replace the one that they wait for.
        """
        applied = self.filtered(lambda row: row.state == "done" and row.res_id)
        held = self.filtered(lambda row: row.state == "held" and row.held_behind_key)
        if applied:
            about = [("document_type", "=", "OrderResponse"), ("direction", "=", "inbound")]
            orders = [("res_model", "=", "purchase.order"), ("res_id", "in", applied.mapped("res_id"))]
            earlier = self._open_exceptions([*about, *orders])._only_about(REPLACEABLE)
            for row in earlier:
                later = applied.filtered(lambda one, row=row: _replaces(one, row))[:1]
                if later:
                    row._close_as("superseded", later.name)
        for row in held:
            blocker = row.held_behind_id
            open_still = blocker.state == "attention" and not blocker.kept_open
            if open_still and blocker._only_about(REPLACEABLE) and _replaces(row, blocker):
                row._release_once(blocker)

    def _release_once(self, blocker):
        """Releases a held response, unless this was requested before."""
        domain = [("res_model", "=", self._name), ("res_id", "=", self.id), ("event", "=", "pass")]
        if self.env["suture.outbox"].sudo().search_count(domain, limit=1):
            return
        self._command_automatically("pass", {"by": SYSTEM})
        self._log_automatic("released", blocker.name)

    def _retry_fitting(self):
        """Retries the order responses whose values the order now has."""
        fitting = self._only_about(FITTING.keys() | FITTING_DATES).filtered(lambda row: row._fits())
        for row in fitting:
            row._retry_as("fits", row.document_number or row.name)

    def _fits(self):
        order = self._document()
        findings = [each for each in self.findings_data or [] if isinstance(each, dict)]
        lines = {str(line.suture_line_number): line for line in order.order_line}
        return bool(findings) and all(_has(lines.get(str(each.get("line"))), each) for each in findings)


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    def write(self, vals):
        result = super().write(vals)
        if LINE_VALUES & vals.keys():
            self._retry_fitting_responses()
        return result

    def _retry_fitting_responses(self):
        Exchange = self.env["suture.exchange"]
        orders = self.order_id.filtered(lambda order: order.state == "purchase")
        if not orders.ids or not Exchange._is_persons_change():
            return
        Exchange._open_exceptions(
            [
                ("res_model", "=", "purchase.order"),
                ("res_id", "in", orders.ids),
                ("document_type", "=", "OrderResponse"),
                ("direction", "=", "inbound"),
            ]
        )._retry_fitting()


def _replaces(later, earlier):
    """Reports whether a response answers everything that an earlier response to the same order answered. In
    case of doubt, it does not.
    """
    if later == earlier or later.connection_id != earlier.connection_id:
        return False
    if later.document_number != earlier.document_number or later.received_at < earlier.received_at:
        return False
    new, old = later.payload, earlier.payload
    if not isinstance(new, dict) or not isinstance(old, dict):
        return False
    if _subject(old) != ORDER and _subject(new) != _subject(old):
        return False
    if new.get("response") == "accepted" and not new.get("lines"):
        return _subject(new) == _subject(old)
    findings = [each for each in earlier.findings_data or [] if isinstance(each, dict)]
    if not all(each.get("line") for each in findings):
        return False
    answered, expected = _line_numbers(new), _line_numbers(old)
    return bool(expected) and None not in expected and expected <= answered


def _subject(payload):
    """Returns what a response is about: the order, or one of our changes or cancellations by number."""
    return (payload.get("respondsTo") or "order", payload.get("changeSequence"))


def _line_numbers(payload):
    lines = payload.get("lines")
    return {line.get("id") for line in lines if isinstance(line, dict)} if isinstance(lines, list) else set()


def _has(line, finding):
    """Reports whether an order line has the value of the vendor that a finding names."""
    theirs = finding.get("theirs")
    if not line or not isinstance(theirs, str):
        return False
    if finding.get("field") == "date" and finding.get("code") in FITTING_DATES:
        return _day(line) == theirs
    if finding.get("field") != FITTING.get(finding.get("code")):
        return False
    number = _number(theirs)
    if number is None:
        return False
    if finding["field"] == "price":  # the sidecar shows prices with up to four decimals
        return not line.discount and not float_compare(line.price_unit, number, precision_digits=4)
    unit = theirs.partition(" × ")[2]
    step = line.product_uom_id.rounding
    return unit == line.product_uom_id.name and not float_compare(
        line.product_qty, number, precision_rounding=step
    )


def _number(text):
    try:
        return float(text.partition(" × ")[0])
    except ValueError:
        return None


def _day(line):
    if not line.date_planned:
        return None
    zone = ZoneInfo(line.company_id._suture_time_zone())
    return line.date_planned.replace(tzinfo=timezone.utc).astimezone(zone).date().isoformat()
