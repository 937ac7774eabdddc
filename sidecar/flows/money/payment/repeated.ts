import type { Payment } from "../../../documents/payment.ts";
import { type BilledInvoice, invoiceLink, readableAmount } from "../../billing/billed-invoice.ts";
import type { Plan, Snapshot } from "../../flow.ts";
import { decimalsOf } from "../../kit/cents.ts";
import { forPerson } from "../../kit/findings.ts";
import { records } from "../../kit/snapshot.ts";
import { paymentLink, type Registered } from "./registered.ts";

/**
 * Gives the plan of a payment or refund whose number is registered already: nothing more when it is the same one, told
 * by another publisher; a person when it is of another amount, currency or invoice.
 */
export function planRepeated(
  document: Payment,
  known: Registered,
  invoice: BilledInvoice | null,
  snapshot: Snapshot,
): Plan {
  const links = [...(invoice === null ? [] : [invoiceLink(invoice)]), paymentLink(known)];
  if (!isSame(document, known, invoice, snapshot)) {
    const what = document.kind === "payment" ? "Payment" : "Refund";
    const decimals = decimalsOf(snapshot, document.currency);
    const theirs = readableAmount(document.amount, document.currency, decimals);
    const ours = known.amount.toFixed(decimals);
    const text = `${what} ${document.id} of ${theirs} for invoice ${document.invoiceReference}: under this number ${ours} are registered, as ${known.name}.`;
    return forPerson(
      [{ code: "DUPLICATE_CONTENT_DIFFERS", field: "amount", ours, theirs: document.amount, text }],
      links,
    );
  }
  const since = known.stands ? "" : " and cancelled in Odoo since";
  return {
    operations: [],
    links,
    note: `Told of once more; it is registered already, as ${known.name}${since}. Nothing was posted.`,
  };
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

/** Says whether a record's currency is the one that the document states (read "currencies"). */
export function inCurrency(currencyId: number | null, snapshot: Snapshot): boolean {
  return records(snapshot, "currencies").some(({ id }) => id === currencyId);
}
