import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Invoice } from "../../../../sidecar/documents/invoice.ts";
import type { OrderResponse } from "../../../../sidecar/documents/order-response.ts";
import type { Plan } from "../../../../sidecar/flows/flow.ts";
import { heldQuantity, sameStored } from "../../../../sidecar/flows/kit/tolerance.ts";
import { readUnits, roundingOf, type Unit } from "../../../../sidecar/flows/kit/units.ts";
import { orderResponse } from "../../../../sidecar/flows/purchasing/order-response/flow.ts";
import { vendorInvoice } from "../../../../sidecar/flows/purchasing/vendor-invoice/flow.ts";
import { inEnglish } from "../english.ts";
import { idOf, type LineSetup, profile, snapshotOf, units } from "../northfield.ts";
import { madeOrders, requisitionLine, requisitionOf, requisitionPlan } from "../purchasing/requisitions.ts";

/** Odoo stores quantities rounded to two decimals of the unit; partners' quantities are not rounded. */

const withDozen = [...units, { id: 12, name: "Dozen", unece_code: "DZN", factor: 12, relative_uom_id: 1 }];
const all = readUnits(withDozen);
const unit = (id: number) => all.get(id) as Unit;
const [piece, dozen, caseOf1000] = [unit(idOf("Units")), unit(12), unit(idOf("Case of 10 Boxes"))];
const item = { ids: [{ scheme: "seller", id: "HM-10041" }] };
const order = (setup: LineSetup) => ({
  ...snapshotOf({ orders: [{ lines: [{ price: 12, ...setup }] }] }),
  units: withDozen,
});

/** A dozen, at 1.00 per piece. */
const dozenLine = (setup: LineSetup = {}) => order({ unit: dozen.id, quantity: 1, ...setup });

function invoicePlan(
  value: string,
  snapshot: ReturnType<typeof snapshotOf>,
  code = "C62",
  price = "1",
): Plan {
  const amount = new Decimal(value).times(price).toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toFixed(2);
  const line = { id: "1", item, quantity: { value, unit: code }, price: { amount: price, currency: "USD" } };
  const invoice: Invoice = {
    type: "Invoice",
    id: "HM-70012",
    issueDate: "2026-11-25",
    currency: "USD",
    orderReference: "P00012",
    lines: [{ ...line, amount }],
    charges: [],
    taxes: [],
    total: amount,
  };
  const context = { connection: profile, policy: vendorInvoice.policy.parse({}), today: "2026-11-26" };
  return inEnglish(vendorInvoice.plan(invoice, snapshot, context));
}

function answerPlan(
  parts: OrderResponse["lines"][number]["parts"],
  snapshot: ReturnType<typeof snapshotOf>,
): Plan {
  const document: OrderResponse = {
    type: "OrderResponse",
    id: "P00012",
    orderReference: "P00012",
    response: "detail",
    lines: [{ id: "1", item, parts }],
  };
  const policy = orderResponse.policy.parse({ quantity_decrease_percent: 100 });
  const context = { connection: profile, policy, today: "2026-11-21" };
  return inEnglish(orderResponse.plan(document, snapshot, context));
}

const pieces = (value: number) => ({ value: String(value), unit: "C62" });
const outcomeOf = (plan: Plan) => ("exception" in plan ? plan.exception.code : "done");
const changes = (plan: Plan) =>
  "operations" in plan ? (plan.changes ?? []).map(({ text }) => text) : outcomeOf(plan);

describe("an invoice for the rest of a dozen", () => {
  test.each([
    // After seven pieces Odoo shows 0.59, because it rounds up, or 0.58 if a person entered that.
    ["what is billed is known to the piece", { invoiced: 0.59, billed: 7 / 12 }, "5", "done"],
    ["Odoo's own figure is all there is, rounded up", { invoiced: 0.59 }, "5", "done"],
    ["Odoo's own figure is all there is, rounded down", { invoiced: 0.58 }, "5", "done"],
    ["a bill was entered by hand as 0.59 dozen", { invoiced: 0.59, billed: 0.59 }, "5", "done"],
    ["seven bills of a piece each were rounded up", { invoiced: 0.63, billed: 7 / 12 }, "5", "done"],
    ["it is a piece too many", { invoiced: 0.59, billed: 7 / 12 }, "6", "QUANTITY_OVER"],
    ["it is a piece too many, by Odoo's own figure", { invoiced: 0.59 }, "6", "QUANTITY_OVER"],
    ["it is a tenth of a piece too many", { invoiced: 0.59, billed: 7 / 12 }, "5.1", "QUANTITY_OVER"],
    ["all is billed", { invoiced: 1, billed: 1 }, "0.05", "QUANTITY_OVER"],
    ["all is billed, by Odoo's own figure and once more", { invoiced: 1.01 }, "0.05", "QUANTITY_OVER"],
  ])("when %s: %s", (_case, setup, value, expected) => {
    expect(outcomeOf(invoicePlan(value, dozenLine(setup)))).toBe(expected);
  });

  test("an order of 7 pieces that Odoo stores as 0.58 of a dozen is billed completely, and no more", () => {
    const ordered = (billed: number) => dozenLine({ quantity: 0.58, billed, invoiced: 0 });
    expect(outcomeOf(invoicePlan("7", ordered(0)))).toBe("done");
    expect(outcomeOf(invoicePlan("1", ordered(7 / 12)))).toBe("QUANTITY_OVER");
    expect(outcomeOf(invoicePlan("8", ordered(0)))).toBe("QUANTITY_OVER");
  });

  test("1 case of 1000 is 1000 pieces and never 1004, although Odoo would store those as 1.00", () => {
    const line = (billed: number) => order({ unit: caseOf1000.id, quantity: 1, price: 1000, billed });
    expect(outcomeOf(invoicePlan("1000", line(0)))).toBe("done");
    expect(outcomeOf(invoicePlan("1004", line(0)))).toBe("QUANTITY_OVER");
    expect(outcomeOf(invoicePlan("4", line(1)))).toBe("QUANTITY_OVER");
  });
});

describe("the rounding tolerance", () => {
  test("makes a quantity that Odoo would round away an exception", () => {
    const boxes = order({ unit: 4, quantity: 10, price: 4.5, invoiced: 9 });
    expect(outcomeOf(invoicePlan("0.004", boxes, "BX", "4.50"))).toBe("UNKNOWN_UNIT");
    const whole = order({ unit: 4, quantity: 10, price: 4.5, invoiced: 10 });
    expect(outcomeOf(invoicePlan("0.004", whole, "BX", "4.50"))).toBe("QUANTITY_OVER");
  });

  test("limits all bills together to one step above the ordered quantity", () => {
    const parts = fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 30 });
    const ordered = fc.constantFrom(0.17, 0.33, 0.42, 0.58, 1, 2.75);
    fc.assert(
      fc.property(parts, ordered, fc.boolean(), (hundredths, quantity, isReported) => {
        let [billed, shown] = [new Decimal(0), new Decimal(0)];
        for (const each of hundredths) {
          const value = new Decimal(each).dividedBy(100);
          const billing = isReported ? { billed: billed.toNumber() } : {};
          const plan = invoicePlan(
            value.toFixed(),
            dozenLine({ quantity, invoiced: shown.toNumber(), ...billing }),
          );
          if (outcomeOf(plan) !== "done") continue;
          const inDozens = value.dividedBy(12);
          billed = billed.plus(inDozens);
          shown = shown.plus(inDozens.toDecimalPlaces(2, Decimal.ROUND_UP)); // Odoo adds them up in this way
        }
        expect(billed.minus(quantity).toNumber()).toBeLessThan(0.01);
      }),
      { numRuns: 60 },
    );
  });
});

describe("an order response to an order that Odoo stores rounded", () => {
  test.each([
    ["7 pieces of 0.58 dozen", 0.58, [{ status: "accepted" as const, quantity: pieces(7) }], []],
    [
      "4 pieces of 0.33 dozen, told as two halves",
      0.33,
      [
        { status: "accepted" as const, quantity: pieces(2) },
        { status: "date-changed" as const, quantity: pieces(2), date: "2026-11-27" },
      ],
      [],
    ],
    [
      "5 pieces of 0.42 dozen, the rest of which would come later: there is none",
      0.42,
      [{ status: "partial" as const, quantity: pieces(5) }],
      [],
    ],
    ["8 pieces of 0.58 dozen", 0.58, [{ status: "accepted" as const, quantity: pieces(8) }], "QUANTITY_OVER"],
    [
      "6 pieces of 0.58 dozen",
      0.58,
      [{ status: "accepted" as const, quantity: pieces(6) }],
      [expect.any(String)],
    ],
  ])("%s", (_case, quantity, parts, expected) => {
    expect(changes(answerPlan(parts, dozenLine({ quantity })))).toEqual(expected);
  });

  test("996 pieces are not the ordered case of 1000", () => {
    const plan = answerPlan(
      [{ status: "accepted", quantity: pieces(996) }],
      order({ unit: caseOf1000.id, quantity: 1 }),
    );
    expect(outcomeOf(plan)).toBe("QUANTITY_SHORT");
  });

  test("6 pieces received in threes of 0.17 and 0.34 dozen are no more than the 6 confirmed", () => {
    const plan = answerPlan([{ status: "accepted", quantity: pieces(6) }], dozenLine({ received: 0.51 }));
    expect(outcomeOf(plan)).toBe("done");
  });
});

describe("a requisition", () => {
  const asked = (value: string, code: string) =>
    requisitionPlan(requisitionOf([requisitionLine({ quantity: { value, unit: code } })]));

  test("for less than Odoo's smallest quantity becomes an exception", () => {
    expect(outcomeOf(asked("0.004", "BX"))).toBe("UNKNOWN_UNIT");
    expect(madeOrders(asked("0.5", "BX"))[0]?.order_line[0]).toMatchObject({ product_qty: 0.5 });
  });
});

describe("the rounding step", () => {
  test("is Odoo's own, also with another precision", () => {
    const fine = readUnits(withDozen.map((each) => ({ ...each, rounding: 0.0001 })));
    expect(fine.get(dozen.id)?.step.toNumber()).toBe(0.0001);
    expect(heldQuantity(new Decimal("0.4167"), new Decimal("0.0001"))?.toNumber()).toBe(0.4167);
    expect(heldQuantity(new Decimal("0.4167"))).toBeNull();
    expect(heldQuantity(new Decimal("2"), new Decimal(1))?.toNumber()).toBe(2);
    expect(heldQuantity(new Decimal("2.5"), new Decimal(1))).toBeNull();
  });

  test.each([
    ["0.58", dozen, piece, 0.01],
    ["0.5", dozen, piece, 0],
    ["7.25", piece, piece, 0],
    ["1", caseOf1000, piece, 0],
  ] as const)("%s %o seen from %o is rounded by up to %s", (held, of, theirs, step) => {
    expect(roundingOf(new Decimal(held), of, theirs).toNumber()).toBe(step);
  });

  test("is not needed for equal quantities", () => {
    const same = (a: string, b: string, step: string) =>
      sameStored(new Decimal(a), new Decimal(b), new Decimal(step));
    expect(same("0.58", "0.5833333333", "0.01")).toBe(true);
    expect(same("0.58", "0.59", "0.01")).toBe(false);
    expect(same("0.58", "0.5800000001", "0")).toBe(true);
    expect(same("0.58", "0.581", "0")).toBe(false);
  });
});
