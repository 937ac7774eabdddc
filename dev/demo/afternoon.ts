import type { AfternoonRecords, InvoiceRecord, QuantRecord } from "./afternoon-records.ts";
import type { ExpectedAfternoon } from "./script.ts";
import { dayAfter } from "./templates.ts";

/** The results at the end of the afternoon, expected or actual. */
export type Afternoon = {
  readonly lots: readonly { readonly lot: string; readonly left: number; readonly dispensed: number }[];
  readonly invoices: readonly {
    readonly number: string;
    readonly payer: string;
    readonly state: string;
    readonly payment: string;
    readonly total: number;
    readonly open: number;
  }[];
  /** The incoming payments and outgoing refunds. */
  readonly money: readonly { readonly number: string; readonly kind: string; readonly amount: number }[];
  /** The billing triggers about the encounter that the billing system received. */
  readonly triggers: readonly {
    readonly version: number;
    readonly status: string;
    readonly department: string;
    readonly endedOn: string;
  }[];
};

type Fact = readonly [about: string, value: string];

/** Returns the expected results of the afternoon for one run, from `fixtures/demo/expected`. */
export function expectedAfternoon(
  { stock, invoices, triggers }: ExpectedAfternoon,
  { run, at }: { readonly run: string; readonly at: Date },
): Afternoon {
  const inRun = (text: string) => text.replaceAll("{{run}}", run);
  return {
    lots: stock.map(({ lot, ...counts }) => ({ lot: inRun(lot), ...counts })),
    invoices: invoices.map(({ number, total, open, money: _, ...states }) => ({
      number: inRun(number),
      ...states,
      total: Number(total),
      open: Number(open),
    })),
    money: invoices
      .flatMap(({ money }) => money)
      .map(({ number, kind, amount }) => ({ number: inRun(number), kind, amount: Number(amount) })),
    triggers: triggers.map(({ endInDays, ...trigger }) => ({ ...trigger, endedOn: dayAfter(at, endInDays) })),
  };
}

/** Returns the actual results of the afternoon, from its records. */
export function foundAfternoon(records: AfternoonRecords): Afternoon {
  const sum = (rows: readonly QuantRecord[], id: number) =>
    rows.filter(({ lot_id }) => lot_id[0] === id).reduce((total, { quantity }) => total + quantity, 0);
  return {
    lots: records.lots.map(({ id, name }) => ({
      lot: name,
      left: sum(records.left, id),
      dispensed: sum(records.dispensed, id),
    })),
    invoices: records.invoices.map(invoiceOf),
    money: records.money.map(({ suture_payment_reference: number, payment_type: kind, amount }) => ({
      number,
      kind,
      amount,
    })),
    triggers: records.triggers.map(({ data }) => ({
      version: data.version,
      status: data.status,
      department: data.department[0]?.id ?? "none",
      endedOn: data.endDate,
    })),
  };
}

const invoiceOf = (invoice: InvoiceRecord) => ({
  number: invoice.ref,
  payer: invoice.partner_id[1],
  state: invoice.state,
  payment: invoice.payment_state,
  total: invoice.amount_total,
  open: invoice.amount_residual,
});

/** Returns the results as pairs of a subject ("lot A-1, left") and a value, in a list for each record. */
export function afternoonFacts({ lots, invoices, money, triggers }: Afternoon): Fact[][] {
  return [
    ...lots.map(({ lot, ...counts }) => facts(`lot ${lot}`, counts)),
    ...invoices.map(({ number, ...values }) => facts(`invoice ${number}`, values)),
    ...money.map(({ number, ...values }) => facts(`payment ${number}`, values)),
    ...triggers.map(({ version, endedOn, ...values }) =>
      facts(`billing trigger ${version}`, { ...values, "ended on": endedOn }),
    ),
  ];
}

const facts = (name: string, values: Readonly<Record<string, string | number>>): Fact[] =>
  Object.entries(values).map(([what, value]) => [`${name}, ${what}`, String(value)]);
