from . import exchange  # first, because the others extend it

# isort: split
from . import actions, decisions, link, panes, preview, queue, repair, search_term, title, unknown, value
