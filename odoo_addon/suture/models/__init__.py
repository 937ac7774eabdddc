from . import synced_mixin, within_companies  # first: the models below inherit from them

# isort: split
from . import (
    connection,
    connection_format,
    crosswalk,
    crosswalk_batch,
    crosswalk_mapping,
    crosswalk_search,
    crosswalked,
    dry_run,
    exchange,
    flow,
    gateway_key,
    gateway_key_upkeep,
    gateway_permission,
    idempotency_key,
    ir_http,
    outbox,
    overview,
    res_company,
    res_config_settings,
    retention,
    setup,
    sidecar_health,
    synced_alerts,
    synced_timeline,
)
