import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  apply,
  type BillingDocument,
  invoice,
  line,
  outcomeOf,
  planOf,
  receipt,
  refund,
  withdrawal,
} from "../billing/billing-documents.ts";
import { createLedger, type Ledger } from "./ledger.ts";

/** For any events of billing in any order: nothing unbalanced is posted, and the resulting entries are the same. */

const cents = (most: number) =>
  fc.integer({ min: -most, max: most }).map((value) => (value / 100).toFixed(2));

const charge = fc.record({
  quantity: fc.integer({ min: -9999, max: 9999 }).map((value) => (value / 1000).toString()),
  price: fc.integer({ min: 0, max: 999_999 }).map((value) => (value / 10_000).toFixed(4)),
  off: fc.constantFrom("0", "0", "0", "0.01", "-0.01", "0.005"),
});

describe("a posted invoice", () => {
  test("adds up to the cent", () => {
    fc.assert(
      fc.property(fc.array(charge, { minLength: 1, maxLength: 5 }), cents(2), (charges, slip) => {
        const lines = charges.map(({ quantity, price, off }, index) => {
          const given = {
            quantity: { value: quantity, unit: "C62" },
            price: { amount: price, currency: "USD" },
          };
          const { amount } = line(given);
          return line({ id: String(index + 1), ...given, amount: new Decimal(amount).plus(off).toFixed() });
        });
        const sum = lines.reduce((total, { amount }) => total.plus(amount), new Decimal(0));
        const plan = planOf(invoice({ lines, total: sum.plus(slip).toFixed() }), createLedger());
        const sound = new Decimal(slip).isZero() && charges.every(({ off }) => off === "0");
        expect(outcomeOf(plan)).toBe(sound ? "issue_customer_invoice" : "OUT_OF_BALANCE");
        if (sound) expect(postedTotal(plan)).toBe(sum.toFixed(2));
      }),
      { numRuns: 1000 },
    );
  });
});

/** Returns the total of the posted lines as Odoo computes it: quantity × price, rounded to the cent. */
function postedTotal(plan: unknown): string {
  const { operations } = plan as {
    operations: { arguments: { lines: Record<string, string>[]; total: string } }[];
  };
  const [operation] = operations;
  const sum = (operation?.arguments.lines ?? []).reduce((total, { quantity, price_unit }) => {
    const amount = new Decimal(quantity ?? 0).times(price_unit ?? 0);
    return total.plus(amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP));
  }, new Decimal(0));
  expect(operation?.arguments.total).toBe(sum.toFixed(2));
  return sum.toFixed(2);
}

/** Processes documents as the engine does: in the order of arrival. Waiting ones are retried after each that is applied. */
function play(ledger: Ledger, arrivals: readonly BillingDocument[], policy = {}): string[] {
  const outcomes: string[] = [];
  let waiting: BillingDocument[] = [];
  for (const document of arrivals) {
    waiting.push(document);
    for (let moved = true; moved; ) {
      moved = false;
      const still: BillingDocument[] = [];
      for (const each of waiting) {
        const plan = planOf(each, ledger, policy);
        if ("defer" in plan) still.push(each);
        else {
          outcomes.push(outcomeOf(plan));
          const done = "operations" in plan && ledger.carryOut(plan);
          moved ||= done;
        }
      }
      waiting = still;
    }
  }
  return [...outcomes, ...waiting.map(() => "waits")];
}

const shuffled = <Each>(all: readonly Each[]) =>
  fc.shuffledSubarray([...all], { minLength: all.length, maxLength: all.length });

/** Two systems publish each document. */
const twice = (documents: readonly BillingDocument[]) => [...documents, ...documents];

describe("two publishers, in any order", () => {
  test("an invoice, its payment and a refund result in the same entries, without exceptions", () => {
    const day = [invoice(), receipt(), refund({ amount: "60.00" })];
    const expected = createLedger();
    apply(expected, day);
    fc.assert(
      fc.property(shuffled(twice(day)), (arrivals) => {
        const ledger = createLedger();
        expect(play(ledger, arrivals).sort()).toEqual(
          [
            "issue_customer_invoice",
            "nothing",
            "nothing",
            "nothing",
            "refund_payment",
            "register_payment",
          ].sort(),
        );
        expect(ledger.books()).toEqual(expected.books());
      }),
      { numRuns: 720 },
    );
  });

  test("several invoices, partial payments and refunds result in the same entries", () => {
    const day = [
      invoice(),
      invoice({ id: "BI-1002" }),
      receipt({ amount: "100.00" }),
      receipt({ id: "PAY-2", amount: "150.00" }),
      receipt({ id: "PAY-3", amount: "0.01", invoiceReference: "BI-1002" }),
      refund({ amount: "33.33" }),
      refund({ id: "REF-2", amount: "66.67" }),
    ];
    const policy = { accept_partial_payments: true };
    const expected = createLedger();
    apply(expected, day, policy);
    fc.assert(
      fc.property(shuffled(twice(day)), (arrivals) => {
        const ledger = createLedger();
        expect(play(ledger, arrivals, policy).filter((each) => each === "nothing")).toHaveLength(day.length);
        expect(ledger.books()).toEqual(expected.books());
      }),
      { numRuns: 500 },
    );
  });

  test("a cancellation leaves paid amounts as a credit, and registers nothing twice", () => {
    const day = [invoice(), receipt(), refund(), withdrawal()];
    fc.assert(
      fc.property(shuffled(twice(day)), (arrivals) => {
        const ledger = createLedger();
        const outcomes = play(ledger, arrivals);
        const paid = outcomes.includes("register_payment");
        expect(ledger.books()).toEqual({
          invoices: [["BI-1001", "reversed", 0]],
          payments: paid ? ["inbound PAY-1 250", "outbound REF-1 250"] : [],
          owed: "0.00",
        });
        if (!paid) expect(outcomes).toContain("PAYMENT_OVER");
      }),
      { numRuns: 1000 },
    );
  });
});
