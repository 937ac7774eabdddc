from . import exchange  # first, because the others extend it

# isort: split
from . import (
    actions,
    choices,
    decisions,
    link,
    live,
    matches,
    panes,
    preview,
    queue,
    repair,
    search_term,
    source_file,
    title,
    unknown,
    value,
)
