"""Defines the type `Section`: the name, the position, the function and the groups of a section of the
overview.
"""

from typing import NamedTuple


class Section(NamedTuple):
    place: int  # position among the sections of the page
    name: str
    build: object  # (env, period, company) → the data; `company` is a domain of records
    groups: tuple = ()  # groups with access; if empty, every integration user
