from . import connection  # first, because the others extend it

# isort: split
from . import delivery, doors, identifier, identifiers, rehearsal, settled, setup
