import { describe, expect, test } from "vitest";
import { orderResponse } from "../../../../sidecar/flows/purchasing/order-response/flow.ts";
import { type OdooSetup, profile, snapshotOf } from "../northfield.ts";
import {
  answer,
  at,
  boxes,
  dollars,
  line,
  type Over,
  one,
  outcome,
  type Part,
  pieces,
  planOf,
} from "./order-responses.ts";

describe("other statements of a vendor", () => {
  const of = (amount: string, value: string, unit: string) => ({
    ...dollars(amount),
    baseQuantity: { value, unit },
  });

  test.each<[string, Part, Over, Record<string, unknown> | string]>([
    ["a price per dozen that happens to be ours", {}, { price: of("4.50", "12", "BX") }, "PRICE_VARIANCE"],
    ["a price per case that happens to be ours", { price: of("4.50", "1", "CS") }, {}, "UNKNOWN_UNIT"],
    ["a price per pound that happens to be ours", {}, { price: of("4.50", "1", "LBR") }, "PRICE_VARIANCE"],
    ["a new price per piece that happens to be ours", { price: of("4.50", "1", "C62") }, {}, "UNKNOWN_UNIT"],
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
      changes: [{ text: "The vendor states payment terms: 5 days from the invoice's date." }],
    });
  });

  test("our own number of another item means another item, whatever else matches", () => {
    const item = {
      ids: [
        { scheme: "buyer", id: "NF-1001" },
        { scheme: "seller", id: "HM-10041" },
      ],
    };
    expect(outcome(planOf(answer([line([{}], { item })])))).toBe("UNKNOWN_ITEM");
  });
});

describe("the order", () => {
  test("accepted as a whole is recorded and nothing changes", () => {
    const plan = planOf(answer([], { response: "accepted" }));
    expect(plan).toMatchObject({
      operations: [],
      links: [{ model: "purchase.order", id: 12 }],
      note: "Harbor Medical Supply accepted the order.",
    });
  });

  test("accepted as a whole for a date moves every line to it", () => {
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

  test("the date of the document applies to lines without one", () => {
    const plan = planOf(answer([line([{}])], { date: "2026-12-02" }));
    expect(outcome(plan)).toEqual({ 1201: { date_planned: at("2026-12-02") } });
  });

  test.each([
    ["does not exist", { orders: [] }, "There is no purchase order P00012 for Harbor Medical Supply."],
    ["was cancelled", { orders: [{ state: "cancel" }] }, "The purchase order P00012 was cancelled in Odoo."],
    [
      "is still a draft",
      { orders: [{ state: "draft" }] },
      "The purchase order P00012 is not confirmed in Odoo.",
    ],
  ])("that %s", (_what, odoo, text) => {
    const plan = planOf(answer([line([])]), odoo);
    expect(plan).toMatchObject({ exception: { code: "UNKNOWN_ORDER", findings: [{ text }] } });
  });

  test("that exists twice", () => {
    expect(outcome(planOf(answer([line([])]), { orders: [{}, {}] }))).toBe("AMBIGUOUS_MATCH");
  });

  test("is not looked up on a connection without a partner", () => {
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

  test("gets the vendor's number only when it has none", () => {
    const given = answer([line([])], { sellerReference: "SO-9001" });
    expect(outcome(planOf(given))).toEqual({ 12: { partner_ref: "SO-9001" } });
    expect(outcome(planOf(given, { orders: [{ supplierReference: "by hand" }] }))).toEqual({});
  });

  test("is proven to have reached the vendor, applied or not", () => {
    const confirms = [{ document: { type: "Order", number: "P00012" }, status: "accepted", errors: [] }];
    expect(planOf(answer([line([])]))).toMatchObject({ confirms });
    expect(planOf(answer([line([{ status: "rejected" }])]))).toMatchObject({ confirms });
  });
});

describe("a document with several findings", () => {
  const odoo: OdooSetup = { orders: [{ lines: [{ product: 1001 }, { product: 1002 }, { product: 1003 }] }] };
  const gloves = (id: string, code: string, part: Part) =>
    line([part], { id, item: { ids: [{ scheme: "seller", id: code }] } });

  test("is not applied at all, lists every finding, and is named after the most severe", () => {
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
        suggestion:
          "Line 3: Remove the line from the order, order it from the next vendor, or keep it and agree with the vendor.",
      },
    });
  });

  test("has a note that counts the lines not mentioned", () => {
    const plan = planOf(answer([gloves("1", "HM-10040", { date: "2026-12-01" })]), odoo);
    expect("note" in plan && plan.note).toBe(
      "Harbor Medical Supply accepted the order. Line 1 changed. The response does not mention 2 of the 3 lines.",
    );
  });
});

describe("the guards of a plan", () => {
  test("cover the order's state and every line of the decision", () => {
    const plan = planOf(answer([line([{ date: "2026-12-01" }])]), one({ number: 1 }));
    expect("guards" in plan && plan.guards).toEqual([
      { model: "purchase.order", id: 12, field: "state", equals: "purchase" },
      { model: "purchase.order.line", id: 1201, field: "product_qty", equals: 10 },
      { model: "purchase.order.line", id: 1201, field: "price_unit", equals: 4.5 },
      { model: "purchase.order.line", id: 1201, field: "date_planned", equals: "2026-11-27T15:30:00Z" },
    ]);
  });

  test("compare a discounted price after the discount and never write it", () => {
    const discounted = one({ price: 5, discount: 10 });
    expect(outcome(planOf(answer([line([])]), discounted))).toEqual({});
    expect(outcome(planOf(answer([line([], { price: dollars("4.51") })]), discounted))).toBe(
      "PRICE_VARIANCE",
    );
  });

  test("permit no quantity below the received one", () => {
    expect(outcome(planOf(answer([line([{ quantity: boxes(4) }])]), one({ received: 5 })))).toBe(
      "QUANTITY_SHORT",
    );
  });

  test("permit no quantity that Odoo cannot store with two decimals", () => {
    const cases = one({ unit: 5, quantity: 1, price: 45 });
    const confirmed = (quantity: number) =>
      answer([line([{ quantity: pieces(quantity) }], { price: undefined })]);
    expect(outcome(planOf(confirmed(995), cases))).toBe("QUANTITY_SHORT");
    expect(outcome(planOf(confirmed(990), cases))).toMatchObject({ 1201: { product_qty: 0.99 } });
    expect(outcome(planOf(confirmed(1000), cases))).toEqual({});
  });

  test("permit any date for a line without an expected one", () => {
    const plan = planOf(answer([line([{ date: "2027-06-01" }])]), one({ expected: null }));
    expect(outcome(plan)).toEqual({ 1201: { date_planned: at("2027-06-01") } });
  });

  test("use one aggregate for everything about an order", () => {
    expect(orderResponse.aggregate(answer([]), profile)).toBe("order/edi-harbor/P00012");
  });
});
