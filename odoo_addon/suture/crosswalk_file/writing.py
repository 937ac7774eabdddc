"""Writes the crosswalk as a file that comes back as it went out."""

import csv
import io

from .cells import COLUMNS, guarded
from .references import kinds_by_model, reference_of

#: What the template shows; a person writes over it.
EXAMPLES = (
    ("edi-acme", "item", "AC-4711", "NF-1001", "item", "Examination gloves"),
    ("edi-acme", "unit", "BX", "BX", "unit", "Box"),
    ("edi-acme", "charge", "D240", "610000", "account", "Freight"),
)


def rows_of(entries):
    """The rows of entries, as text; without the name of a record that is gone or not the user's to see."""
    kinds = kinds_by_model(entries.env)
    for entry in entries:
        name = entry._readable_name()
        reference = reference_of(entry._target()) if name else ""
        kind = kinds.get(entry.res_model, entry.res_model)
        yield (entry.connection_id.code, entry.scheme, entry.value, reference, kind, name or "")


def as_csv(rows):
    """UTF-8 with its mark, which spreadsheets look for."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([guarded(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(rows):
    """All cells are text: 00123 stays 00123, and nothing is a formula."""
    import xlsxwriter  # noqa: PLC0415 - slow to load, and seldom needed

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("crosswalk")
    plain, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
    for column, name in enumerate(COLUMNS):
        sheet.write_string(0, column, name, bold)
        sheet.set_column(column, column, 24, plain)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            sheet.write_string(number, column, guarded(value), plain)
    sheet.freeze_panes(1, 0)
    book.close()
    return content.getvalue()
