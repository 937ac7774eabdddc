"""Exports crosswalk entries to a file that can be imported again unchanged."""

import csv
import io

from .cells import COLUMNS, guarded
from .references import kinds_by_model, reference_of

#: Example rows of the template, which users overwrite.
EXAMPLES = (
    ("edi-acme", "item", "AC-4711", "NF-1001", "item", "Examination gloves"),
    ("edi-acme", "unit", "BX", "BX", "unit", "Box"),
    ("edi-acme", "charge", "D240", "610000", "account", "Freight"),
)


def rows_of(entries):
    """Yields the entries as rows with the columns of a file. The reference and the name of the record are
    empty if the record is missing or hidden from the user.
    """
    kinds = kinds_by_model(entries.env)
    for entry in entries:
        name = entry._readable_name()
        reference = reference_of(entry._target()) if name else ""
        kind = kinds.get(entry.res_model, entry.res_model)
        yield (entry.connection_id.code, entry.scheme, entry.value, reference, kind, name or "")


def as_csv(rows):
    """Returns the rows as CSV in UTF-8. The byte order mark tells spreadsheet programs the encoding."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([guarded(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(rows):
    """Returns the rows as XLSX. All cells are text, so 00123 stays 00123 and nothing is run as a formula."""
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
