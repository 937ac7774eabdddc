"""Reads a CSV or XLSX crosswalk file into rows of text, and explains why a file cannot be read."""

import csv
import io
import re
import zipfile

from .cells import COLUMNS, REQUIRED, unguarded

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024
MOST_ROWS = 20_000
LONGEST_VALUE = 500
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class BadFile(Exception):
    """Raised if a file cannot be imported at all. Its message tells the user what is wrong and what to do."""


def read_file(_, content):
    """Returns the rows of a file, except empty rows, as `[(line number, {column: text})]`.

    :param _: translates a text
    :param content: the content of the file in bytes
    :raises BadFile: if the file is too large, empty or malformed, or lacks a required column
    """
    if not content:
        raise BadFile(_("The file is empty. Fill in the template and choose it again."))
    if len(content) > MOST_BYTES:
        raise BadFile(_("The file is larger than 10 MB. Split it."))
    lines = _xlsx(_, content) if content[:2] == b"PK" else _csv(_, content)
    return _rows(_, lines)


def _rows(_, lines):
    header = None
    rows = []
    for number, line in enumerate(lines, start=1):
        values = [value.strip() for value in line]
        if not any(values):
            continue
        if header is None:
            header = _header(_, values)
            continue
        if len(rows) >= MOST_ROWS:
            raise BadFile(_("The file has more than %s rows. Split it.", f"{MOST_ROWS:,}"))
        row = dict.fromkeys(COLUMNS, "")
        row.update((name, unguarded(value)) for name, value in zip(header, values, strict=False) if name)
        rows.append((number, row))
    if header is None:
        raise BadFile(_("The file is empty. Fill in the template and choose it again."))
    if not rows:
        raise BadFile(_("The file has a header but no rows."))
    return rows


def _header(_, values):
    names = [re.sub(r"\W+", "_", value.lower()).strip("_") for value in values]
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise BadFile(
            _(
                "The first row does not contain all column names. Missing: %s. Start with the template.",
                ", ".join(missing),
            )
        )
    return [name if name in COLUMNS else None for name in names]


def _csv(_, content):
    text = _text(_, content)
    if "\0" in text:
        raise BadFile(_("This is neither a CSV nor an XLSX file. Save it in one of these formats."))
    first = text.partition("\n")[0]
    delimiter = max((",", ";", "\t"), key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from lines
    except csv.Error:
        raise BadFile(
            _("The file ends unexpectedly, or a quotation mark is not closed, at line %s.", lines.line_num)
        ) from None


def _text(_, content):
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8-sig")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise BadFile(
            _("The file is not UTF-8. Save it as “CSV UTF-8” or XLSX and choose it again.")
        ) from None


def _xlsx(_, content):
    none = _(
        "The file has the extension XLSX but is not a valid XLSX file. Open it in a "
        "spreadsheet program and save it again."
    )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                raise BadFile(_("The uncompressed file is too large. Split it."))
            if "xl/workbook.xml" not in archive.namelist():
                raise BadFile(none)
    except zipfile.BadZipFile:
        raise BadFile(none) from None
    import openpyxl  # noqa: PLC0415 - slow to load, and seldom needed

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for line in book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS + 1000):
            yield [_cell(value) for value in line]
    except BadFile:
        raise
    except Exception:  # noqa: BLE001 - whatever the library raises, the file is not readable
        raise BadFile(none) from None


def _cell(value):
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def was_rounded(value):
    """Reports whether a spreadsheet has rounded a long number to scientific notation such as 4.0123E+13, so
    that its original digits are lost.
    """
    return bool(_ROUNDED.fullmatch(value))
