import { z } from "zod";
import { acknowledgement } from "./acknowledgement.ts";
import { applicationAdvice } from "./application-advice.ts";
import { catalogue } from "./catalogue.ts";
import { customerInvoice } from "./customer-invoice.ts";
import { customerInvoiceVoid } from "./customer-invoice-void.ts";
import { despatchAdvice } from "./despatch-advice.ts";
import { encounter } from "./encounter.ts";
import { inventoryReport } from "./inventory-report.ts";
import { invoice } from "./invoice.ts";
import { order } from "./order.ts";
import { orderChange } from "./order-change.ts";
import { orderResponse } from "./order-response.ts";
import { payment } from "./payment.ts";
import { receiptAdvice } from "./receipt-advice.ts";
import { remittanceAdvice } from "./remittance-advice.ts";
import { requisition } from "./requisition.ts";
import { stockMovement } from "./stock-movement.ts";

/** A canonical document of any type, distinguished by `type`. This is version v1 of the vocabulary, as in event names. */
export const canonicalDocument = z.discriminatedUnion("type", [
  order,
  orderChange,
  orderResponse,
  invoice,
  acknowledgement,
  stockMovement,
  encounter,
  customerInvoice,
  customerInvoiceVoid,
  payment,
  requisition,
  despatchAdvice,
  receiptAdvice,
  remittanceAdvice,
  catalogue,
  inventoryReport,
  applicationAdvice,
]);
export type CanonicalDocument = z.infer<typeof canonicalDocument>;
export type DocumentType = CanonicalDocument["type"];

/** Converts a document type to the form used in event names: "OrderResponse" to "order-response". */
export function documentWord(type: string): string {
  return type.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();
}
