from . import (
    test_consume_stock,
)
