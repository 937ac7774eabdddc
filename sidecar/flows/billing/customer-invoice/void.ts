import type { CustomerInvoiceVoid } from "../../../documents/customer-invoice-void.ts";
import type { Finding, Plan, PlanContext, Snapshot } from "../../flow.ts";
import {
  type BilledInvoice,
  customerInvoiceAggregate,
  invoiceGuards,
  invoiceLink,
  readBilledInvoice,
} from "../../kit/billed-invoice.ts";
import { exceptionPlan } from "../../kit/findings.ts";
import { readablePrice, unitPrice } from "../../kit/readable.ts";
import { waitBehind } from "../../kit/waiting.ts";
import type { CustomerInvoicePolicy } from "./policy.ts";
import { say } from "./terms.ts";

/**
 * Plans the withdrawal of an invoice. The plan waits if the invoice has not arrived, reverses a posted invoice, and changes
 * nothing if the invoice is already reversed or cancelled. A draft invoice becomes an exception.
 */
export function planVoid(
  document: CustomerInvoiceVoid,
  snapshot: Snapshot,
  { connection, policy }: PlanContext<CustomerInvoicePolicy>,
): Plan {
  const invoice = readBilledInvoice(snapshot);
  if (invoice === null) {
    const text = say("withdrawn-before-issue", { number: document.id });
    return waitBehind(customerInvoiceAggregate(connection, document.id), text, policy);
  }
  if (invoice.reversed || invoice.state === "cancel") return withdrawnAlready(invoice);
  if (invoice.state === "draft") return notPosted(invoice);
  return reverse(document, invoice);
}

function reverse({ id, date, reason }: CustomerInvoiceVoid, invoice: BilledInvoice): Plan {
  return {
    operations: [
      {
        op: "do",
        verb: "void_customer_invoice",
        ref: "reversal",
        arguments: { invoice_id: invoice.id, date, reason },
      },
    ],
    guards: invoiceGuards(invoice),
    links: [invoiceLink(invoice), { ref: "reversal" }],
    note: say("reversed", { number: id, reason, date: { date } }),
    changes: paidBefore(invoice),
  };
}

/**
 * Returns a finding with the amount already paid on the invoice, or an empty list if nothing was paid. The amount remains as a
 * credit of the payer until the billing system reports its refund.
 */
function paidBefore({ total, open }: BilledInvoice): Finding[] {
  const paid = total.minus(open);
  if (!paid.gt(0)) return [];
  const text = say("paid-before", { paid: unitPrice(paid) });
  return [{ code: "PAYMENT_OVER", field: "amount", ours: readablePrice(paid), text }];
}

function withdrawnAlready(invoice: BilledInvoice): Plan {
  return {
    operations: [],
    links: [invoiceLink(invoice)],
    note: say("withdrawn-already", { invoice: invoice.name }),
  };
}

function notPosted(invoice: BilledInvoice): Plan {
  const text = say("not-posted", { invoice: invoice.name });
  return exceptionPlan(
    [{ code: "INVOICE_UNMATCHED", field: "state", ours: invoice.state, text }],
    [invoiceLink(invoice)],
    say("suggest-posting"),
  );
}
