import { Decimal } from "decimal.js";
import type { ConnectionProfile } from "../../../documents/connection-profile.ts";
import type { CustomerInvoice } from "../../../documents/customer-invoice.ts";
import type { OdooRecord, ReadRequest, Snapshot } from "../../flow.ts";
import { taxTotal } from "../../kit/amounts.ts";
import type { BilledInvoice } from "../../kit/billed-invoice.ts";
import { inCurrency } from "../../kit/currencies.ts";
import { decimal, records, reference } from "../../kit/snapshot.ts";
import type { PostedLine } from "./invoice-lines.ts";

/**
 * Returns the read request "invoice_lines" for the product lines of the customer invoice that the billing system issued under
 * this number.
 */
export function billedLinesRead(number: string, connection: ConnectionProfile): ReadRequest {
  return {
    model: "account.move.line",
    domain: [
      ["move_id.suture_billing_number", "=", number],
      ["move_id.move_type", "=", "out_invoice"],
      ["company_id", "=", connection.companyId],
      ["display_type", "=", "product"],
    ],
    fields: ["id", "account_id", "price_subtotal", "analytic_distribution"],
    limit: 2000,
  };
}

/**
 * Returns whether the invoice in Odoo (`known`) has the same content as the document: payer, dates, currency, total, tax, and the
 * amount, account and department of each line. Line descriptions may differ, because another publisher may word them differently.
 */
export function sameInvoice(
  known: BilledInvoice,
  invoice: CustomerInvoice,
  wanted: { readonly partnerId: number; readonly lines: readonly PostedLine[] },
  snapshot: Snapshot,
): boolean {
  return (
    known.partnerId === wanted.partnerId &&
    known.date === invoice.issueDate &&
    (invoice.dueDate === undefined || known.dueDate === invoice.dueDate) &&
    inCurrency(known.currencyId, snapshot) &&
    known.total.eq(invoice.total) &&
    known.tax.eq(taxTotal(invoice)) &&
    sameLines(records(snapshot, "invoice_lines"), wanted.lines)
  );
}

function sameLines(held: readonly OdooRecord[], wanted: readonly PostedLine[]): boolean {
  const ours = held.map((line) => {
    const [analytic, ...others] = Object.keys(line.analytic_distribution ?? {});
    const department = others.length === 0 ? (analytic ?? "") : "several";
    return `${reference(line, "account_id")} ${department} ${decimal(line, "price_subtotal").toFixed()}`;
  });
  const theirs = wanted.map(
    (line) => `${line.account_id} ${line.analytic_account_id} ${new Decimal(line.amount).toFixed()}`,
  );
  return ours.sort().join("\n") === theirs.sort().join("\n");
}
