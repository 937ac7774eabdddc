import { describe, expect, test } from "vitest";
import { orderResponse } from "../../../../sidecar/flows/purchasing/order-response/flow.ts";
import {
  answer,
  at,
  boxes,
  dollars,
  keeps,
  line,
  type Over,
  outcome,
  type Part,
  pieces,
  planOf,
} from "./order-responses.ts";

describe("a line answered in one part (ten boxes ordered at 4.50 for 27 November)", () => {
  test.each<[string, Part, Over, Record<string, unknown> | string]>([
    ["accepted", {}, {}, {}],
    ["accepted with its quantity", { quantity: boxes(10) }, {}, {}],
    ["accepted for the same day", { date: "2026-11-27" }, {}, {}],
    ["accepted for an earlier day", { date: "2026-11-25" }, {}, { 1201: { date_planned: at("2026-11-25") } }],
    ["accepted seven days later", { date: "2026-12-04" }, {}, { 1201: { date_planned: at("2026-12-04") } }],
    ["accepted eight days later", { date: "2026-12-05" }, {}, "DATE_SLIP"],
    [
      "date changed",
      { status: "date-changed", date: "2026-12-01" },
      {},
      { 1201: { date_planned: at("2026-12-01") } },
    ],
    ["date changed too far", { status: "date-changed", date: "2027-01-15" }, {}, "DATE_SLIP"],
    [
      "quantity changed down",
      { status: "quantity-changed", quantity: boxes(8) },
      {},
      { 1201: { product_qty: 8, ...keeps } },
    ],
    [
      "quantity restated lower on the line",
      {},
      { quantity: boxes(8) },
      { 1201: { product_qty: 8, ...keeps } },
    ],
    ["quantity changed up", { status: "quantity-changed", quantity: boxes(12) }, {}, "QUANTITY_OVER"],
    ["quantity changed to nothing", { status: "quantity-changed", quantity: boxes(0) }, {}, "LINE_REJECTED"],
    [
      "changed in quantity and date",
      { status: "changed", quantity: boxes(8), date: "2026-12-01" },
      {},
      { 1201: { product_qty: 8, price_unit: 4.5, date_planned: at("2026-12-01") } },
    ],
    ["price restated equal", {}, { price: dollars("4.5") }, {}],
    ["price restated within the tolerance", {}, { price: dollars("4.55") }, { 1201: { price_unit: 4.55 } }],
    [
      "price restated lower within the tolerance",
      {},
      { price: dollars("4.41") },
      { 1201: { price_unit: 4.41 } },
    ],
    ["price at the bound of the tolerance", {}, { price: dollars("4.59") }, { 1201: { price_unit: 4.59 } }],
    ["price beyond the tolerance", {}, { price: dollars("4.60") }, "PRICE_VARIANCE"],
    ["price far below", {}, { price: dollars("3.00") }, "PRICE_VARIANCE"],
    ["price of nothing", {}, { price: dollars("0") }, "PRICE_VARIANCE"],
    [
      "price changed in the part",
      { status: "price-changed", price: dollars("4.55") },
      {},
      { 1201: { price_unit: 4.55 } },
    ],
    ["price changed, not said to what", { status: "price-changed" }, { price: undefined }, "PRICE_VARIANCE"],
    ["no price at all", {}, { price: undefined }, {}],
    [
      "backordered with a near day",
      { status: "backordered", date: "2026-12-03" },
      {},
      { 1201: { date_planned: at("2026-12-03") } },
    ],
    ["backordered with a far day", { status: "backordered", date: "2026-12-24" }, {}, "BACKORDER"],
    ["backordered without a day", { status: "backordered" }, {}, "BACKORDER"],
    ["partial, the rest backordered by meaning", { status: "partial", quantity: boxes(6) }, {}, "BACKORDER"],
    ["partial of everything", { status: "partial", quantity: boxes(10) }, {}, {}],
    ["substituted", { status: "substituted" }, {}, "SUBSTITUTION"],
    ["rejected", { status: "rejected" }, {}, "LINE_REJECTED"],
    [
      "in pieces instead of boxes",
      { quantity: pieces(1000) },
      { quantity: pieces(1000), price: dollars("0.045") },
      {},
    ],
    [
      "in pieces, fewer",
      { quantity: pieces(800) },
      { quantity: pieces(800), price: dollars("0.045") },
      { 1201: { product_qty: 8, ...keeps } },
    ],
    ["in a unit nobody knows", { quantity: { value: "10", unit: "DZN" } }, {}, "UNKNOWN_UNIT"],
    ["in a unit of another kind", {}, { quantity: { value: "10", unit: "KGM" } }, "UNKNOWN_UNIT"],
  ])("%s", (_what, part, over, expected) => {
    expect(outcome(planOf(answer([line([part], over)])))).toEqual(expected);
  });

  test("without parts or date, the line is accepted as the vendor repeats it", () => {
    expect(outcome(planOf(answer([line([])])))).toEqual({});
    expect(outcome(planOf(answer([line([], { quantity: boxes(7) })])))).toEqual({
      1201: { product_qty: 7, ...keeps },
    });
  });
});

describe("a line answered in several parts", () => {
  const six = { quantity: boxes(6), date: "2026-11-27" };
  const four = { status: "backordered" as const, quantity: boxes(4) };

  test.each<[string, Part[], Record<string, unknown> | string]>([
    [
      "six now, four backordered near",
      [six, { ...four, date: "2026-12-03" }],
      { 1201: { date_planned: at("2026-12-03") } },
    ],
    ["six now, four backordered far", [six, { ...four, date: "2026-12-30" }], "BACKORDER"],
    ["six now, four backordered without a day", [six, four], "BACKORDER"],
    [
      "partial six, four backordered near",
      [
        { ...six, status: "partial" },
        { ...four, date: "2026-12-03" },
      ],
      { 1201: { date_planned: at("2026-12-03") } },
    ],
    [
      "six now, two backordered: eight in all",
      [six, { ...four, quantity: boxes(2), date: "2026-12-03" }],
      { 1201: { product_qty: 8, price_unit: 4.5, date_planned: at("2026-12-03") } },
    ],
    [
      "six and four on two days",
      [six, { quantity: boxes(4), date: "2026-12-01" }],
      { 1201: { date_planned: at("2026-12-01") } },
    ],
    [
      "five accepted and five with a new day are ten",
      [
        { quantity: boxes(5), date: "2026-11-27" },
        { status: "date-changed", quantity: boxes(5), date: "2026-12-01" },
      ],
      { 1201: { date_planned: at("2026-12-01") } },
    ],
    ["six and six", [six, { ...six, date: "2026-12-01" }], "QUANTITY_OVER"],
    [
      "ten with a new day and ten with a new price speak of the same ten",
      [
        { status: "date-changed", quantity: boxes(10), date: "2026-12-01" },
        { status: "price-changed", quantity: boxes(10), price: dollars("4.55") },
      ],
      { 1201: { date_planned: at("2026-12-01"), price_unit: 4.55 } },
    ],
    [
      "a new day, a new price and a lower quantity, each said once",
      [
        { status: "price-changed", price: dollars("4.55") },
        { status: "date-changed", date: "2026-12-01" },
        { status: "quantity-changed", quantity: boxes(8) },
      ],
      { 1201: { product_qty: 8, price_unit: 4.55, date_planned: at("2026-12-01") } },
    ],
    ["six accepted, four rejected", [six, { status: "rejected", quantity: boxes(4) }], "LINE_REJECTED"],
    [
      "accepted, and four of it backordered",
      [{ date: "2026-11-27" }, { ...four, date: "2026-12-01" }],
      { 1201: { date_planned: at("2026-12-01") } },
    ],
  ])("%s", (_what, parts, expected) => {
    expect(outcome(planOf(answer([line(parts)])))).toEqual(expected);
  });

  test("the note states the backordered quantity", () => {
    const plan = planOf(answer([line([six, { ...four, date: "2026-12-03" }])]));
    const changes = "changes" in plan ? plan.changes : [];
    expect(changes?.[0]?.text).toBe(
      "Line 1 (NF-1002 Nitrile exam gloves, medium): 6 are confirmed for 2026-11-27, and 4 are backordered until 2026-12-03.",
    );
  });
});

describe("the connection's policy", () => {
  test.each<[string, Record<string, unknown>, Part, Over, Record<string, unknown> | string]>([
    ["no later day at all", { date_tolerance_days: 0 }, { date: "2026-11-28" }, {}, "DATE_SLIP"],
    [
      "a month later",
      { date_tolerance_days: 30 },
      { date: "2026-12-24" },
      {},
      { 1201: { date_planned: at("2026-12-24") } },
    ],
    ["no decrease", { quantity_decrease_percent: 0 }, { quantity: boxes(9) }, {}, "QUANTITY_SHORT"],
    [
      "a decrease up to the bound",
      { quantity_decrease_percent: 20 },
      { quantity: boxes(8) },
      {},
      { 1201: { product_qty: 8, ...keeps } },
    ],
    [
      "a decrease beyond the bound",
      { quantity_decrease_percent: 20 },
      { quantity: boxes(7) },
      {},
      "QUANTITY_SHORT",
    ],
    [
      "no backorders",
      { accept_backorders: false },
      { status: "backordered", date: "2026-11-28" },
      {},
      "BACKORDER",
    ],
    ["no price difference", { price_tolerance_percent: 0 }, {}, { price: dollars("4.51") }, "PRICE_VARIANCE"],
    [
      "the amount allows what the percentage does not",
      { price_tolerance_percent: 0, price_tolerance_amount: 0.25 },
      {},
      { price: dollars("4.75") },
      { 1201: { price_unit: 4.75 } },
    ],
    [
      "neither allows",
      { price_tolerance_percent: 1, price_tolerance_amount: 0.04 },
      {},
      { price: dollars("4.55") },
      "PRICE_VARIANCE",
    ],
  ])("%s", (_what, policy, part, over, expected) => {
    expect(outcome(planOf(answer([line([part], over)]), {}, policy))).toEqual(expected);
  });

  test("asks about every reduction unless the connection allows it", () => {
    const policy = { quantity_decrease_percent: undefined };
    expect(outcome(planOf(answer([line([{ quantity: boxes(9) }])]), {}, policy))).toBe("QUANTITY_SHORT");
  });

  test("has the defaults of the connection in Odoo", () => {
    expect(orderResponse.policy.strip().parse({ charge_account_id: null })).toEqual({
      price_tolerance_percent: 2,
      price_tolerance_amount: 0,
      date_tolerance_days: 7,
      quantity_decrease_percent: 0,
      transit_days: null,
      charge_tolerance_amount: 0,
      accept_backorders: true,
    });
  });
});
