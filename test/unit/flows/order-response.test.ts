import { describe, expect, test } from "vitest";
import type {
  OrderResponse,
  OrderResponseLine,
  OrderResponsePart,
} from "../../../sidecar/documents/order-response.ts";
import type { Plan } from "../../../sidecar/flows/flow.ts";
import { orderResponse } from "../../../sidecar/flows/order-response/flow.ts";
import { type LineSetup, type OdooSetup, profile, snapshotOf } from "./northfield.ts";

type Part = Partial<OrderResponsePart>;

/** What a test wants different in a line; undefined leaves it out. */
type Over = { readonly [Field in keyof OrderResponseLine]?: OrderResponseLine[Field] | undefined };

/** A box line of medium gloves as the supplier answers it. */
function line(parts: readonly Part[], over: Over = {}): OrderResponseLine {
  const usual = {
    id: "1",
    item: { ids: [{ scheme: "seller", id: "HM-10041" }] },
    quantity: boxes(10),
    price: dollars("4.50"),
    parts: parts.map((part) => ({ status: "accepted", ...part })),
  };
  const given = Object.entries({ ...usual, ...over }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as OrderResponseLine;
}

const boxes = (value: number) => ({ value: String(value), unit: "BX" });
const pieces = (value: number) => ({ value: String(value), unit: "C62" });
const dollars = (amount: string) => ({ amount, currency: "USD" });

function answer(lines: readonly OrderResponseLine[], over: Partial<OrderResponse> = {}): OrderResponse {
  return {
    type: "OrderResponse",
    id: "P00012",
    orderReference: "P00012",
    response: "detail",
    lines: [...lines],
    ...over,
  };
}

function planOf(document: OrderResponse, odoo: OdooSetup = {}, policy: Record<string, unknown> = {}): Plan {
  const connection = { ...profile, policy };
  const context = { connection, policy: orderResponse.policy.parse(policy), today: "2026-11-21" };
  return orderResponse.plan(document, snapshotOf(odoo), context);
}

/** What the plan writes on lines, by line id; an exception's code when it writes nothing. */
function outcome(plan: Plan): Record<string, unknown> | string {
  if ("exception" in plan) return plan.exception.code;
  if (!("operations" in plan)) throw new Error("Neither applied nor held.");
  const writes = plan.operations.flatMap((each) => (each.op === "write" ? [[each.id, each.values]] : []));
  return Object.fromEntries(writes);
}

const one = (setup: LineSetup): OdooSetup => ({ orders: [{ lines: [setup] }] });
const at = (day: string) => `${day}T12:00:00Z`;
const keeps = { price_unit: 4.5, date_planned: "2026-11-27T15:30:00Z" };

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

  test("without any part or date, the line stands as the supplier repeats it", () => {
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

  test("what stays on backorder is said in words", () => {
    const plan = planOf(answer([line([six, { ...four, date: "2026-12-03" }])]));
    const changes = "changes" in plan ? plan.changes : [];
    expect(changes?.[0]?.text).toBe(
      "Line 1 (NF-1002 Nitrile exam gloves, medium): 6 on 2026-11-27, 4 backordered until 2026-12-03.",
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

  test("its defaults are the ones of the connection in Odoo", () => {
    expect(orderResponse.policy.parse({ charge_account_id: null })).toEqual({
      price_tolerance_percent: 2,
      price_tolerance_amount: 0,
      date_tolerance_days: 7,
      quantity_decrease_percent: 100,
      transit_days: null,
      charge_tolerance_amount: 0,
      accept_backorders: true,
    });
  });
});

describe("what a supplier says beside the line's own terms", () => {
  const of = (amount: string, value: string, unit: string) => ({
    ...dollars(amount),
    baseQuantity: { value, unit },
  });

  test.each<[string, Part, Over, Record<string, unknown> | string]>([
    ["a price per dozen that happens to be ours", {}, { price: of("4.50", "12", "BX") }, "PRICE_VARIANCE"],
    ["a price per case that happens to be ours", { price: of("4.50", "1", "CS") }, {}, "PRICE_VARIANCE"],
    ["a price per pound that happens to be ours", {}, { price: of("4.50", "1", "LBR") }, "PRICE_VARIANCE"],
    [
      "a new price per piece that happens to be ours",
      { price: of("4.50", "1", "C62") },
      {},
      "PRICE_VARIANCE",
    ],
    ["ours per piece, as partners write it of packs", {}, { price: of("4.50", "1", "C62") }, {}],
    ["a price per piece that is ours by the pack", {}, { price: of("0.045", "1", "C62") }, {}],
    ["a changed price that a person has entered since", { status: "price-changed" }, {}, {}],
    [
      "a changed price that is not stated",
      { status: "price-changed" },
      { price: undefined },
      "PRICE_VARIANCE",
    ],
    [
      "a changed price that is ours, said of its own",
      { status: "price-changed", price: dollars("4.50") },
      {},
      {},
    ],
    [
      "a pending price",
      { status: "price-changed", pricePending: true, price: dollars("4.55") },
      {},
      "PRICE_VARIANCE",
    ],
    ["our day repeated", { date: "2026-11-27", dateMeaning: "requested" }, {}, {}],
    ["another day repeated", { date: "2026-11-30", dateMeaning: "requested" }, {}, "DATE_SLIP"],
    ["a day before the order", { date: "2025-12-18" }, {}, "DATE_SLIP"],
  ])("%s", (_what, part, over, expected) => {
    expect(outcome(planOf(answer([line([part], over)])))).toEqual(expected);
  });

  test("terms of payment are shown", () => {
    const plan = planOf(answer([line([{}])], { paymentTerms: "5 days from the invoice's date" }));
    expect(plan).toMatchObject({
      changes: [{ text: "The supplier names payment terms: 5 days from the invoice's date." }],
    });
  });

  test("our own number of another item is another item, whatever else fits", () => {
    const item = {
      ids: [
        { scheme: "buyer", id: "NF-1001" },
        { scheme: "seller", id: "HM-10041" },
      ],
    };
    expect(outcome(planOf(answer([line([{}], { item })])))).toBe("UNKNOWN_ITEM");
  });
});

describe("which line is meant", () => {
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

  test("sections and notes are not counted", () => {
    const odoo: OdooSetup = {
      orders: [{ lines: [{ section: true }, { product: 1001 }, { product: 1002 }] }],
    };
    const plan = planOf(answer([line([moved], { id: "2", item: ids() })]), odoo);
    expect(outcome(plan)).toEqual({ 1203: { date_planned: at("2026-12-01") } });
  });

  test("the same item on two lines is told apart by the number only", () => {
    const twice: OdooSetup = { orders: [{ lines: [{}, {}] }] };
    expect(outcome(planOf(answer([line([moved], { id: "2" })]), twice))).toEqual({
      1202: { date_planned: at("2026-12-01") },
    });
    expect(outcome(planOf(answer([line([moved], { id: "9" })]), twice))).toBe("AMBIGUOUS_MATCH");
  });

  test("a line answered twice is for a person", () => {
    expect(outcome(planOf(answer([line([]), line([])])))).toBe("AMBIGUOUS_MATCH");
  });

  test("a substitute's numbers in place of the line's", () => {
    const plan = planOf(answer([line([{ status: "substituted" }], { item: ids(["seller", "HM-77777"]) })]));
    expect(outcome(plan)).toBe("SUBSTITUTION");
    expect("exception" in plan && plan.exception.findings[0]?.theirs).toBe("supplier's number HM-77777");
  });

  test.each(["seller", "item"])("the crosswalk's scheme %s knows what Odoo does not", (scheme) => {
    const crosswalk = [[scheme, "OLD-42", "product.product", 1002] as const];
    const given = answer([line([moved], { item: ids(["seller", "OLD-42"]) })]);
    expect(outcome(planOf(given, { crosswalk }))).toEqual({ 1201: { date_planned: at("2026-12-01") } });
    expect(outcome(planOf(given))).toBe("UNKNOWN_ITEM");
  });

  test("a pack size from the crosswalk", () => {
    const crosswalk = [["unit", "BX", "uom.uom", 2] as const];
    const plan = planOf(answer([line([], { quantity: boxes(50), price: dollars("0.45") })]), { crosswalk });
    expect(outcome(plan)).toEqual({ 1201: { product_qty: 5, ...keeps } });
  });
});

describe("the order", () => {
  test("accepted as a whole is noted and nothing changes", () => {
    const plan = planOf(answer([], { response: "accepted" }));
    expect(plan).toMatchObject({
      operations: [],
      links: [{ model: "purchase.order", id: 12 }],
      note: "Harbor Medical Supply accepted the order.",
    });
  });

  test("accepted as a whole for a day moves every line to it", () => {
    const odoo: OdooSetup = {
      orders: [{ lines: [{ product: 1001 }, { product: 1002, expected: "2026-12-01" }] }],
    };
    const plan = planOf(answer([], { response: "accepted", date: "2026-12-01" }), odoo);
    expect(outcome(plan)).toEqual({ 1201: { date_planned: at("2026-12-01") } });
  });

  test("rejected as a whole", () => {
    const plan = planOf(answer([], { response: "rejected" }));
    expect(plan).toMatchObject({
      exception: { code: "LINE_REJECTED", links: [{ model: "purchase.order", id: 12 }] },
    });
  });

  test("the date of the document holds where a line says none", () => {
    const plan = planOf(answer([line([{}])], { date: "2026-12-02" }));
    expect(outcome(plan)).toEqual({ 1201: { date_planned: at("2026-12-02") } });
  });

  test.each([
    ["does not exist", { orders: [] }, "There is no order P00012 from us to Harbor Medical Supply."],
    ["was cancelled", { orders: [{ state: "cancel" }] }, "The order P00012 was cancelled in Odoo."],
    ["is still a draft", { orders: [{ state: "draft" }] }, "The order P00012 is not confirmed in Odoo."],
  ])("that %s", (_what, odoo, text) => {
    const plan = planOf(answer([line([])]), odoo);
    expect(plan).toMatchObject({ exception: { code: "UNKNOWN_ORDER", findings: [{ text }] } });
  });

  test("that is there twice", () => {
    expect(outcome(planOf(answer([line([])]), { orders: [{}, {}] }))).toBe("AMBIGUOUS_MATCH");
  });

  test("on a connection without a partner nobody's orders are looked up", () => {
    const connection = { ...profile, partnerId: null };
    const policy = orderResponse.policy.parse({});
    const plan = orderResponse.plan(answer([]), snapshotOf(), { connection, policy, today: "2026-11-21" });
    expect(outcome(plan)).toBe("UNKNOWN_PARTNER");
    const reads = orderResponse.reads(answer([]), connection);
    expect(reads.orders?.domain).toContainEqual(["partner_id", "child_of", 0]);
  });

  test("in another currency", () => {
    const euro: OdooSetup = { orders: [{ currency: 2 }] };
    expect(outcome(planOf(answer([line([])], { currency: "USD" }), euro))).toBe("PRICE_VARIANCE");
    expect(outcome(planOf(answer([line([])]), euro))).toEqual({});
  });

  test("takes the seller's number of it only when it has none", () => {
    const given = answer([line([])], { sellerReference: "SO-9001" });
    expect(outcome(planOf(given))).toEqual({ 12: { partner_ref: "SO-9001" } });
    expect(outcome(planOf(given, { orders: [{ supplierReference: "by hand" }] }))).toEqual({});
  });

  test("is proven to be with the supplier, applied or not", () => {
    const acknowledges = [{ document: { type: "Order", number: "P00012" }, status: "accepted", errors: [] }];
    expect(planOf(answer([line([])]))).toMatchObject({ acknowledges });
    expect(planOf(answer([line([{ status: "rejected" }])]))).toMatchObject({ acknowledges });
  });
});

describe("a document with several troubles", () => {
  const odoo: OdooSetup = { orders: [{ lines: [{ product: 1001 }, { product: 1002 }, { product: 1003 }] }] };
  const gloves = (id: string, code: string, part: Part) =>
    line([part], { id, item: { ids: [{ scheme: "seller", id: code }] } });

  test("is held as a whole: nothing of it is applied, every troubled line is told, the gravest names it", () => {
    const plan = planOf(
      answer([
        gloves("1", "HM-10040", { date: "2026-12-01" }),
        gloves("2", "HM-10041", { date: "2027-02-01" }),
        gloves("3", "HM-10042", { status: "rejected" }),
      ]),
      odoo,
    );
    expect(plan).toMatchObject({
      exception: {
        code: "LINE_REJECTED",
        findings: [
          { code: "DATE_SLIP", line: "2", item: "NF-1002", ours: "2026-11-27", theirs: "2027-02-01" },
          { code: "LINE_REJECTED", line: "3", item: "NF-1003" },
        ],
        suggestion: "Lines 2 and 3: order the line elsewhere or cancel it, then dismiss this.",
      },
    });
  });

  test("a note counts what was not mentioned", () => {
    const plan = planOf(answer([gloves("1", "HM-10040", { date: "2026-12-01" })]), odoo);
    expect("note" in plan && plan.note).toBe(
      "Harbor Medical Supply accepted the order; line 1 changed. Not mentioned: 2 of 3 lines.",
    );
  });
});

describe("what the plan rests on", () => {
  test("guards on the order's state and on every line it decided about", () => {
    const plan = planOf(answer([line([{ date: "2026-12-01" }])]), one({ number: 1 }));
    expect("guards" in plan && plan.guards).toEqual([
      { model: "purchase.order", id: 12, field: "state", equals: "purchase" },
      { model: "purchase.order.line", id: 1201, field: "product_qty", equals: 10 },
      { model: "purchase.order.line", id: 1201, field: "price_unit", equals: 4.5 },
    ]);
  });

  test("a discounted price is compared after the discount and never written", () => {
    const discounted = one({ price: 5, discount: 10 });
    expect(outcome(planOf(answer([line([])]), discounted))).toEqual({});
    expect(outcome(planOf(answer([line([], { price: dollars("4.51") })]), discounted))).toBe(
      "PRICE_VARIANCE",
    );
  });

  test("no quantity below what was received", () => {
    expect(outcome(planOf(answer([line([{ quantity: boxes(4) }])]), one({ received: 5 })))).toBe(
      "QUANTITY_SHORT",
    );
  });

  test("no quantity that Odoo cannot hold with its two decimals", () => {
    const cases = one({ unit: 5, quantity: 1, price: 45 });
    const confirmed = (quantity: number) =>
      answer([line([{ quantity: pieces(quantity) }], { price: undefined })]);
    expect(outcome(planOf(confirmed(995), cases))).toBe("QUANTITY_SHORT");
    expect(outcome(planOf(confirmed(990), cases))).toMatchObject({ 1201: { product_qty: 0.99 } });
    expect(outcome(planOf(confirmed(1000), cases))).toEqual({});
  });

  test("a line without an expected day takes any", () => {
    const plan = planOf(answer([line([{ date: "2027-06-01" }])]), one({ expected: null }));
    expect(outcome(plan)).toEqual({ 1201: { date_planned: at("2027-06-01") } });
  });

  test("everything about one order stays in one sequence", () => {
    expect(orderResponse.aggregate(answer([]), profile)).toBe("order/edi-harbor/P00012");
  });
});
