from . import (
    accept,
    crosswalk_export,
    crosswalk_import,
    dismiss,
    integration_user,
    map,
    retry,
    send_back,
    wait,
)
