import type { ConnectionProfile } from "../../../documents/connection-profile.ts";
import type { Invoice } from "../../../documents/invoice.ts";
import type { Finding, Link, ReadRequest, Snapshot } from "../../flow.ts";
import { day, records, text } from "../../kit/snapshot.ts";

/** Gives the read of bills and refunds of this supplier with this number that are not cancelled. */
export function billRead(invoice: Invoice, connection: ConnectionProfile): ReadRequest {
  return {
    model: "account.move",
    domain: [
      ["move_type", "in", ["in_invoice", "in_refund"]],
      ["state", "!=", "cancel"],
      ["company_id", "=", connection.companyId],
      ["partner_id", "child_of", connection.partnerId ?? 0],
      ["ref", "=ilike", invoice.id],
    ],
    fields: ["id", "name", "ref", "state", "invoice_date"],
  };
}

/**
 * Gives the finding for an invoice that is in Odoo already: same supplier, number and year. A bill without a date
 * counts for every year. The number is compared here once more: in the read, "_" and "%" of a number stand for others.
 */
export function duplicate(
  invoice: Invoice,
  snapshot: Snapshot,
): { readonly finding: Finding; readonly link: Link } | null {
  const found = records(snapshot, "bills").find((bill) => {
    const year = day(bill, "invoice_date")?.slice(0, 4) ?? null;
    const sameYear = year === null || year === invoice.issueDate.slice(0, 4);
    return sameYear && normal(text(bill, "ref") ?? "") === normal(invoice.id);
  });
  if (found === undefined) return null;
  const name = text(found, "name");
  const ours = name === null || name === "/" ? "a draft bill" : name;
  const sentence = `Invoice ${invoice.id} of this supplier is in Odoo already, as ${ours}.`;
  return {
    finding: { code: "INVOICE_DUPLICATE", field: "number", ours, theirs: invoice.id, text: sentence },
    link: { model: "account.move", id: found.id },
  };
}

function normal(number: string): string {
  return number.trim().toUpperCase();
}
