from . import connection  # first: the others extend it

# isort: split
from . import delivery, endpoints, identifier, identifiers, rehearsal, settled, setup
