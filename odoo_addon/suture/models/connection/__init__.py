from . import connection  # first, because the others extend it

# isort: split
from . import delivery, endpoints, identifier, identifiers, rehearsal, settled, setup
