"""A section of the overview."""

from typing import NamedTuple


class Section(NamedTuple):
    place: int  # among the other sections of the page
    name: str
    build: object  # (env, period, company) → the data; `company` is a domain of records
    groups: tuple = ()  # who may see it; empty: every user of the integration
