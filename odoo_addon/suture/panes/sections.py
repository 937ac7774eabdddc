"""Builds the sections of the panes of an exception, and flags the sections and rows that findings concern.

A section is `{"title", "line", "flag", "rows": [row]}`; `line` is the number of the document's line, or an
empty text for the document as a whole. A row is `{"label", "value", "fields", "flag", "at"?, "to"?}`;
`fields` are the names that findings use for it ("price", "quantity" …), `at` is the record field that it
shows, `to` its value after a preview.
"""


def section(title, rows, line=""):
    return {"title": title, "line": str(line or ""), "flag": False, "rows": list(rows)}


def row(label, value, *fields):
    return {"label": label, "value": value, "fields": list(fields), "flag": False}


def of(record, field, told):
    """Returns the row `told` with `at` set to the record field that the row shows, so that a preview can find
    the row.
    """
    return {**told, "at": [record._name, record.id, field]}


def flagged(sections, findings):
    """Flags the row that each finding names, and its section, in place. Returns the sections.

    A finding about a line flags only the section if it names none of the section's rows. A finding about no
    line applies to the section of the document as a whole.
    """
    for finding in findings:
        line, field = str(finding.get("line") or ""), finding.get("field")
        for each in sections:
            if each["line"] != line:
                continue
            hits = [item for item in each["rows"] if field in item["fields"]]
            for item in hits:
                item["flag"] = True
            each["flag"] = each["flag"] or bool(hits or line)
    return sections
