"""The crosswalk as rows of text, and how they are kept from doing anything in a spreadsheet."""

import re

#: The columns of a file, in their order. The last one is for people: it is not read.
COLUMNS = ("connection", "scheme", "their_identifier", "our_reference", "kind", "our_record")
REQUIRED = COLUMNS[:4]
#: What begins like this is a formula to a spreadsheet; a quotation mark before it makes it text.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")


def guarded(value):
    """A value that no spreadsheet takes for a formula."""
    return f"'{value}" if _FORMULA.match(value) else value


def unguarded(value):
    """What `guarded` made safe, as it was."""
    return value[1:] if _GUARDED.match(value) else value
