import { describe, expect, test } from "vitest";
import type { Plan } from "../../../../sidecar/flows/flow.ts";
import { sentLine } from "../northfield.ts";
import { answer, at, boxes, dollars, line, one, outcome, planOf } from "./order-responses.ts";

/** A response is about the order as it was sent. Where the order has changed in Odoo since, a person decides. */

const findings = (plan: Plan) => ("exception" in plan ? plan.exception.findings : []);
const clean = answer([line([{ quantity: boxes(10) }])]);
const sentLines = [sentLine()];

describe("a clean response to an order that the buyer has changed since", () => {
  test("does not undo the buyer's new quantity", () => {
    const plan = planOf(clean, { ...one({ quantity: 50 }), sentLines });
    expect(outcome(plan)).toBe("ORDER_CHANGED");
    expect(findings(plan)).toMatchObject([
      {
        field: "quantity",
        sent: "10 × Box of 100",
        theirs: "10 × Box of 100",
        ours: "50 × Box of 100",
        acceptable: true,
        text: "Line 1 (NF-1002 Nitrile exam gloves, medium): the quantity sent was 10 Box of 100, the vendor confirms 10 Box of 100, and the order now has 50 Box of 100.",
      },
    ]);
  });

  test("does not undo it either if it states no quantity", () => {
    const silent = answer([line([{ status: "accepted" }], { quantity: undefined, price: undefined })]);
    expect(outcome(planOf(silent, { ...one({ quantity: 50 }), sentLines }))).toBe("ORDER_CHANGED");
  });

  test("does not undo it either if it accepts the order as a whole", () => {
    const whole = answer([], { response: "accepted" });
    expect(outcome(planOf(whole, { ...one({ quantity: 50 }), sentLines }))).toBe("ORDER_CHANGED");
    expect(outcome(planOf(whole, { ...one({}), sentLines }))).toEqual({});
  });

  test("does not undo it either if it lists only deviations of other lines", () => {
    const others = answer([], { onlyExceptions: true });
    expect(outcome(planOf(others, { ...one({ quantity: 50 }), sentLines }))).toBe("ORDER_CHANGED");
  });

  test("does not undo a new price or a new date", () => {
    expect(findings(planOf(clean, { ...one({ price: 4.2 }), sentLines }))).toMatchObject([
      { code: "ORDER_CHANGED", field: "price", sent: "4.50", theirs: "4.50", ours: "4.20" },
    ]);
    expect(findings(planOf(clean, { ...one({ expected: "2026-12-20" }), sentLines }))).toMatchObject([
      { code: "ORDER_CHANGED", field: "date", sent: "2026-11-27", theirs: "2026-11-27", ours: "2026-12-20" },
    ]);
  });

  test("does not undo the price of a line that was free", () => {
    const free = [sentLine({ known_price: 0 })];
    const answered = answer([line([{ quantity: boxes(10) }], { price: dollars("0") })]);
    expect(findings(planOf(answered, { ...one({ price: 3 }), sentLines: free }))).toMatchObject([
      { code: "ORDER_CHANGED", field: "price", sent: "0.00", theirs: "0.00", ours: "3.00" },
    ]);
  });

  test("cannot be accepted for another item or unit", () => {
    const [finding] = findings(planOf(clean, { ...one({ unit: 1 }), sentLines }));
    expect(finding).toMatchObject({
      code: "ORDER_CHANGED",
      field: "unit",
      ours: "10 × Units NF-1002 Nitrile exam gloves, medium",
    });
    expect(finding).not.toHaveProperty("acceptable");
    expect(findings(planOf(clean, { ...one({ product: 1003 }), sentLines }))).toMatchObject([
      { code: "ORDER_CHANGED", field: "item", line: "1" },
    ]);
  });

  test("names a line that is no longer ordered", () => {
    const removed = [sentLine({ id: 9002, order_line_id: null, line_number: 2, name: "Large gloves" })];
    const second = line([{ quantity: boxes(5) }], {
      id: "2",
      item: { ids: [{ scheme: "seller", id: "HM-10042" }] },
    });
    expect(findings(planOf(answer([second]), { ...one({}), sentLines: removed }))).toMatchObject([
      { code: "ORDER_CHANGED", line: "2", sent: "10 × Box of 100 Large gloves" },
    ]);
  });
});

describe("a response to a changed order", () => {
  // Odoo recomputes price and date whenever a quantity is written without them, even the same quantity.
  const kept = { product_qty: 50, price_unit: 4.5, date_planned: "2026-11-27T15:30:00Z" };

  test("is applied if it states the values that the order has now", () => {
    const fifty = answer([line([{ quantity: boxes(50) }], { quantity: boxes(50) })]);
    const plan = planOf(fifty, { ...one({ quantity: 50 }), sentLines });
    expect(outcome(plan)).toEqual({ 1201: kept });
  });

  test("writes a confirmed quantity with price and date, before the date that the vendor promises", () => {
    const part = { quantity: boxes(50), date: "2026-11-28", dateMeaning: "delivery" as const };
    const later = answer([line([part], { quantity: boxes(50) })]);
    const plan = planOf(later, { ...one({ quantity: 50 }), sentLines });
    expect("operations" in plan && plan.operations.map((each) => "values" in each && each.values)).toEqual([
      kept,
      { date_planned: at("2026-11-28") },
    ]);
  });

  test("confirms nothing if it states a value that was sent first and then changed back", () => {
    const back = (known: object) => [...sentLines, sentLine({ id: 9003, version_number: 2, ...known })];
    const dated = answer([line([{ quantity: boxes(10), date: "2026-11-27", dateMeaning: "delivery" }])]);
    for (const known of [{ known_qty: 50 }, { known_price: 4.2 }, { known_date: "2026-12-20" }])
      expect(outcome(planOf(dated, { ...one({}), sentLines: back(known) }))).toEqual({});
    const fifty = answer([line([{ quantity: boxes(50) }], { quantity: boxes(50) })]);
    expect(outcome(planOf(fifty, { ...one({ quantity: 50 }), sentLines: back({ known_qty: 40 }) }))).toEqual({
      1201: kept,
    });
  });

  test("does not confirm the value that the buyer keeps", () => {
    const odoo = { ...one({ quantity: 50, price: 4.2 }), sentLines };
    const eight = answer([line([{ quantity: boxes(8) }], { price: dollars("4.50") })]);
    const decisions = findings(planOf(eight, odoo)).map(({ field, ...finding }) =>
      field === "price" ? { ...finding, field, decision: "keep-ours" as const } : { ...finding, field },
    );
    const plan = planOf(eight, odoo, {}, decisions);
    expect("operations" in plan && plan.operations).toEqual([
      expect.objectContaining({ values: expect.objectContaining({ product_qty: 8, price_unit: 4.2 }) }),
    ]);
  });

  test("applies what the buyer did not change after a person has accepted the rest", () => {
    const odoo = { ...one({ quantity: 50 }), sentLines };
    const later = answer([line([{ quantity: boxes(10), date: "2026-11-30", dateMeaning: "delivery" }])]);
    const [finding] = findings(planOf(later, odoo));
    if (finding === undefined) throw new Error("There is no finding to accept.");
    const plan = planOf(later, odoo, {}, [finding]);
    expect(outcome(plan)).toEqual({
      1201: { product_qty: 10, price_unit: 4.5, date_planned: at("2026-11-30") },
    });
  });

  test("of an earlier version needs a person, even though the change has been sent since", () => {
    const both = [...sentLines, sentLine({ id: 9003, version_number: 2, change_sequence: 1, known_qty: 50 })];
    const odoo = { ...one({ quantity: 50 }), sentLines: both };
    expect(outcome(planOf(clean, odoo))).toBe("ORDER_CHANGED");
  });

  test("is checked as usual if it names the change that the order has now", () => {
    const both = [...sentLines, sentLine({ id: 9003, version_number: 2, change_sequence: 1, known_qty: 50 })];
    const odoo = { ...one({ quantity: 50 }), sentLines: both };
    const forty = line([{ quantity: boxes(40) }], { quantity: boxes(50) });
    const toChange = answer([forty], { respondsTo: "change", changeSequence: 1 });
    expect(outcome(planOf(toChange, odoo))).toMatchObject({ 1201: { product_qty: 40 } });
    expect(outcome(planOf(answer([forty]), odoo))).toBe("ORDER_CHANGED");
  });

  test("is checked as usual if the vendor's own response changed the order", () => {
    const lowered = [sentLine({ known_qty: 8 })];
    expect(outcome(planOf(clean, { ...one({ quantity: 8 }), sentLines: lowered }))).toBe("QUANTITY_OVER");
  });
});

describe("deviations that grow with each response", () => {
  const odooAfter = (known: Record<string, unknown>, setup: Record<string, unknown>) => ({
    ...one(setup),
    sentLines: [sentLine(known)],
  });

  test("are limited as a whole for a price", () => {
    const raised = (price: string) => answer([line([{ quantity: boxes(10) }], { price: dollars(price) })]);
    const odoo = odooAfter({ known_price: 4.58 }, { price: 4.58 });
    expect(outcome(planOf(raised("4.59"), odoo))).toMatchObject({ 1201: { price_unit: 4.59 } });
    expect(outcome(planOf(raised("4.66"), odoo))).toBe("PRICE_VARIANCE");
    const accepted = odooAfter({ known_price: 6 }, { price: 6 });
    expect(outcome(planOf(raised("5.90"), accepted))).toMatchObject({ 1201: { price_unit: 5.9 } });
    expect(outcome(planOf(raised("6.05"), accepted))).toBe("PRICE_VARIANCE");
  });

  test("are limited as a whole for a date, also of a backorder", () => {
    const moved = (date: string) => answer([line([{ quantity: boxes(10), date, dateMeaning: "delivery" }])]);
    const odoo = odooAfter({ known_date: "2026-12-03" }, { expected: "2026-12-03" });
    expect(outcome(planOf(moved("2026-12-04"), odoo))).toMatchObject({
      1201: { date_planned: at("2026-12-04") },
    });
    expect(outcome(planOf(moved("2026-12-05"), odoo))).toBe("DATE_SLIP");
    expect(outcome(planOf(moved("2026-12-01"), odoo))).toMatchObject({
      1201: { date_planned: at("2026-12-01") },
    });
    const backordered = line([
      { status: "backordered", quantity: boxes(10), date: "2026-12-08", dateMeaning: "delivery" },
    ]);
    expect(outcome(planOf(answer([backordered]), odoo))).toBe("BACKORDER");
  });

  test("are limited as a whole for a quantity", () => {
    const policy = { quantity_decrease_percent: 20 };
    const fewer = (quantity: number) =>
      answer([line([{ quantity: boxes(quantity) }], { quantity: boxes(quantity) })]);
    const odoo = odooAfter({ known_qty: 9 }, { quantity: 9 });
    expect(outcome(planOf(fewer(8), odoo, policy))).toMatchObject({ 1201: { product_qty: 8 } });
    const eight = odooAfter({ known_qty: 8 }, { quantity: 8 });
    expect(outcome(planOf(fewer(7), eight, policy))).toBe("QUANTITY_SHORT");
  });
});
