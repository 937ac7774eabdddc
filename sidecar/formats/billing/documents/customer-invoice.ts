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

/** The code for one piece in UN/ECE Recommendation 20. */
const PIECE = "C62";

/** Converts the data of `invoice.issued` to a customer invoice. A tax total of zero yields no tax entry. */
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

/**
 * Converts one line, without its charge code. Fields are copied one by one, so that a member that is added to the event schema is
 * not passed on unless it is also added here.
 */
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

/** Converts the data of `invoice.voided` to the document that withdraws the invoice. */
export function customerInvoiceVoidFrom(data: InvoiceVoidedData): CustomerInvoiceVoid {
  return { type: "CustomerInvoiceVoid", id: data.number, date: data.date, reason: data.reason };
}
