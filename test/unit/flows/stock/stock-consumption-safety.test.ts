import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  afterwards,
  consumed,
  type DepartmentSetup,
  departmentSnapshot,
  movementLine,
  movementOf,
  stockPlan,
} from "../billing/departments.ts";

/** For any consumption in any order, stock never becomes negative, and lots that expire first are used first. */

const NAMES = ["A", "B", "C", "D"] as const;
const today = "2026-11-20";
const expiry = fc.constantFrom(null, "2026-10-01", today, "2026-12-31", "2027-06-30", "2028-01-31");
const stock = fc.record({
  expiries: fc.tuple(expiry, expiry, expiry, expiry),
  quantities: fc.array(
    fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(51, 53), fc.integer({ min: 0, max: 20 })),
    {
      maxLength: 8,
    },
  ),
});
const use = fc.record({
  quantity: fc.integer({ min: 1, max: 25 }),
  lot: fc.option(fc.constantFrom(...NAMES), { nil: undefined }),
  isReturn: fc.boolean(),
});

type Start = typeof stock extends fc.Arbitrary<infer Value> ? Value : never;

const setupOf = ({ expiries, quantities }: Start): DepartmentSetup => ({
  lots: NAMES.map((name, index) => ({ name, expires: expiries[index] ?? null })),
  quants: quantities.map(([lot, place, quantity]) => ({ lot, place, quantity })),
});

const lineOf = ({ quantity, lot }: { quantity: number; lot?: string | undefined }, id = "1") =>
  movementLine({
    id,
    quantity: { value: String(quantity), unit: "C62" },
    ...(lot === undefined ? {} : { lot: { number: lot } }),
  });

const onHand = (setup: DepartmentSetup) =>
  (setup.quants ?? []).reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0));

describe("consumption", () => {
  test("never makes stock negative, and consumes everything or nothing", () => {
    fc.assert(
      fc.property(stock, fc.array(use, { minLength: 1, maxLength: 12 }), (start, uses) => {
        let setup = setupOf(start);
        for (const each of uses) {
          const before = onHand(setup);
          const plan = stockPlan(movementOf([lineOf(each)]), setup);
          setup = afterwards(setup, plan);
          const taken = consumed(plan) === null ? 0 : each.quantity;
          expect(onHand(setup).toNumber()).toBe(before.minus(taken).toNumber());
          expect((setup.quants ?? []).every(({ quantity }) => quantity >= 0)).toBe(true);
        }
      }),
    );
  });

  test("of several lines in one movement consumes no more than the total stock", () => {
    fc.assert(
      fc.property(stock, fc.array(use, { minLength: 2, maxLength: 6 }), (start, uses) => {
        const setup = setupOf(start);
        const plan = stockPlan(movementOf(uses.map((each, index) => lineOf(each, String(index + 1)))), setup);
        expect(() => afterwards(setup, plan)).not.toThrow();
      }),
    );
  });

  test("consumes lots in the order of their expiry", () => {
    fc.assert(
      fc.property(stock, fc.integer({ min: 1, max: 40 }), (start, quantity) => {
        const setup = setupOf(start);
        const plan = stockPlan(movementOf([lineOf({ quantity })]), setup);
        const { lots = [] } = departmentSnapshot(setup);
        const expires = (id: unknown) =>
          String(lots.find((lot) => lot.id === id)?.expiration_date ?? "9999").slice(0, 10);
        const took = consumed(plan)?.lines.map(({ lot_id }) => expires(lot_id)) ?? [];
        expect(took.every((day) => day >= today)).toBe(true);
        const last = took.at(-1) ?? "";
        const left = departmentSnapshot(afterwards(setup, plan)).quants ?? [];
        const earlier = left.filter(({ lot_id, quantity: rest }) => {
          const day = expires(lot_id);
          return Number(rest) > 0 && day >= today && day < last;
        });
        expect(earlier).toEqual([]);
      }),
    );
  });

  test("and a return of the same lot leave the stock unchanged", () => {
    fc.assert(
      fc.property(stock, use, (start, each) => {
        const setup = setupOf(start);
        const plan = stockPlan(movementOf([lineOf(each)]), setup);
        const asked = consumed(plan);
        fc.pre(asked !== null);
        const { lots = [] } = departmentSnapshot(setup);
        const back = (asked?.lines ?? []).map(({ lot_id, quantity }, index) =>
          lineOf(
            { quantity: Number(quantity), lot: String(lots.find(({ id }) => id === lot_id)?.name) },
            String(index),
          ),
        );
        const returned = stockPlan(movementOf(back, { direction: "return" }), afterwards(setup, plan));
        const sum = (consumed(returned)?.lines ?? []).reduce(
          (all, { quantity }) => all.plus(quantity),
          new Decimal(0),
        );
        expect(sum.toNumber()).toBe(each.quantity);
      }),
    );
  });

  test("in packs equals the quantity in pieces", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.constantFrom(["BX", 100], ["CS", 1000], ["C62", 1]),
        (n, [unit, size]) => {
          const gloves = { item: { ids: [{ scheme: "buyer", id: "NF-1002" }] } };
          const line = movementLine({ ...gloves, quantity: { value: String(n), unit: String(unit) } });
          const plan = stockPlan(movementOf([line]), { quants: [{ product: 1002, quantity: 50_000 }] });
          expect(consumed(plan)?.lines[0]?.quantity).toBe(String(n * Number(size)));
        },
      ),
    );
  });
});
