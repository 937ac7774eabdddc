import type { Decimal } from "decimal.js";
import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { Term } from "../../terms/term.ts";
import type { Guard, Link, OdooRecord, ReadRequest, Snapshot } from "../flow.ts";
import { day, decimal, records, reference, requiredText, text } from "./snapshot.ts";
import { say } from "./terms.ts";

/** A customer invoice in Odoo that the billing system issued. Amounts are in the invoice currency. */
export type BilledInvoice = {
  readonly id: number;
  readonly name: string | Term;
  readonly state: "draft" | "posted" | "cancel";
  /** Whether the invoice has been reversed completely by a credit note. */
  readonly reversed: boolean;
  readonly partnerId: number | null;
  readonly currencyId: number | null;
  readonly date: string | null;
  readonly dueDate: string | null;
  readonly total: Decimal;
  readonly tax: Decimal;
  /** The amount that the payer still owes. */
  readonly open: Decimal;
};

/**
 * Returns the aggregate of the customer invoice with this number. Documents that refer to an invoice that has not arrived wait
 * for this aggregate.
 */
export function customerInvoiceAggregate(connection: ConnectionProfile, number: string): string {
  return `customer-invoice/${connection.code}/${number}`;
}

/** Returns the read request "invoices" for the invoice, in any state, that the billing system issued under this number. */
export function billedInvoiceRead(number: string, connection: ConnectionProfile): ReadRequest {
  return {
    model: "account.move",
    domain: [
      ["move_type", "=", "out_invoice"],
      ["company_id", "=", connection.companyId],
      ["suture_billing_number", "=", number],
    ],
    fields: [
      "id",
      "name",
      "state",
      "payment_state",
      "partner_id",
      "currency_id",
      "invoice_date",
      "invoice_date_due",
      "amount_total",
      "amount_tax",
      "amount_residual",
    ],
  };
}

/** Returns the invoice found by the read "invoices", or null if there is none. Odoo has at most one per number. */
export function readBilledInvoice(snapshot: Snapshot): BilledInvoice | null {
  const [record] = records(snapshot, "invoices");
  return record === undefined ? null : invoiceFrom(record);
}

function invoiceFrom(record: OdooRecord): BilledInvoice {
  return {
    id: record.id,
    name: text(record, "name") ?? say("draft-invoice"),
    state: requiredText(record, "state") as BilledInvoice["state"],
    reversed: record.payment_state === "reversed",
    partnerId: reference(record, "partner_id"),
    currencyId: reference(record, "currency_id"),
    date: day(record, "invoice_date"),
    dueDate: day(record, "invoice_date_due"),
    total: decimal(record, "amount_total"),
    tax: decimal(record, "amount_tax"),
    open: decimal(record, "amount_residual"),
  };
}

/** Returns the link that opens an invoice. */
export function invoiceLink({ id }: BilledInvoice): Link {
  return { model: "account.move", id };
}

/** Returns the guards for a plan that depends on the state and the open amount of an invoice. */
export function invoiceGuards({ id, state, open }: BilledInvoice): Guard[] {
  return [
    { model: "account.move", id, field: "state", equals: state },
    { model: "account.move", id, field: "amount_residual", equals: open.toNumber() },
  ];
}
