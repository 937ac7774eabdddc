import { Decimal } from "decimal.js";
import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { Guard, Link, OdooRecord, ReadRequest, Snapshot } from "../flow.ts";
import { day, decimal, records, reference, requiredText, text } from "../kit/snapshot.ts";

/** A customer invoice in Odoo that the billing system issued. Amounts in the invoice's currency. */
export type BilledInvoice = {
  readonly id: number;
  readonly name: string;
  readonly state: "draft" | "posted" | "cancel";
  /** Taken back by a credit note as a whole. */
  readonly reversed: boolean;
  readonly partnerId: number | null;
  readonly currencyId: number | null;
  readonly date: string | null;
  readonly dueDate: string | null;
  readonly total: Decimal;
  readonly tax: Decimal;
  /** What the payer still owes. */
  readonly open: Decimal;
};

/** Gives the key under which everything that issues one customer invoice stays in its order of arrival. */
export function customerInvoiceAggregate(connection: ConnectionProfile, number: string): string {
  return `customer-invoice/${connection.code}/${number}`;
}

/** Gives the read "invoices": the invoice that billing issued under this number, whatever became of it. */
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

/** Gives the invoice of the read "invoices", or null: there is at most one of a number. */
export function readBilledInvoice(snapshot: Snapshot): BilledInvoice | null {
  const [record] = records(snapshot, "invoices");
  return record === undefined ? null : invoiceFrom(record);
}

function invoiceFrom(record: OdooRecord): BilledInvoice {
  return {
    id: record.id,
    name: text(record, "name") ?? "a draft",
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

/** Gives the link to an invoice. */
export function invoiceLink({ id }: BilledInvoice): Link {
  return { model: "account.move", id };
}

/** Gives the guards of a plan that stands on what an invoice is and on what of it is open. */
export function invoiceGuards({ id, state, open }: BilledInvoice): Guard[] {
  return [
    { model: "account.move", id, field: "state", equals: state },
    { model: "account.move", id, field: "amount_residual", equals: open.toNumber() },
  ];
}

/** Gives an amount for reading, with the decimals of its currency: "250.00 USD". */
export function readableAmount(amount: Decimal | string, currency: string, decimals: number): string {
  return `${new Decimal(amount).toFixed(decimals)} ${currency}`;
}
