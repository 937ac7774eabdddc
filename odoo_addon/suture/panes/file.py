"""Renders the file of a document as the sidecar reports it: formatted, and redacted by the rules of its
format.
"""

from ..terms import sentence

KINDS = ("file", "comparison", "unreadable")
SIDES = ("earlier", "later")


def file_view(env, told, findings):
    """Returns a `source_file` (docs/gateway.md) with texts in the language of `env`, or None if there is
    none. The values that findings are about are flagged. Malformed parts are ignored.

    :param told: the `source_file` that the sidecar reported
    :param findings: the findings of the exchange, with their texts rendered
    """
    if not isinstance(told, dict) or told.get("kind") not in KINDS:
        return None
    lines = told.get("lines")
    return {
        "kind": told["kind"],
        "name": _text(told, "name"),
        "notes": [text for text in (sentence(env, each) for each in _list(told, "notes")) if text],
        "positions": [each["position"] for each in findings if each.get("position")],
        "separator": _text(told, "separator"),
        "more": _number(told, "more"),
        "lines": [_line(env, each, findings) for each in lines or [] if isinstance(each, dict)],
    }


def _line(env, told, findings):
    position, line = _number(told, "position"), _text(told, "line")
    parts = [each for each in _list(told, "parts") if isinstance(each, dict)]
    parts = [_part(env, each, line, position, findings) for each in parts]
    side = told.get("side")
    return {
        "depth": min(_number(told, "depth"), 12),
        "own": told.get("own") is True,
        "side": side if side in SIDES else "",
        "skipped": _number(told, "skipped"),
        "flag": any(part["flag"] for part in parts),
        "parts": parts,
    }


def _part(env, told, line, position, findings):
    at, name = _text(told, "at"), sentence(env, told.get("name"))
    names = {*(each for each in _list(told, "fields") if isinstance(each, str))}
    if at:
        names |= {at, f"{at} in segment {position}"}
    hit = next((each for each in findings if _is_about(each, names, line)), None)
    why = (hit.get("position") or hit.get("text") or "") if hit else ""
    return {
        "text": _text(told, "text"),
        "label": f"{at} {name}".strip(),
        "differs": told.get("differs") is True,
        "flag": bool(hit),
        "why": why,
    }


def _is_about(finding, names, line):
    return finding.get("field") in names and str(finding.get("line") or "") == line


def _text(part, name):
    value = part.get(name)
    return value if isinstance(value, str) else ""


def _list(part, name):
    value = part.get(name)
    return value if isinstance(value, list) else []


def _number(part, name):
    value = part.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
