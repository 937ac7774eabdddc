import type { OrderResponse, OrderResponseLine } from "../../../documents/order-response.ts";
import type { Flow, FlowInput } from "../../flow.ts";
import { crosswalkRead } from "../../kit/crosswalk.ts";
import { currencyRead } from "../../kit/currencies.ts";
import { identifierValues } from "../../kit/item-reads.ts";
import { itemUnitValues } from "../../kit/item-units.ts";
import { unitWords } from "../../kit/unit-codes.ts";
import { orderAggregate } from "../purchase-order-aggregate.ts";
import { purchaseOrderReads } from "../purchase-order-reads.ts";
import { sentLinesRead } from "../sent-order.ts";
import { planOrderResponse } from "./plan.ts";
import { type OrderResponsePolicy, orderResponsePolicy } from "./policy.ts";

/** Applies a vendor's order response to the purchase order. Differences beyond the limits of the policy become an exception. */
export const orderResponse: Flow<OrderResponse, OrderResponsePolicy> = {
  code: "order-response",
  name: "Order response",
  description: "Updates the dates, quantities and prices of a purchase order from the vendor's response.",
  kinds: ["edi"],
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
    sent_lines: sentLinesRead(document.orderReference, connection),
    crosswalk: crosswalkRead(crosswalkValues(document), connection),
    currencies: currencyRead(document.currency ?? connection.currency),
  }),
  plan: planOrderResponse,
};

/** Returns the values to look up in the crosswalk: the identifiers of the items and the codes of the units. */
function crosswalkValues(document: OrderResponse): string[] {
  return [
    ...identifierValues(document.lines.map(({ item }) => item)),
    ...document.lines.flatMap((line) => {
      const codes = unitsIn(line);
      return [...codes.flatMap(unitWords), ...itemUnitValues(line.item.ids, codes)];
    }),
  ];
}

function unitsIn(line: OrderResponseLine): string[] {
  const parts = line.parts.flatMap((part) => [part.quantity, part.price?.baseQuantity]);
  const stated = [line.quantity, line.price?.baseQuantity, ...parts];
  return [...new Set(stated.flatMap((quantity) => quantity?.unit ?? []))];
}
