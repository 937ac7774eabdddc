import { z } from "zod";
import { acknowledgement } from "./acknowledgement.ts";
import { customerInvoice } from "./customer-invoice.ts";
import { customerInvoiceVoid } from "./customer-invoice-void.ts";
import { encounter } from "./encounter.ts";
import { invoice } from "./invoice.ts";
import { order } from "./order.ts";
import { orderResponse } from "./order-response.ts";
import { payment } from "./payment.ts";
import { requisition } from "./requisition.ts";
import { stockMovement } from "./stock-movement.ts";

/** Any canonical document, distinguished by `type`. Version v1. */
export const canonicalDocument = z.discriminatedUnion("type", [
  order,
  orderResponse,
  invoice,
  acknowledgement,
  stockMovement,
  encounter,
  customerInvoice,
  customerInvoiceVoid,
  payment,
  requisition,
]);
export type CanonicalDocument = z.infer<typeof canonicalDocument>;
export type DocumentType = CanonicalDocument["type"];

/** Returns the document type as used in event names: "OrderResponse" is "order-response". */
export function documentWord(type: string): string {
  return type.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();
}
