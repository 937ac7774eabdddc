"""What the panes of an exception are made of: sections of rows, and which of them a finding is about.

A section is `{"title", "line", "flag", "rows": [row]}`; `line` is the number of the document's line, or
an empty text for the document as a whole. A row is `{"label", "value", "fields", "flag", "at"?, "to"?}`;
`fields` are the words by which findings speak of it ("price", "quantity" …), `at` the field of a record that
it shows, `to` what a preview says would stand there.
"""


def section(title, rows, line=""):
    return {"title": title, "line": str(line or ""), "flag": False, "rows": list(rows)}


def row(label, value, *fields):
    return {"label": label, "value": value, "fields": list(fields), "flag": False}


def of(record, field, told):
    """The row, as that of a field of a record: a preview finds it by that."""
    return {**told, "at": [record._name, record.id, field]}


def flagged(sections, findings):
    """The sections with what the findings are about flagged: the row that the finding names, and its section.

    A finding about a line that names no row of it flags the section alone; one about no line looks among
    the rows of the whole document.
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
