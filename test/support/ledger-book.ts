import type { OdooClient } from "../../dev/clients/odoo.ts";

/** A customer invoice in Odoo. Amounts are in cents, so that floats from Odoo can be compared exactly. */
export type BookedInvoice = {
  readonly id: number;
  readonly state: string;
  readonly payment_state: string;
  readonly integration_state: string;
  readonly payer: string;
  readonly total: number;
  readonly tax: number;
  readonly open: number;
};
export type BookedPayment = {
  readonly id: number;
  readonly number: string;
  readonly type: string;
  readonly amount: number;
  readonly moveId: number;
  readonly invoiceIds: readonly number[];
  readonly refundOf: string | null;
};
export type Entry = {
  readonly moveId: number;
  readonly account: string;
  readonly receivable: boolean;
  readonly debit: number;
  readonly credit: number;
};

export const cents = (amount: number | string): number => Math.round(Number(amount) * 100);

type Reference = readonly [number, string] | false;

/** Returns all customer invoices in Odoo that the billing system issued under these numbers, in order of the numbers. */
export async function bookedInvoices(
  odoo: OdooClient,
  numbers: readonly string[],
): Promise<(BookedInvoice & { readonly number: string })[]> {
  type Row = Record<"amount_total" | "amount_tax" | "amount_residual" | "id", number> &
    Record<"ref" | "state" | "payment_state" | "integration_state", string> & { partner_id: Reference };
  const fields = ["ref", "state", "payment_state", "integration_state", "partner_id"];
  const rows = await odoo.searchRead<Row>(
    "account.move",
    [
      ["ref", "in", numbers],
      ["move_type", "=", "out_invoice"],
    ],
    [...fields, "amount_total", "amount_tax", "amount_residual"],
    { order: "ref, id" },
  );
  return rows.map(({ ref, partner_id, amount_total, amount_tax, amount_residual, ...row }) => ({
    ...row,
    number: ref,
    payer: partner_id ? partner_id[1] : "",
    total: cents(amount_total),
    tax: cents(amount_tax),
    open: cents(amount_residual),
  }));
}

/** Returns all payments and refunds in Odoo with these numbers, in order of the numbers. */
export async function bookedPayments(odoo: OdooClient, numbers: readonly string[]): Promise<BookedPayment[]> {
  type Row = {
    id: number;
    payment_reference: string;
    payment_type: string;
    amount: number;
    move_id: Reference;
    invoice_ids: number[];
    suture_refunded_payment_id: Reference;
  };
  const rows = await odoo.searchRead<Row>(
    "account.payment",
    [["payment_reference", "in", numbers]],
    ["payment_reference", "payment_type", "amount", "move_id", "invoice_ids", "suture_refunded_payment_id"],
    { order: "payment_reference, id" },
  );
  const numbered = new Map(rows.map((row) => [row.id, row.payment_reference]));
  return rows.map((row) => ({
    id: row.id,
    number: row.payment_reference,
    type: row.payment_type,
    amount: cents(row.amount),
    moveId: row.move_id ? row.move_id[0] : 0,
    invoiceIds: row.invoice_ids,
    refundOf: row.suture_refunded_payment_id
      ? (numbered.get(row.suture_refunded_payment_id[0]) ?? "another")
      : null,
  }));
}

/** Returns the lines of the journal entries with these IDs, with the codes of their accounts. */
export async function entriesOf(odoo: OdooClient, moveIds: readonly number[]): Promise<Entry[]> {
  type Row = {
    move_id: [number, string];
    account_id: [number, string];
    account_type: string;
    debit: number;
    credit: number;
  };
  const rows = await odoo.searchRead<Row>(
    "account.move.line",
    [
      ["move_id", "in", moveIds],
      ["display_type", "not in", ["line_section", "line_note"]],
    ],
    ["move_id", "account_id", "account_type", "debit", "credit"],
  );
  const accounts = await odoo.searchRead<{ id: number; code: string }>(
    "account.account",
    [["id", "in", rows.map(({ account_id }) => account_id[0])]],
    ["code"],
  );
  const codes = new Map(accounts.map(({ id, code }) => [id, code]));
  return rows.map((row) => ({
    moveId: row.move_id[0],
    account: codes.get(row.account_id[0]) ?? "",
    receivable: row.account_type === "asset_receivable",
    debit: cents(row.debit),
    credit: cents(row.credit),
  }));
}

/** Returns the total debit minus the total credit of the lines, in cents. */
export const balance = (entries: readonly Entry[]): number =>
  entries.reduce((sum, { debit, credit }) => sum + debit - credit, 0);
