import type { CustomerInvoiceVoid } from "../../../documents/customer-invoice-void.ts";
import type { Finding, Plan, PlanContext, Snapshot } from "../../flow.ts";
import { forPerson, readablePrice } from "../../kit/findings.ts";
import { waitBehind } from "../../kit/waiting.ts";
import {
  type BilledInvoice,
  customerInvoiceAggregate,
  invoiceGuards,
  invoiceLink,
  readBilledInvoice,
} from "../billed-invoice.ts";
import type { CustomerInvoicePolicy } from "./policy.ts";

/** Decides what becomes of a withdrawal: it waits for its invoice, and takes it back once. */
export function planVoid(
  document: CustomerInvoiceVoid,
  snapshot: Snapshot,
  { connection, policy }: PlanContext<CustomerInvoicePolicy>,
): Plan {
  const invoice = readBilledInvoice(snapshot);
  if (invoice === null) {
    const text = `Invoice ${document.id}, which is withdrawn, is not here yet.`;
    return waitBehind(customerInvoiceAggregate(connection, document.id), text, policy);
  }
  if (invoice.reversed || invoice.state === "cancel") return withdrawnAlready(invoice);
  if (invoice.state === "draft") return notPosted(invoice);
  return takeBack(document, invoice);
}

function takeBack(document: CustomerInvoiceVoid, invoice: BilledInvoice): Plan {
  return {
    operations: [
      {
        op: "do",
        verb: "void_customer_invoice",
        ref: "reversal",
        arguments: { invoice_id: invoice.id, date: document.date, reason: document.reason },
      },
    ],
    guards: invoiceGuards(invoice),
    links: [invoiceLink(invoice), { ref: "reversal" }],
    note: `Invoice ${document.id} withdrawn (${document.reason}): reversed as of ${document.date}.`,
    changes: paidBefore(invoice),
  };
}

/** What was paid on it is the payer's credit until billing tells of its refund. */
function paidBefore({ total, open }: BilledInvoice): Finding[] {
  const paid = total.minus(open);
  if (!paid.gt(0)) return [];
  const ours = readablePrice(paid);
  const text = `${ours} paid before stay as the payer's credit until they are refunded.`;
  return [{ code: "PAYMENT_OVER", field: "amount", ours, text }];
}

function withdrawnAlready(invoice: BilledInvoice): Plan {
  return {
    operations: [],
    links: [invoiceLink(invoice)],
    note: `${invoice.name} is withdrawn already. Nothing was posted.`,
  };
}

function notPosted(invoice: BilledInvoice): Plan {
  const text = `${invoice.name} was set back to draft in Odoo: there is nothing posted to withdraw.`;
  return forPerson(
    [{ code: "INVOICE_UNMATCHED", field: "state", ours: invoice.state, text }],
    [invoiceLink(invoice)],
    "Post the invoice and try again, or cancel it and dismiss this.",
  );
}
