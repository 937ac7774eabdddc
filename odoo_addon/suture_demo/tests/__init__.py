from . import test_allowed, test_northfield
