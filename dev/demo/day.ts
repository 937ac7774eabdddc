import { type Afternoon, afternoonFacts } from "./afternoon.ts";
import type { Totals } from "./script.ts";

/** The results at the end of the day, expected or actual. Both are converted to this form to compare them. */
export type Day = {
  readonly orders: readonly DayOrder[];
  readonly bills: readonly DayBill[];
  readonly afternoon: Afternoon;
  readonly exchanges: readonly DayExchange[];
  /** The endpoint's response to each delivery, by step. */
  readonly answers: readonly { readonly step: string; readonly answer: string | null }[];
  readonly totals: Totals;
};

export type DayOrder = {
  readonly letter: string;
  readonly state: string;
  readonly reference: string | null;
  readonly lines: readonly {
    readonly line: number;
    readonly item: string;
    readonly unit: string;
    readonly quantity: number;
    readonly price: number;
    /** The expected date (YYYY-MM-DD, like all dates here). */
    readonly expectedOn: string;
    readonly invoiced: number;
  }[];
};

export type DayBill = {
  readonly number: string;
  readonly order: string | null;
  readonly state: string;
  readonly invoicedOn: string;
  readonly dueOn: string;
  readonly total: number;
  readonly tax: number;
  /** The lines, each with its item or the name of its charge. */
  readonly lines: readonly { readonly name: string; readonly quantity: number; readonly price: number }[];
};

export type DayExchange = {
  /** The name of the exchange, such as "order A's 850", "step 855-a" or "billing trigger 1". */
  readonly name: string;
  readonly document: string | null;
  readonly state: string;
  readonly reason: string | null;
  readonly acknowledgement: string;
  /**
   * The record that the exchange opens, such as "order A", "bill HM-1", "invoice BI-1" or "transfer RX-1". Null if there is none.
   */
  readonly opens: string | null;
};

type Fact = readonly [about: string, value: string];

/**
 * Returns a sentence for each difference between two days, in the order of the expected one. Returns an empty list if the day was
 * as expected.
 */
export function differences(expected: Day, found: Day): string[] {
  const [wanted, held] = [factsOf(expected), factsOf(found)];
  const wrong = [...wanted].flatMap(([about, value]) => {
    const is = held.get(about);
    return is === value ? [] : [`${about} is ${is ?? "missing"}, expected ${value}`];
  });
  const unexpected = [...held].filter(([about]) => !wanted.has(about));
  return [...wrong, ...unexpected.map(([about, value]) => `${about} is ${value}, but was not expected`)];
}

/**
 * Returns the results of a day as a map from subject ("order A, line 1, quantity") to value. If a subject occurs twice, the
 * second one gets the suffix "(2)".
 */
export function factsOf(day: Day): Map<string, string> {
  const facts = new Map<string, string>();
  const groups = [
    ...day.orders.map(orderFacts),
    ...day.bills.map(billFacts),
    ...afternoonFacts(day.afternoon),
    ...day.exchanges.map(exchangeFacts),
    ...day.answers.map(({ step, answer }) => [fact(`step ${step}, answer`, answer)]),
    Object.entries(day.totals).map(([name, count]) => fact(`total ${name}`, count)),
  ];
  for (const [about, value] of groups.flat()) {
    let name = about;
    for (let copy = 2; facts.has(name); copy += 1) name = `${about} (${copy})`;
    facts.set(name, value);
  }
  return facts;
}

const fact = (about: string, value: string | number | null): Fact => [about, String(value ?? "none")];

const about = (name: string, values: Readonly<Record<string, string | number | null>>): Fact[] =>
  Object.entries(values).map(([what, value]) => fact(`${name}, ${what}`, value));

function orderFacts({ letter, lines, ...order }: DayOrder): Fact[] {
  const name = `order ${letter}`;
  const facts = { "integration state": order.state, "supplier's number": order.reference };
  return [
    ...about(name, facts),
    ...lines.flatMap(({ line, expectedOn, ...values }) =>
      about(`${name}, line ${line}`, { ...values, "expected on": expectedOn }),
    ),
  ];
}

function billFacts({ number, lines, ...bill }: DayBill): Fact[] {
  const name = `bill ${number}`;
  const { invoicedOn, dueOn, ...values } = bill;
  return [
    ...about(name, { ...values, "invoice date": invoicedOn, "due date": dueOn }),
    ...lines.flatMap(({ name: line, ...amounts }) => about(`${name}, ${line}`, amounts)),
  ];
}

function exchangeFacts({ name, ...exchange }: DayExchange): Fact[] {
  return about(name, exchange);
}
