import { acknowledgementDocument } from "./acknowledgement.ts";
import { applicationAdviceDocument } from "./application-advice.ts";
import { catalogueDocument } from "./catalogue.ts";
import { customerInvoiceDocument } from "./customer-invoice.ts";
import { customerInvoiceVoidDocument } from "./customer-invoice-void.ts";
import type { DocumentDeclaration } from "./declaration.ts";
import { despatchAdviceDocument } from "./despatch-advice.ts";
import { encounterDocument } from "./encounter.ts";
import { inventoryReportDocument } from "./inventory-report.ts";
import { invoiceDocument } from "./invoice.ts";
import { orderDocument } from "./order.ts";
import { orderChangeDocument } from "./order-change.ts";
import { orderResponseDocument } from "./order-response.ts";
import { paymentDocument } from "./payment.ts";
import { receiptAdviceDocument } from "./receipt-advice.ts";
import { remittanceAdviceDocument } from "./remittance-advice.ts";
import { requisitionDocument } from "./requisition.ts";
import { stockMovementDocument } from "./stock-movement.ts";

/** The declarations of all document types, from which the catalogue is generated. */
export const documentTypes: readonly DocumentDeclaration[] = [
  orderDocument,
  orderChangeDocument,
  orderResponseDocument,
  invoiceDocument,
  acknowledgementDocument,
  stockMovementDocument,
  encounterDocument,
  customerInvoiceDocument,
  customerInvoiceVoidDocument,
  paymentDocument,
  requisitionDocument,
  despatchAdviceDocument,
  receiptAdviceDocument,
  remittanceAdviceDocument,
  catalogueDocument,
  inventoryReportDocument,
  applicationAdviceDocument,
];

const labels = new Map(documentTypes.map(({ schema, label }) => [schema.shape.type.value, label]));

/** Returns a document type as a parameter of a term, with its English label. The label of an unknown type is its code. */
export const documentEntry = (type: string) =>
  ({ entry: "document", code: type, label: labels.get(type) ?? type }) as const;
