"""Renders terms. A term is a text in the form of a code and parameters: `{"term": code, "parameters"?: {name:
value}}`. The language and the time zone are taken from the environment. See docs/gateway.md for the kinds of
values.
"""

import logging
import re
from datetime import date

from odoo.tools import format_date, format_list, formatLang

from .gateway.values import moment
from .panes.wording import at, in_words

_logger = logging.getLogger(__name__)

PLACEHOLDER = re.compile(r"\{(\w+)\}")
DOUBLE_STOP = re.compile(r"(?<!\.)\.\.(?!\.)")
AS_IT_WAS = "told.as-it-was"
# The prefix of the codes of texts that address the partner: "your price", not "the vendor's price".
TO_PARTNER = "to-partner."
# The texts of an exchange or a preview, apart from its findings.
TOLD = ("reason", "suggestion", "note")
# Codes of unknown terms that have already been logged.
_unknown = set()


def words(env, told):
    """Renders a term as text, or a list of terms as one text with a line for each. Plain text from an earlier
    version is returned unchanged.
    """
    if isinstance(told, list):
        return "\n".join(filter(None, (sentence(env, each) for each in told)))
    return sentence(env, told)


def sentence(env, told):
    """Renders one term as text. Plain text is returned unchanged; anything else becomes an empty text."""
    if isinstance(told, str):
        return told
    if not isinstance(told, dict) or not isinstance(told.get("term"), str):
        return ""
    values = told.get("parameters")
    values = values if isinstance(values, dict) else {}
    text = _text_of(env, told["term"])
    if text is None:
        return _unheard(env, told["term"], values)
    return one_stop(PLACEHOLDER.sub(lambda hit: _filled(env, hit, values), text))


def _text_of(env, code):
    """Returns the text with this code, or None. In an email to the partner, a text that addresses the partner
    has precedence.
    """
    texts = env["suture.term"]._texts(env.lang or "en_US")
    return (env.context.get("suture_rejects") and texts.get(TO_PARTNER + code)) or texts.get(code)


def one_stop(text):
    """Returns the text with one full stop where a name such as "Acme Inc." ends a sentence."""
    return DOUBLE_STOP.sub(".", text)


def as_it_was(text):
    """Wraps plain text, for which no term exists, as a list of one term. Returns False if the text is
    empty.
    """
    return [{"term": AS_IT_WAS, "parameters": {"text": text}}] if text else False


def terms_told(told):
    """Returns the terms of a reason, suggestion or note that the sidecar sent, or False if it is empty. Plain
    text, which earlier versions of the sidecar send, is wrapped as a term.
    """
    return as_it_was(told) if isinstance(told, str) else told or False


def findings_in_words(env, findings):
    """Returns findings with the terms in `text` and `position` rendered as text, and the values `ours` and
    `theirs` in the reader's formats as `ours_text` and `theirs_text`.
    """
    if not isinstance(findings, list):
        return findings
    return [_finding_in_words(env, each) if isinstance(each, dict) else each for each in findings]


def _finding_in_words(env, finding):
    told = {name: sentence(env, finding[name]) for name in ("text", "position") if name in finding}
    shown = {f"{side}_text": in_words(env, finding[side]) for side in ("ours", "theirs") if finding.get(side)}
    return {**finding, "text": "", **told, **shown}


def preview_in_words(env, preview):
    """Returns the result of a preview, or the problem of a message, with its terms rendered as text."""
    if not isinstance(preview, dict):
        return preview
    told = {name: words(env, preview[name]) for name in TOLD if preview.get(name)}
    if "findings" in preview:
        told["findings"] = findings_in_words(env, preview["findings"])
    return {**preview, **told}


def in_language_of(records, company):
    """Returns the records in an environment with the company's language and time zone."""
    lang = company.sudo().partner_id.lang or "en_US"
    return records.with_context(lang=lang, tz=company._suture_time_zone() if company else "UTC")


def _unheard(env, code, values):
    """Renders a term whose code is unknown to this version as its code and parameters, and logs the code
    once.
    """
    if code not in _unknown:
        _unknown.add(code)
        _logger.warning("A term is not known to this version of the addon: %s", code)
    return ": ".join(
        filter(None, (code, ", ".join(f"{name} {_value(env, values[name])}" for name in values)))
    )


def _filled(env, hit, values):
    return _value(env, values[hit[1]]) if hit[1] in values else hit[0]


def _value(env, value):
    """Formats the value of a parameter in the environment's language."""
    if not isinstance(value, dict):
        return str(value)
    for kind, writer in WRITERS.items():
        if kind in value:
            return writer(env, value)
    return ""


def _day(env, value):
    try:
        return format_date(env, date.fromisoformat(value["date"]))
    except (TypeError, ValueError):
        return str(value["date"])


def _instant(env, value):
    try:
        return at(env, moment(value["instant"]))
    except (TypeError, ValueError):
        return str(value["instant"])


def _amount(env, value):
    return " ".join(filter(None, (_number(env, value["amount"]), str(value.get("currency") or ""))))


def _quantity(env, value):
    return " ".join(filter(None, (_number(env, value["quantity"]), str(value.get("unit") or ""))))


def _number(env, text):
    """Formats a decimal with the reader's separators, and with as many decimal places as `text` has."""
    try:
        return formatLang(env, float(text), digits=len(str(text).partition(".")[2]))
    except ValueError:
        return str(text)


def _label(env, value):
    """Returns the label of a flow, a document type, a kind of connection or a field of documents in the
    reader's language, or the English label in `value` if this version does not know the code.
    """
    code = str(value.get("code") or "")
    if value["entry"] == "kind":
        label = dict(env["suture.connection"]._fields["kind"]._description_selection(env)).get(code)
    elif value["entry"] == "field":
        label = env["suture.catalogue.document.field"]._label_at(code)
    else:
        label = env["suture.catalogue.entry"]._entry(str(value["entry"]), code).label
    return label or str(value.get("label") or code)


def _all(env, value):
    return format_list(env, [_value(env, each) for each in value["all"]])


WRITERS = {
    "term": sentence,
    "date": _day,
    "instant": _instant,
    "amount": _amount,
    "quantity": _quantity,
    "all": _all,
    "entry": _label,
}
