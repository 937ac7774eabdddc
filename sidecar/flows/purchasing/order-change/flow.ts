import type { ConnectionProfile } from "../../../documents/connection-profile.ts";
import type { Flow, FlowInput, OutboxTrigger, ReadRequest } from "../../flow.ts";
import { eitherActive, most } from "../../kit/item-reads.ts";
import { deliveryReads } from "../order-dispatch/delivery-address.ts";
import { orderAggregate } from "../purchase-order-aggregate.ts";
import { purchaseOrderReads } from "../purchase-order-reads.ts";
import { planOrderChange } from "./plan.ts";
import { type OrderChangePolicy, orderChangePolicy } from "./policy.ts";
import { productsNamed } from "./request.ts";

/** Sends a change to an order that the vendor has received already, or its cancellation. */
export const orderChange: Flow<OutboxTrigger, OrderChangePolicy> = {
  code: "order-change",
  name: "Order change",
  description: "Sends the vendor a change to an order that was sent already, or its cancellation.",
  kinds: ["edi"],
  version: 1,
  direction: "outbound",
  documentType: "OrderChange",
  owner: "Purchasing",
  systemOfRecord: "odoo",
  timing: "real-time",
  lane: "critical",
  serviceLevelSeconds: 60,
  sensitivity: "business",
  retentionDays: 2555,
  history: true, // the order must have been sent, and the address that was sent tells whether it changes
  policy: orderChangePolicy,
  accepts: (input: FlowInput): input is OutboxTrigger =>
    input.type === "OutboxTrigger" && input.event === "order.changed" && input.model === "purchase.order",
  aggregate: (trigger, connection) => orderAggregate(connection, trigger.number),
  documentNumber: (trigger) => trigger.number,
  reads: (trigger, connection) => ({
    ...purchaseOrderReads({ id: trigger.id }, connection),
    ...namedProducts(productsNamed(trigger), connection),
    ...deliveryReads(connection),
    companies: { model: "res.company", domain: [["id", "=", connection.companyId]], fields: ["id", "name"] },
  }),
  plan: planOrderChange,
};

/**
 * Returns the read requests for the products of the lines before and after the change. The order may no longer contain all of
 * them.
 */
function namedProducts(
  ids: readonly number[],
  connection: ConnectionProfile,
): Readonly<Record<string, ReadRequest>> {
  return {
    named_products: {
      model: "product.product",
      domain: [...eitherActive, ["id", "in", ids]],
      fields: ["id", "product_tmpl_id", "default_code", "barcode", "name", "uom_id", "uom_ids"],
      limit: most,
    },
    named_packs: {
      model: "product.uom",
      domain: [["product_id", "in", ids]],
      fields: ["id", "product_id", "uom_id", "barcode"],
      limit: most,
    },
    named_supplier_items: {
      model: "product.supplierinfo",
      domain: [
        ["partner_id", "child_of", connection.partnerId ?? 0],
        ["product_code", "!=", false],
        ["product_tmpl_id.product_variant_ids", "in", ids],
      ],
      fields: ["id", "product_id", "product_tmpl_id", "product_code", "product_uom_id"],
      order: "sequence, id",
      limit: most,
    },
  };
}
