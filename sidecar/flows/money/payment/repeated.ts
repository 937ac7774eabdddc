import type { Payment } from "../../../documents/payment.ts";
import type { Plan, Snapshot } from "../../flow.ts";
import { type BilledInvoice, invoiceLink } from "../../kit/billed-invoice.ts";
import { decimalsOf, inCurrency } from "../../kit/currencies.ts";
import { exceptionPlan } from "../../kit/findings.ts";
import { money } from "../../kit/readable.ts";
import { paymentLink, type Registered } from "./registered.ts";
import { say } from "./terms.ts";

/**
 * Plans a payment or refund whose number is already registered in Odoo. If amount, currency and invoice are the same, because
 * another publisher has sent the same payment, nothing changes. Otherwise, it becomes an exception.
 */
export function planRepeated(
  document: Payment,
  known: Registered,
  invoice: BilledInvoice | null,
  snapshot: Snapshot,
): Plan {
  const links = [...(invoice === null ? [] : [invoiceLink(invoice)]), paymentLink(known)];
  if (!isSame(document, known, invoice, snapshot)) {
    const decimals = decimalsOf(snapshot, document.currency);
    const ours = known.amount.toFixed(decimals);
    const text = say(document.kind === "payment" ? "payment-differs" : "refund-differs", {
      number: document.id,
      theirs: money(document.amount, document.currency, decimals),
      invoice: document.invoiceReference,
      ours: { amount: ours },
      registered: known.name,
    });
    return exceptionPlan(
      [{ code: "DUPLICATE_CONTENT_DIFFERS", field: "amount", ours, theirs: document.amount, text }],
      links,
    );
  }
  const note = say(known.stands ? "repeated" : "repeated-after-cancellation", { registered: known.name });
  return { operations: [], links, note };
}

function isSame(
  document: Payment,
  known: Registered,
  invoice: BilledInvoice | null,
  snapshot: Snapshot,
): boolean {
  return (
    known.amount.eq(document.amount) &&
    inCurrency(known.currencyId, snapshot) &&
    invoice !== null &&
    known.invoiceIds.includes(invoice.id)
  );
}
