import { z } from "zod";
import type { Flow, FlowInput, OutboxTrigger } from "../../flow.ts";
import { orderAggregate } from "../purchase-order-aggregate.ts";
import { purchaseOrderReads } from "../purchase-order-reads.ts";
import { sentLinesRead } from "../sent-order.ts";
import { deliveryReads } from "./delivery-address.ts";
import { planOrderDispatch } from "./plan.ts";

const orderDispatchPolicy = z.strictObject({});

/** Sends a purchase order to the vendor after it has been confirmed in Odoo. */
export const orderDispatch: Flow<OutboxTrigger, z.infer<typeof orderDispatchPolicy>> = {
  code: "order-dispatch",
  name: "Order dispatch",
  description: "Sends a purchase order to the vendor when it is confirmed in Odoo.",
  kinds: ["edi"],
  version: 1,
  direction: "outbound",
  documentType: "Order",
  owner: "Purchasing",
  systemOfRecord: "odoo",
  timing: "real-time",
  lane: "critical",
  serviceLevelSeconds: 60,
  sensitivity: "business",
  retentionDays: 2555,
  history: true, // earlier dispatches determine whether this one is a duplicate or a replacement
  policy: orderDispatchPolicy,
  accepts: (input: FlowInput): input is OutboxTrigger =>
    input.type === "OutboxTrigger" && input.event === "order.confirmed" && input.model === "purchase.order",
  aggregate: (trigger, connection) => orderAggregate(connection, trigger.number),
  documentNumber: (trigger) => trigger.number,
  reads: (trigger, connection) => ({
    ...purchaseOrderReads({ id: trigger.id }, connection),
    ...deliveryReads(connection),
    companies: { model: "res.company", domain: [["id", "=", connection.companyId]], fields: ["id", "name"] },
    sent_lines: sentLinesRead(trigger.number, connection),
    currencies: { model: "res.currency", domain: [], fields: ["id", "name", "decimal_places"] },
  }),
  plan: planOrderDispatch,
};
