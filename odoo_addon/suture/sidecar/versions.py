"""Defines which versions of the sidecar this addon supports, and parses version numbers."""

import re

FROM = (0, 1, 0)
BEFORE = (0, 2, 0)

_VERSION = re.compile(r"(\d{1,6})\.(\d{1,6})\.(\d{1,6})")


def version_numbers(text):
    """Returns the three numbers of a version such as "0.1.0", or None if it is malformed."""
    match = _VERSION.match(text) if isinstance(text, str) else None
    return tuple(int(number) for number in match.groups()) if match else None


def fits(numbers):
    return FROM <= numbers < BEFORE


def written(numbers):
    return ".".join(str(number) for number in numbers)
