import type { ConnectionProfile } from "../../../documents/connection-profile.ts";
import type { Invoice } from "../../../documents/invoice.ts";
import type { Finding, Link, ReadRequest, Snapshot } from "../../flow.ts";
import { day, records, text } from "../../kit/snapshot.ts";
import { say } from "./terms.ts";

/** Returns the read request "bills" for the vendor's bills and refunds with this number that are not cancelled. */
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
 * Returns the finding for an invoice that already exists in Odoo (same vendor, number and year) with a link to its bill, or null
 * if it does not exist. A bill without a date matches any year. The number is compared again here, because "_" and "%" are
 * wildcards in the read.
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
  return {
    finding: inOdooAlready(invoice.id, text(found, "name")),
    link: { model: "account.move", id: found.id },
  };
}

/**
 * Returns the finding for an invoice that already exists as a bill. `bill` is the name of the bill. The name of a draft is null
 * or "/".
 */
function inOdooAlready(number: string, bill: string | null): Finding {
  const finding = { code: "INVOICE_DUPLICATE" as const, field: "number", theirs: number };
  return bill === null || bill === "/"
    ? { ...finding, text: say("in-odoo-already-as-draft", { number }) }
    : { ...finding, ours: bill, text: say("in-odoo-already", { number, bill }) };
}

function normal(number: string): string {
  return number.trim().toUpperCase();
}
