"""Defines the columns of a crosswalk file and protects its cells from being run as spreadsheet formulas."""

import re

#: The columns of a file, in order. The last one is informational and is not read.
COLUMNS = ("connection", "scheme", "their_identifier", "our_reference", "kind", "our_record")
REQUIRED = COLUMNS[:4]
#: Matches a cell that a spreadsheet program would treat as a formula. A leading quotation mark turns it into
#: text.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")


def guarded(value):
    """Returns the value with a leading quotation mark if a spreadsheet would treat it as a formula."""
    return f"'{value}" if _FORMULA.match(value) else value


def unguarded(value):
    """Removes the quotation mark that `guarded` has added."""
    return value[1:] if _GUARDED.match(value) else value
