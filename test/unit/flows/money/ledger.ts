import { Decimal } from "decimal.js";
import type { ConnectionProfile } from "../../../../sidecar/documents/connection-profile.ts";
import type {
  Domain,
  OdooRecord,
  Operation,
  Plan,
  ReadRequest,
  Snapshot,
} from "../../../../sidecar/flows/flow.ts";
import { profile } from "../northfield.ts";

/** The ledger of the fictional Northfield. Like Odoo, it responds to the reads of the money flows and carries out their verbs. */

export const billing: ConnectionProfile = {
  ...profile,
  code: "billing",
  name: "Patient billing",
  kind: "billing",
  partnerId: null,
  identifiers: [],
  format: { code: "billing", version: "1.0", options: {} },
  acknowledges: false,
  acknowledgementHours: null,
  flows: ["customer-invoice", "payment"],
};

export const evergreen = 70;
export const patients = 72;
export const clinicEast = 81;
export const laboratory = 82;
export const outpatientRevenue = 411;
export const laboratoryRevenue = 412;

type Entry = readonly [scheme: string, value: string, model: string, id: number];

const usualCrosswalk: readonly Entry[] = [
  ["payer", "EVERGREEN", "res.partner", evergreen],
  ["department", "DEP-CLE", "account.analytic.account", clinicEast],
  ["department", "DEP-LAB", "account.analytic.account", laboratory],
  ["revenue-account", "4100", "account.account", outpatientRevenue],
  ["revenue-account", "4200", "account.account", laboratoryRevenue],
];

type Row = OdooRecord & Record<string, unknown>;
type Tables = Record<string, Row[]>;
type Arguments = Readonly<Record<string, unknown>>;

export type Ledger = {
  read(requests: Readonly<Record<string, ReadRequest>>): Snapshot;
  /** Returns whether the plan was applied, false if it is stale. Throws if a number is already used, like the index in Odoo. */
  carryOut(plan: Extract<Plan, { operations: unknown }>): boolean;
  /** Returns the entries: invoices with their open amounts, payments, and the total owed by payers. */
  books(): unknown;
  readonly tables: Tables;
};

export function createLedger(crosswalk: readonly Entry[] = usualCrosswalk): Ledger {
  const tables: Tables = {
    "account.move": [],
    "account.move.line": [],
    "account.payment": [],
    "res.currency": [
      { id: 1, name: "USD" },
      { id: 2, name: "EUR" },
    ],
    "suture.crosswalk": crosswalk.map(([scheme, value, res_model, res_id], index) => {
      return { id: index + 1, connection_id: { code: "billing" }, scheme, value, res_model, res_id };
    }),
  };
  return {
    tables,
    read: (requests) =>
      Object.fromEntries(
        Object.entries(requests).map(([name, { model, domain, fields }]) => {
          const found = rows(tables, model).filter((row) => holds(tables, row, domain));
          return [name, found.map((row) => only(row, fields))];
        }),
      ),
    carryOut: (plan) => {
      const stands = (plan.guards ?? []).every(({ model, id, field, equals }) =>
        rows(tables, model).some((row) => row.id === id && row[field] === equals),
      );
      if (stands) for (const operation of plan.operations) carryOut(tables, operation);
      return stands;
    },
    books: () => booksOf(tables),
  };
}

function rows(tables: Tables, model: string): Row[] {
  const found = tables[model];
  if (found === undefined) throw new Error(`The ledger has no ${model}.`);
  return found;
}

function only(row: Row, fields: readonly string[]): OdooRecord {
  return { ...Object.fromEntries(fields.map((field) => [field, row[field] ?? null])), id: row.id };
}

function holds(tables: Tables, row: Row, domain: Domain): boolean {
  return domain.every((leaf) => {
    if (typeof leaf === "string") throw new Error("The ledger reads plain conditions only.");
    const [path, operator, wanted] = leaf;
    const value = valueAt(tables, row, path);
    if (operator === "=") return value === wanted;
    if (operator === "in") return Array.isArray(wanted) && wanted.includes(value);
    throw new Error(`The ledger does not know the operator ${operator}.`);
  });
}

const models: Readonly<Record<string, string>> = {
  move_id: "account.move",
  suture_refunded_payment_id: "account.payment",
};

function valueAt(tables: Tables, row: Row, path: string): unknown {
  const [field = "", ...rest] = path.split(".");
  const value = row[field];
  if (rest.length === 0) return value;
  const next =
    typeof value === "number" ? rows(tables, models[field] ?? "").find(({ id }) => id === value) : value;
  return next === undefined || next === null ? null : valueAt(tables, next as Row, rest.join("."));
}

function carryOut(tables: Tables, operation: Operation): void {
  if (operation.op !== "do") throw new Error("The money flows do verbs only.");
  const verb = verbs[operation.verb];
  if (verb === undefined) throw new Error(`The ledger does not know the verb ${operation.verb}.`);
  verb(tables, operation.arguments);
}

const verbs: Readonly<Record<string, (tables: Tables, given: Arguments) => void>> = {
  issue_customer_invoice: issue,
  void_customer_invoice: (tables, { invoice_id }) => {
    const invoice = byId(tables, "account.move", invoice_id);
    Object.assign(invoice, { payment_state: "reversed", amount_residual: 0 });
  },
  register_payment: (tables, given) => post(tables, "inbound", given),
  refund_payment: (tables, given) => post(tables, "outbound", given),
};

function issue(tables: Tables, given: Arguments): void {
  const moves = rows(tables, "account.move");
  taken(moves, "suture_billing_number", given.number);
  const id = moves.length + 1;
  moves.push({
    id,
    name: `INV/2026/${String(id).padStart(5, "0")}`,
    state: "posted",
    payment_state: "not_paid",
    move_type: "out_invoice",
    company_id: 1,
    suture_billing_number: given.number,
    partner_id: given.partner_id,
    currency_id: given.currency === "USD" ? 1 : 2,
    invoice_date: given.invoice_date,
    invoice_date_due: given.due_date ?? given.invoice_date,
    amount_total: Number(given.total),
    amount_tax: Number(given.tax_total),
    amount_residual: Number(given.total),
  });
  const lines = rows(tables, "account.move.line");
  for (const line of given.lines as Arguments[]) lines.push(lineRow(lines.length + 1, id, line));
}

function lineRow(id: number, move: number, line: Arguments): Row {
  const amount = new Decimal(String(line.quantity)).times(String(line.price_unit)).toDecimalPlaces(2);
  return {
    id,
    move_id: move,
    company_id: 1,
    display_type: "product",
    account_id: line.account_id,
    price_subtotal: amount.toNumber(),
    analytic_distribution: { [String(line.analytic_account_id)]: 100 },
  };
}

function post(tables: Tables, payment_type: "inbound" | "outbound", given: Arguments): void {
  const payments = rows(tables, "account.payment");
  const same = payments.filter((each) => each.payment_type === payment_type);
  taken(same, "suture_payment_reference", given.reference);
  const invoice = byId(tables, "account.move", given.invoice_id);
  const amount = new Decimal(String(given.amount));
  payments.push({
    id: payments.length + 1,
    name: `PBNK1/2026/${String(payments.length + 1).padStart(5, "0")}`,
    state: "in_process",
    payment_type,
    company_id: 1,
    suture_payment_reference: given.reference,
    suture_refunded_payment_id: given.payment_id ?? null,
    invoice_ids: [invoice.id],
    amount: amount.toNumber(),
    currency_id: given.currency === "USD" ? 1 : 2,
  });
  if (invoice.payment_state === "reversed") return;
  const open = new Decimal(String(invoice.amount_residual));
  const left = payment_type === "inbound" ? open.minus(amount) : open.plus(amount);
  if (left.lt(0)) throw new Error("More is paid than is open.");
  Object.assign(invoice, { amount_residual: left.toNumber() });
}

function byId(tables: Tables, model: string, id: unknown): Record<string, unknown> & { readonly id: number } {
  const found = rows(tables, model).find((row) => row.id === id);
  if (found === undefined) throw new Error(`There is no ${model} ${id}.`);
  return found;
}

function taken(found: readonly Row[], field: string, value: unknown): void {
  if (found.some((row) => row[field] === value)) throw new Error(`${field} ${value} is taken.`);
}

function booksOf(tables: Tables): unknown {
  const moves = rows(tables, "account.move");
  const payments = rows(tables, "account.payment");
  const charged = moves.filter((each) => each.payment_state !== "reversed").map((each) => each.amount_total);
  const received = payments.map(({ amount, payment_type }) =>
    payment_type === "inbound" ? Number(amount) : -Number(amount),
  );
  return {
    invoices: moves
      .map((each) => [each.suture_billing_number, each.payment_state, each.amount_residual])
      .sort(),
    payments: payments
      .map(({ payment_type, suture_payment_reference: own, amount }) => `${payment_type} ${own} ${amount}`)
      .sort(),
    owed: charged
      .reduce<Decimal>((sum, amount) => sum.plus(Number(amount)), new Decimal(0))
      .minus(received.reduce((sum, amount) => sum.plus(amount), new Decimal(0)))
      .toFixed(2),
  };
}
