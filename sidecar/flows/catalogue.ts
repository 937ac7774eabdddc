import { billingTrigger } from "./billing/billing-trigger/flow.ts";
import { customerInvoice } from "./billing/customer-invoice/flow.ts";
import { encounterCompleted } from "./billing/encounter-completed/flow.ts";
import { type CatalogueEntry, catalogueEntry } from "./catalogue-entry.ts";
import type { Flow } from "./flow.ts";
import { payment } from "./money/payment/flow.ts";
import { acknowledgement } from "./purchasing/acknowledgement/flow.ts";
import { orderChange } from "./purchasing/order-change/flow.ts";
import { orderDispatch } from "./purchasing/order-dispatch/flow.ts";
import { orderResponse } from "./purchasing/order-response/flow.ts";
import { requisition } from "./purchasing/requisition/flow.ts";
import { vendorInvoice } from "./purchasing/vendor-invoice/flow.ts";
import { stockConsumption } from "./stock/stock-consumption/flow.ts";

/** All flows. To add one, create its folder and add it to this list. */
export const flows: readonly Flow[] = [
  orderDispatch,
  orderChange,
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

/** The catalogue entries of all flows in `flows`, which the sidecar sends to Odoo. */
export const catalogue: readonly CatalogueEntry[] = flows.map(catalogueEntry);
