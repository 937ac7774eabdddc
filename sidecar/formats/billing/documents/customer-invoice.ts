import { Decimal } from "decimal.js";
import type {
  InvoiceIssuedData,
  InvoiceIssuedLine,
  InvoiceVoidedData,
} from "../../../codecs/billing/invoice.ts";
import type { CustomerInvoice, CustomerInvoiceLine } from "../../../documents/customer-invoice.ts";
import type { CustomerInvoiceVoid } from "../../../documents/customer-invoice-void.ts";
import type { Pseudonym } from "../../pseudonym.ts";
import { payerIdentifiers } from "./payer.ts";

/** UN/ECE Recommendation 20: one, a piece. */
const PIECE = "C62";

/** Returns the customer invoice of `invoice.issued`. A tax total of zero is no tax. */
export function customerInvoiceFrom(data: InvoiceIssuedData, pseudonym: Pseudonym): CustomerInvoice {
  return {
    type: "CustomerInvoice",
    id: data.number,
    issueDate: data.issueDate,
    ...(data.dueDate !== undefined && { dueDate: data.dueDate }),
    currency: data.currency,
    payer: payerIdentifiers(data.payer, pseudonym),
    ...(data.account !== undefined && { account: pseudonym("account", data.account) }),
    ...(data.encounter !== undefined && { encounter: pseudonym("encounter", data.encounter) }),
    lines: data.lines.map((line) => lineFrom(line, data.currency)),
    taxes: new Decimal(data.taxTotal).isZero() ? [] : [{ amount: data.taxTotal }],
    total: data.total,
  };
}

/** Field by field, so that a new member of an event reaches no document unless it is added here. */
function lineFrom(line: InvoiceIssuedLine, currency: string): CustomerInvoiceLine {
  return {
    id: line.id,
    department: [{ scheme: "department", id: line.department }],
    revenueAccount: line.revenueAccount,
    quantity: { value: line.quantity, unit: line.unit ?? PIECE },
    price: { amount: line.unitPrice, currency },
    amount: line.amount,
    ...(line.taxAmount !== undefined && { taxAmount: line.taxAmount }),
  };
}

/** Returns the withdrawal of `invoice.voided`. */
export function customerInvoiceVoidFrom(data: InvoiceVoidedData): CustomerInvoiceVoid {
  return { type: "CustomerInvoiceVoid", id: data.number, date: data.date, reason: data.reason };
}
