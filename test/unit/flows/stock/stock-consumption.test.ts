import { describe, expect, test } from "vitest";
import type { StockMovement, StockMovementLine } from "../../../../sidecar/documents/stock-movement.ts";
import type { Plan } from "../../../../sidecar/flows/flow.ts";
import { stockConsumption } from "../../../../sidecar/flows/stock/stock-consumption/flow.ts";
import {
  consumed,
  type DepartmentSetup,
  ehr,
  movementLine,
  movementOf,
  stockPlan,
} from "../billing/departments.ts";

const codes = (plan: Plan) =>
  "exception" in plan ? plan.exception.findings.map(({ code }) => code) : "applied";
const says = (plan: Plan) =>
  "exception" in plan
    ? plan.exception.findings.map(({ text }) => text)
    : "operations" in plan
      ? [plan.note, ...(plan.changes ?? []).map(({ text }) => text)]
      : [];

/** A lot that expires early, one that expires late, and an expired one. */
const saline: DepartmentSetup = {
  lots: [
    { name: "LATE", expires: "2028-05-31" },
    { name: "EARLY", expires: "2027-01-31" },
    { name: "PAST", expires: "2026-11-19" },
  ],
  quants: [
    { lot: "LATE", quantity: 24 },
    { lot: "EARLY", quantity: 5 },
    { lot: "PAST", quantity: 3 },
    { lot: "LATE", place: 52, quantity: 90 },
    { product: 1002, quantity: 200 },
  ],
};

const item = (scheme: string, id: string): StockMovementLine["item"] => ({ ids: [{ scheme, id }] });
const lines = (plan: Plan) =>
  consumed(plan)?.lines.map((each) => [each.product_id, each.lot_id, each.quantity]);

describe("the consumption of a department", () => {
  test("leaves its location by lot, and is charged to its own cost centre", () => {
    const movement = movementOf([
      movementLine({ lot: { number: "LATE" } }),
      movementLine({ id: "2", item: item("buyer", "nf-1002"), quantity: { value: "10", unit: "C62" } }),
    ]);
    const plan = stockPlan(movement, saline);
    expect(consumed(plan)).toEqual({
      number: "MSG-1",
      direction: "consumption",
      used_on: "2026-11-20",
      location_id: 51,
      analytic_account_id: 71,
      lines: [
        { product_id: 3001, lot_id: 600, quantity: "2" },
        { product_id: 1002, quantity: "10" },
      ],
    });
    expect(says(plan)).toEqual(["Used from Clinic East: 2 × NF-3001 (lot LATE) and 10 × NF-1002."]);
    expect(plan).toMatchObject({
      links: [{ ref: "transfer" }],
      guards: [
        { model: "stock.quant", id: 800, field: "quantity", equals: 24 },
        { model: "stock.quant", id: 804, field: "quantity", equals: 200 },
      ],
    });
  });

  test("without a lot uses those that expire first, never an expired one", () => {
    const plan = stockPlan(movementOf([movementLine({ quantity: { value: "7", unit: "C62" } })]), saline);
    expect(lines(plan)).toEqual([
      [3001, 601, "5"],
      [3001, 600, "2"],
    ]);
    expect(says(plan)[1]).toBe(
      "Line 1 (NF-3001): the message does not specify the lot. The lots that expire first were used: 5 of lot EARLY (expires 2027-01-31) and 2 of lot LATE (expires 2028-05-31).",
    );
  });

  test("a line with a lot has precedence over a line without one", () => {
    const named = movementLine({ id: "2", quantity: { value: "5", unit: "C62" }, lot: { number: "EARLY" } });
    expect(lines(stockPlan(movementOf([movementLine(), named]), saline))).toEqual([
      [3001, 600, "2"],
      [3001, 601, "5"],
    ]);
  });

  test("stock in a sublocation belongs to the department", () => {
    const setup = { lots: [{ name: "A" }], quants: [{ lot: "A", place: 53, quantity: 2 }] };
    expect(lines(stockPlan(movementOf([movementLine()]), setup))).toEqual([[3001, 600, "2"]]);
  });

  test("a lot without expiry is used last", () => {
    const setup = {
      lots: [{ name: "EVER" }, { name: "SOON", expires: "2026-12-01" }],
      quants: [
        { lot: "EVER", quantity: 5 },
        { lot: "SOON", quantity: 5 },
      ],
    };
    expect(lines(stockPlan(movementOf([movementLine()]), setup))).toEqual([[3001, 601, "2"]]);
  });

  test("a lot can be used on its last day", () => {
    const setup = { lots: [{ name: "A", expires: "2026-11-20" }], quants: [{ lot: "A", quantity: 2 }] };
    expect(codes(stockPlan(movementOf([movementLine()]), setup))).toBe("applied");
    expect(codes(stockPlan(movementOf([movementLine({ lot: { number: "A" } })]), setup))).toBe("applied");
  });

  test("a serial number is used like a lot", () => {
    const setup = {
      lots: [{ name: "SN-1", product: 2010 }],
      quants: [{ product: 2010, lot: "SN-1", quantity: 1 }],
    };
    const line = movementLine({ item: item("buyer", "NF-2010"), quantity: { value: "1", unit: "C62" } });
    expect(lines(stockPlan(movementOf([line]), setup))).toEqual([[2010, 600, "1"]]);
  });

  test("a consumable has no stock limit", () => {
    const line = movementLine({ item: item("buyer", "NF-9001") });
    const plan = stockPlan(movementOf([line]));
    expect(lines(plan)).toEqual([[9001, undefined, "2"]]);
    expect(plan).toMatchObject({ guards: [] });
  });
});

describe("items, units, departments and cost centres", () => {
  test.each<readonly [string, StockMovementLine["item"], string, string, unknown]>([
    ["a box is a hundred", item("buyer", "NF-1002"), "1", "BX", [[1002, undefined, "100"]]],
    ["a GTIN of the piece", item("gtin", "09527000010026"), "3", "C62", [[1002, undefined, "3"]]],
    ["a GTIN of the box", item("gtin", "19527000010023"), "1", "BX", [[1002, undefined, "100"]]],
    ["EA is a piece", item("buyer", "NF-1002"), "3", "EA", [[1002, undefined, "3"]]],
  ])("%s", (_name, of, value, unit, expected) => {
    const line = movementLine({ item: of, quantity: { value, unit } });
    expect(lines(stockPlan(movementOf([line]), saline))).toEqual(expected);
  });

  test("an NDC and a tablet are found in the crosswalk", () => {
    const setup = {
      lots: [{ name: "P", product: 3004 }],
      quants: [{ product: 3004, lot: "P", quantity: 50 }],
    };
    const line = movementLine({ item: item("ndc", "00093226401"), quantity: { value: "20", unit: "U2" } });
    expect(lines(stockPlan(movementOf([line]), setup))).toEqual([[3004, 600, "20"]]);
  });

  test("a sender's own unit becomes an exception with its code, until it is mapped", () => {
    const movement = movementOf([
      movementLine({ quantity: { value: "2", unit: "hl7:DOSE" }, lot: { number: "LATE" } }),
    ]);
    const plan = stockPlan(movement, saline);
    const [finding] = "exception" in plan ? plan.exception.findings : [];
    expect(finding).toMatchObject({
      code: "UNKNOWN_UNIT",
      theirs: "DOSE",
      unknown: { model: "uom.uom", scheme: "unit", value: "DOSE" },
    });
    const { scheme, value, model } = finding?.unknown ?? { scheme: "", value: "", model: "" };
    const crosswalk = [[scheme, value, model, 2]] as const;
    expect(lines(stockPlan(movement, { ...saline, crosswalk }))?.map(([, , quantity]) => quantity)).toEqual([
      "20",
    ]);
    const { crosswalk: read } = stockConsumption.reads(movement, ehr);
    expect(JSON.stringify(read)).toContain('"DOSE"');
  });

  test("two cost centres with two accounts become an exception", () => {
    const ids = ["CC-CLE", "CC-CLW"].map((id) => ({ scheme: "cost-centre", id }));
    const crosswalk = [["cost-centre", "CC-CLW", "account.analytic.account", 72]] as const;
    const movement = movementOf([movementLine()], { costCentre: ids });
    expect(codes(stockPlan(movement, { ...saline, crosswalk }))).toEqual(["AMBIGUOUS_MATCH"]);
  });

  test("the crosswalk takes precedence over a department's barcode", () => {
    const crosswalk = [["department", "DEP-CLE", "stock.location", 52]] as const;
    const movement = movementOf([movementLine({ lot: { number: "LATE" } })]);
    expect(consumed(stockPlan(movement, { ...saline, crosswalk }))?.location_id).toBe(52);
  });

  test("a stated cost centre is charged, whatever the department", () => {
    const movement = movementOf([movementLine()], {
      department: [{ scheme: "department", id: "DEP-CLW" }],
      costCentre: [{ scheme: "cost-centre", id: "CC-CLE" }],
    });
    expect(consumed(stockPlan(movement, saline))).toMatchObject({ location_id: 52, analytic_account_id: 71 });
  });

  test.each<readonly [string, Partial<StockMovementLine>, Partial<StockMovement>, string]>([
    ["an item nobody knows", { item: item("buyer", "NF-0000") }, {}, "UNKNOWN_ITEM"],
    ["an item of an unknown scheme", { item: item("other", "NF-3001") }, {}, "UNKNOWN_ITEM"],
    ["a service", { item: item("buyer", "NF-9002") }, {}, "UNKNOWN_ITEM"],
    [
      "two items at once",
      { item: { ids: [...item("buyer", "NF-3001").ids, ...item("buyer", "NF-1002").ids] } },
      {},
      "AMBIGUOUS_MATCH",
    ],
    ["a unit of another kind", { quantity: { value: "1", unit: "KGM" } }, {}, "UNKNOWN_UNIT"],
    [
      "one of a pack's barcode",
      { item: item("gtin", "19527000010023"), quantity: { value: "1", unit: "C62" } },
      {},
      "UNKNOWN_UNIT",
    ],
    [
      "a box of unknown size",
      { item: item("buyer", "NF-3004"), quantity: { value: "1", unit: "BX" } },
      {},
      "UNKNOWN_UNIT",
    ],
    [
      "a department nobody knows",
      {},
      { department: [{ scheme: "department", id: "ICU" }] },
      "UNKNOWN_LOCATION",
    ],
    [
      "a cost centre nobody knows",
      {},
      { costCentre: [{ scheme: "cost-centre", id: "CC-ICU" }] },
      "UNKNOWN_ACCOUNT",
    ],
  ])("%s becomes an exception, and nothing is done", (_name, line, movement, code) => {
    const plan = stockPlan(movementOf([movementLine(line)], movement), saline);
    expect(codes(plan)).toContain(code);
    expect("exception" in plan && plan.exception.suggestion).toMatch(/retry|unique/);
  });

  test("a department without an account needs a cost centre", () => {
    const crosswalk = [["department", "CLX", "stock.location", 51]] as const;
    const movement = movementOf([movementLine()], { department: [{ scheme: "department", id: "CLX" }] });
    expect(codes(stockPlan(movement, { ...saline, crosswalk }))).toEqual(["UNKNOWN_ACCOUNT"]);
  });

  test("all findings are reported at once", () => {
    const movement = movementOf(
      [
        movementLine({ item: item("buyer", "X") }),
        movementLine({ id: "2", quantity: { value: "1", unit: "KGM" } }),
      ],
      { department: [{ scheme: "department", id: "ICU" }] },
    );
    expect(codes(stockPlan(movement, saline))).toEqual([
      "UNKNOWN_LOCATION",
      "UNKNOWN_ACCOUNT",
      "UNKNOWN_ITEM",
      "UNKNOWN_UNIT",
    ]);
  });
});

describe("invalid lots and quantities", () => {
  test.each<readonly [string, Partial<StockMovementLine>, string, string]>([
    ["a lot nobody knows", { lot: { number: "X" } }, "LOT_MISSING", "the lot X is not in Odoo"],
    ["a lot past its day", { lot: { number: "PAST" } }, "EXPIRED", "expired on 2026-11-19"],
    [
      "a lot past its day by the pack's own print",
      { lot: { number: "LATE", expiry: "2026-10-31" } },
      "EXPIRED",
      "expired on 2026-10-31",
    ],
    [
      "more than there is of the lot",
      { lot: { number: "EARLY" }, quantity: { value: "6", unit: "C62" } },
      "QUANTITY_SHORT",
      "6 Units of lot EARLY were used, but Clinic East has only 5 Units",
    ],
    [
      "more than there is at all",
      { quantity: { value: "33", unit: "C62" } },
      "QUANTITY_SHORT",
      "33 Units were used, but Clinic East has only 29 Units",
    ],
    [
      "so much that only expired lots are left",
      { quantity: { value: "31", unit: "C62" } },
      "EXPIRED",
      "only 29 Units of the 32 Units in Clinic East had not expired",
    ],
    [
      "more gloves than there are",
      { item: item("buyer", "NF-1002"), quantity: { value: "3", unit: "BX" } },
      "QUANTITY_SHORT",
      "300 Units were used, but Clinic East has only 200 Units",
    ],
  ])("%s: %s", (_name, line, code, text) => {
    const plan = stockPlan(movementOf([movementLine(line)]), saline);
    expect(codes(plan)).toEqual([code]);
    expect(says(plan)[0]).toContain(text);
  });

  test("two lines together do not consume more than the stock", () => {
    const five = (id: string) => movementLine({ id, quantity: { value: "15", unit: "C62" } });
    const plan = stockPlan(movementOf([five("1"), five("2")]), saline);
    expect(codes(plan)).toEqual(["EXPIRED"]);
    expect("exception" in plan && plan.exception.findings[0]?.line).toBe("2");
  });

  test("negative stock counts as none", () => {
    const setup = { lots: [{ name: "A" }], quants: [{ lot: "A", quantity: -4 }] };
    expect(codes(stockPlan(movementOf([movementLine()]), setup))).toEqual(["QUANTITY_SHORT"]);
  });

  test("without first expiry, first out, a lot is required", () => {
    const plan = stockPlan(movementOf([movementLine()]), saline, { first_expiry_first_out: false });
    expect(codes(plan)).toEqual(["LOT_MISSING"]);
  });
});

describe("a return", () => {
  const back = { direction: "return" } as const;

  test("is added to the location with its lot", () => {
    const plan = stockPlan(movementOf([movementLine({ lot: { number: "EARLY" } })], back), {
      lots: saline.lots ?? [],
    });
    expect(consumed(plan)).toMatchObject({ direction: "return", lines: [{ lot_id: 601, quantity: "2" }] });
    expect(plan).toMatchObject({ guards: [] });
    expect(says(plan)).toEqual(["Returned to Clinic East: 2 × NF-3001 (lot EARLY)."]);
  });

  test.each([
    ["without its lot", undefined, "LOT_MISSING"],
    ["past its day", { number: "PAST" }, "EXPIRED"],
  ])("%s becomes an exception", (_name, lot, code) => {
    const line = lot === undefined ? movementLine() : movementLine({ lot });
    expect(codes(stockPlan(movementOf([line], back), saline))).toEqual([code]);
  });
});

test("a movement has its own aggregate", () => {
  const of = (id: string) => stockConsumption.aggregate(movementOf([], { id }), ehr);
  expect([of("M-1"), of("M-2")]).toEqual(["stock/ehr/M-1", "stock/ehr/M-2"]);
});
