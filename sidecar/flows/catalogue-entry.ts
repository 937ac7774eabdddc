import type { Flow } from "./flow.ts";

/**
 * The description of a flow with names in snake case, as the gateway's `configuration` receives it and the catalogue route
 * returns it.
 */
export type CatalogueEntry = {
  readonly code: string;
  readonly name: string;
  readonly description: string;
  readonly version: number;
  readonly direction: Flow["direction"];
  readonly document_type: Flow["documentType"];
  readonly owner: string;
  readonly system_of_record: Flow["systemOfRecord"];
  readonly timing: Flow["timing"];
  readonly lane: Flow["lane"];
  readonly service_level_seconds: number;
  readonly sensitivity: Flow["sensitivity"];
  readonly retention_days: number;
};

/** Returns the catalogue entry of a flow. */
export function catalogueEntry(flow: Flow): CatalogueEntry {
  return {
    code: flow.code,
    name: flow.name,
    description: flow.description,
    version: flow.version,
    direction: flow.direction,
    document_type: flow.documentType,
    owner: flow.owner,
    system_of_record: flow.systemOfRecord,
    timing: flow.timing,
    lane: flow.lane,
    service_level_seconds: flow.serviceLevelSeconds,
    sensitivity: flow.sensitivity,
    retention_days: flow.retentionDays,
  };
}
