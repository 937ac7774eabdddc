import type { OrderResponse } from "../../../documents/order-response.ts";
import type { Flow, FlowInput } from "../../flow.ts";
import { unitWords } from "../../kit/units.ts";
import { orderAggregate } from "../purchase-order-aggregate.ts";
import {
  crosswalkRead,
  currencyRead,
  identifierValues,
  purchaseOrderReads,
} from "../purchase-order-reads.ts";
import { planOrderResponse } from "./plan.ts";
import { type OrderResponsePolicy, orderResponsePolicy } from "./policy.ts";

/** The supplier's answer to our order: what it promises is written on the purchase order where policy allows. */
export const orderResponse: Flow<OrderResponse, OrderResponsePolicy> = {
  code: "order-response",
  name: "Order response",
  description: "A supplier's answer to a purchase order: dates, quantities and prices of its lines.",
  version: 1,
  direction: "inbound",
  documentType: "OrderResponse",
  owner: "Purchasing",
  systemOfRecord: "partner",
  timing: "real-time",
  lane: "standard",
  serviceLevelSeconds: 60,
  sensitivity: "business",
  retentionDays: 2555,
  policy: orderResponsePolicy,
  accepts: (input: FlowInput): input is OrderResponse => input.type === "OrderResponse",
  aggregate: (document, connection) => orderAggregate(connection, document.orderReference),
  documentNumber: (document) => document.orderReference,
  reads: (document, connection) => ({
    ...purchaseOrderReads({ names: [document.orderReference] }, connection),
    crosswalk: crosswalkRead(crosswalkValues(document), connection),
    currencies: currencyRead(document.currency ?? connection.currency),
  }),
  plan: planOrderResponse,
};

/** Everything the document calls by the partner's own words: items, substitutes and units. */
function crosswalkValues(document: OrderResponse): string[] {
  const lines = document.lines;
  const units = lines.flatMap((line) => [
    line.quantity,
    line.price?.baseQuantity,
    ...line.parts.flatMap((part) => [part.quantity, part.price?.baseQuantity]),
  ]);
  return [
    ...identifierValues(lines.map(({ item }) => item)),
    ...units.flatMap((quantity) => (quantity === undefined ? [] : unitWords(quantity.unit))),
  ];
}
