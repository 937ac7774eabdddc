import { describe, expect, test } from "vitest";
import type { OdooSetup } from "../northfield.ts";
import { answer, at, boxes, dollars, keeps, line, type Over, outcome, planOf } from "./order-responses.ts";

describe("the matching of lines", () => {
  const three: OdooSetup = {
    orders: [
      {
        lines: [
          { product: 1001, number: 1 },
          { product: 1002, number: 2 },
          { product: 1003, number: 4 },
        ],
      },
    ],
  };
  const moved = { date: "2026-12-01" };
  const ids = (...pairs: [string, string][]) => ({ ids: pairs.map(([scheme, id]) => ({ scheme, id })) });

  test.each<[string, Over, number | string]>([
    ["by number and item", { id: "2", item: ids(["seller", "HM-10041"]) }, 1202],
    ["by number with leading zeros", { id: "0002", item: ids(["seller", "HM-10041"]) }, 1202],
    ["by the number that was given to the line, not by its position", { id: "4", item: ids() }, 1203],
    ["by position only where that is the number", { id: "3", item: ids() }, "UNKNOWN_ITEM"],
    ["by number alone, without item numbers", { id: "2", item: ids() }, 1202],
    [
      "by number alone, with a maker's number that we do not hold",
      { id: "2", item: ids(["maker", "R-77"]) },
      1202,
    ],
    ["by the supplier's item number", { id: undefined, item: ids(["seller", "HM-10042"]) }, 1203],
    [
      "by the supplier's item number in another case",
      { id: undefined, item: ids(["seller", "hm-10042"]) },
      1203,
    ],
    ["by our item number", { id: undefined, item: ids(["buyer", "NF-1003"]) }, 1203],
    ["by the GTIN of the piece", { id: undefined, item: ids(["gtin", "09527000010033"]) }, 1203],
    ["by the GTIN of the box", { id: undefined, item: ids(["gtin", "19527000010030"]) }, 1203],
    ["by item when the number says another line", { id: "1", item: ids(["seller", "HM-10042"]) }, 1203],
    ["by item when the number is no line", { id: "900", item: ids(["seller", "HM-10042"]) }, 1203],
    [
      "by one known number among unknown ones",
      { id: "2", item: ids(["seller", "OLD-1"], ["buyer", "NF-1002"]) },
      1202,
    ],
    [
      "not at all: the item is not on the order",
      { id: "2", item: ids(["seller", "HM-99999"]) },
      "UNKNOWN_ITEM",
    ],
    ["not at all: no number and no item", { id: undefined, item: ids() }, "UNKNOWN_ITEM"],
    ["not at all: words instead of a number", { id: "two", item: ids() }, "UNKNOWN_ITEM"],
  ])("%s", (_what, over, expected) => {
    const result = outcome(planOf(answer([line([moved], over)]), three));
    expect(result).toEqual(
      typeof expected === "string" ? expected : { [expected]: { date_planned: at("2026-12-01") } },
    );
  });

  test("ignores sections and notes", () => {
    const odoo: OdooSetup = {
      orders: [{ lines: [{ section: true }, { product: 1001 }, { product: 1002 }] }],
    };
    const plan = planOf(answer([line([moved], { id: "2", item: ids() })]), odoo);
    expect(outcome(plan)).toEqual({ 1203: { date_planned: at("2026-12-01") } });
  });

  test("distinguishes two lines with the same item by number only", () => {
    const twice: OdooSetup = { orders: [{ lines: [{}, {}] }] };
    expect(outcome(planOf(answer([line([moved], { id: "2" })]), twice))).toEqual({
      1202: { date_planned: at("2026-12-01") },
    });
    expect(outcome(planOf(answer([line([moved], { id: "9" })]), twice))).toBe("AMBIGUOUS_MATCH");
  });

  test("makes a line that is answered twice an exception", () => {
    expect(outcome(planOf(answer([line([]), line([])])))).toBe("AMBIGUOUS_MATCH");
  });

  test("recognises a substitute's numbers in place of the line's", () => {
    const plan = planOf(answer([line([{ status: "substituted" }], { item: ids(["seller", "HM-77777"]) })]));
    expect(outcome(plan)).toBe("SUBSTITUTION");
    expect("exception" in plan && plan.exception.findings[0]?.theirs).toBe("HM-77777");
  });

  test.each(["seller", "item"])("uses the crosswalk's scheme %s for items unknown to Odoo", (scheme) => {
    const crosswalk = [[scheme, "OLD-42", "product.product", 1002] as const];
    const given = answer([line([moved], { item: ids(["seller", "OLD-42"]) })]);
    expect(outcome(planOf(given, { crosswalk }))).toEqual({ 1201: { date_planned: at("2026-12-01") } });
    expect(outcome(planOf(given))).toBe("UNKNOWN_ITEM");
  });

  test("uses a pack size from the crosswalk", () => {
    const crosswalk = [["unit", "BX", "uom.uom", 2] as const];
    const plan = planOf(answer([line([], { quantity: boxes(50), price: dollars("0.45") })]), { crosswalk });
    expect(outcome(plan)).toEqual({ 1201: { product_qty: 5, ...keeps } });
  });
});
