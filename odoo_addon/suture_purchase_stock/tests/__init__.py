from . import (
    test_before_receipt,
    test_crosswalk_import,
    test_integration_state,
    test_journey,
    test_map,
    test_overview,
    test_overview_access,
    test_panes,
    test_preview,
    test_stage,
    test_timeline,
    test_tour,
)
