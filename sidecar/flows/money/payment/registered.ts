import type { Decimal } from "decimal.js";
import type { ConnectionProfile } from "../../../documents/connection-profile.ts";
import type { Payment } from "../../../documents/payment.ts";
import type { Term } from "../../../terms/term.ts";
import type { Link, OdooRecord, ReadRequest, Snapshot } from "../../flow.ts";
import { decimal, records, reference, references, requiredText, text } from "../../kit/snapshot.ts";
import { say } from "./terms.ts";

/** A payment or refund registered in Odoo under the sender's number. The amount is in the currency of the payment. */
export type Registered = {
  readonly id: number;
  readonly name: string | Term;
  /** Whether the payment counts. A draft or cancelled payment does not, but its number remains in use. */
  readonly stands: boolean;
  readonly amount: Decimal;
  readonly currencyId: number | null;
  readonly invoiceIds: readonly number[];
};

const fields = ["id", "name", "state", "amount", "currency_id", "invoice_ids"] as const;

/**
 * Returns the read requests for registered payments. "registered" finds payments with the number of the document, from any
 * connection. For a refund, "refunded" finds the payment that it refunds, and "refunds" the earlier refunds of that payment.
 */
export function registeredReads(
  document: Payment,
  connection: ConnectionProfile,
): Readonly<Record<string, ReadRequest>> {
  const of = (type: "inbound" | "outbound", path: string, number: string): ReadRequest => ({
    model: "account.payment",
    domain: [
      ["company_id", "=", connection.companyId],
      ["payment_type", "=", type],
      [path, "=", number],
    ],
    fields,
  });
  const own = "suture_payment_reference";
  if (document.kind === "payment") return { registered: of("inbound", own, document.id) };
  const paid = document.paymentReference ?? "";
  return {
    registered: of("outbound", own, document.id),
    refunded: of("inbound", own, paid),
    refunds: of("outbound", `suture_refunded_payment_id.${own}`, paid),
  };
}

/** Returns the payments or refunds found by the read with this name. */
export function readRegistered(
  snapshot: Snapshot,
  name: "registered" | "refunded" | "refunds",
): readonly Registered[] {
  return records(snapshot, name).map(registeredFrom);
}

function registeredFrom(record: OdooRecord): Registered {
  return {
    id: record.id,
    name: text(record, "name") ?? say("draft-payment"),
    stands: ["in_process", "paid"].includes(requiredText(record, "state")),
    amount: decimal(record, "amount"),
    currencyId: reference(record, "currency_id"),
    invoiceIds: references(record, "invoice_ids"),
  };
}

/** Returns the link that opens a payment. */
export function paymentLink({ id }: Registered): Link {
  return { model: "account.payment", id };
}
