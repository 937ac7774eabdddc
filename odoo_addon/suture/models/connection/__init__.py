from . import connection  # first: the others extend it

# isort: split
from . import delivery, doors, identifier, identifiers, rehearsal, settled, setup
