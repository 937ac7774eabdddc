from . import exchange  # first, because the others extend it

# isort: split
from . import actions, decisions, link, live, matches, panes, preview, queue, repair, unknown, value
