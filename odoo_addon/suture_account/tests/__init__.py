from . import (
    test_customer_invoice,
    test_money_at_once,
    test_moot_payments,
    test_payment,
    test_policy,
    test_record_settings,
    test_short_payment,
)
