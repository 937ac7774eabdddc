from . import test_northfield
