import { billingTrigger } from "./billing/billing-trigger/flow.ts";
import { customerInvoice } from "./billing/customer-invoice/flow.ts";
import { encounterCompleted } from "./billing/encounter-completed/flow.ts";
import type { Flow } from "./flow.ts";
import { payment } from "./money/payment/flow.ts";
import { acknowledgement } from "./purchasing/acknowledgement/flow.ts";
import { orderDispatch } from "./purchasing/order-dispatch/flow.ts";
import { orderResponse } from "./purchasing/order-response/flow.ts";
import { requisition } from "./purchasing/requisition/flow.ts";
import { vendorInvoice } from "./purchasing/vendor-invoice/flow.ts";
import { stockConsumption } from "./stock/stock-consumption/flow.ts";

/** All flows. A new one is added with its folder and a line here. */
export const flows: readonly Flow[] = [
  orderDispatch,
  orderResponse,
  vendorInvoice,
  acknowledgement,
  encounterCompleted,
  billingTrigger,
  customerInvoice,
  payment,
  stockConsumption,
  requisition,
] as readonly Flow[];

/** A flow as the gateway's `configuration` and the catalogue route show it. */
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

/** Returns the catalogue's entry of a flow. */
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

/** The entries of all flows, as the sidecar reports them to Odoo. */
export const catalogue: readonly CatalogueEntry[] = flows.map(catalogueEntry);
