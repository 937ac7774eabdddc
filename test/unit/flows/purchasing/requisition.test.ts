import { describe, expect, test } from "vitest";
import { requisition as schema } from "../../../../sidecar/documents/requisition.ts";
import type { Plan } from "../../../../sidecar/flows/flow.ts";
import { madeOrders, requisitionLine, requisitionOf, requisitionPlan } from "./requisitions.ts";

const pieces = (value: string, unit = "C62") => requisitionLine({ quantity: { value, unit } });
const item = (id: string, value = "100", line = "1") =>
  requisitionLine({
    id: line,
    item: { ids: [{ scheme: "buyer", id }] },
    quantity: { value, unit: "C62" },
  });
const problem = (plan: Plan) => ("exception" in plan ? plan.exception : null);
const [onlyOrder] = madeOrders(requisitionPlan(requisitionOf()));

describe("a requisition", () => {
  test("creates a draft order at the vendor's price and in its unit, for the department's warehouse", () => {
    expect(onlyOrder).toEqual({
      partner_id: 40,
      origin: "RQ-1",
      user_id: null,
      currency_id: 1,
      picking_type_id: 21,
      order_line: [
        {
          product_id: 1002,
          product_qty: 2,
          product_uom_id: 4,
          price_unit: 9.4,
          date_planned: "2026-11-23T12:00:00Z",
        },
      ],
    });
  });

  test("names its source on the order", () => {
    const plan = requisitionPlan(requisitionOf([requisitionLine()], { requestedDate: "2026-12-01" }));
    expect(plan).toMatchObject({
      note: "Created from requisition RQ-1 from Clinic East: 1 item, needed by 2026-12-01.",
      links: [{ ref: "order-1" }],
    });
    expect(madeOrders(plan)[0]?.order_line[0]?.date_planned).toBe("2026-12-01T12:00:00Z");
  });

  test("is split by vendor", () => {
    const lines = [requisitionLine(), item("NF-3001", "24", "2"), item("NF-3004", "200", "3")];
    const plan = requisitionPlan(requisitionOf(lines));
    expect(madeOrders(plan).map((order) => [order.partner_id, order.order_line.length])).toEqual([
      [40, 1],
      [41, 2],
    ]);
    expect(plan).toMatchObject({
      links: [{ ref: "order-1" }, { ref: "order-2" }],
      note: expect.stringMatching(/in 2 orders/),
    });
  });

  test("shows the department's note to the buyer only", () => {
    const plan = requisitionPlan(requisitionOf([requisitionLine()], { note: "The blue ones, please." }));
    expect("operations" in plan && plan.operations[1]).toEqual({
      op: "notify",
      to: { ref: "order-1" },
      body: "Note from Clinic East on requisition RQ-1: The blue ones, please.",
    });
    expect(JSON.stringify(madeOrders(plan))).not.toMatch(/blue/);
  });

  test.each(["0", "0.00", "-1"])("must request more than %s", (value) => {
    expect(schema.safeParse(requisitionOf([pieces(value)])).success).toBe(false);
  });
});

describe("the vendor", () => {
  const choose = (offers: Parameters<typeof requisitionPlan>[1], line = requisitionLine()) =>
    madeOrders(requisitionPlan(requisitionOf([line]), offers))[0];

  test("is the first by sequence, even when another is cheaper", () => {
    expect(onlyOrder?.partner_id).toBe(40);
  });

  test("is used with its cheapest valid price, after discount and per stock unit", () => {
    const offers = [
      { price: 9.4 },
      { sequence: 5, price: 90, unit: 5 },
      { sequence: 3, price: 9.5, discount: 5 },
    ];
    expect(choose({ offers }, pieces("1000"))?.order_line[0]).toMatchObject({
      product_uom_id: 5,
      product_qty: 1,
      price_unit: 90,
    });
    expect(choose({ offers: [offers[0] ?? {}, offers[2] ?? {}] })?.order_line[0]).toMatchObject({
      price_unit: 9.5,
      discount: 5,
    });
  });

  test.each([
    ["has not begun", { from: "2026-11-21" }],
    ["is over", { until: "2026-11-19" }],
    ["asks for more", { minimum: 3 }],
    ["is another company's", { company: 2 }],
    ["is another variant's", { variant: true, product: 1003 }],
  ])("is skipped while its offer %s", (_why, offer) => {
    const offers = [offer, { sequence: 9, partner: 44 }];
    expect(choose({ offers })?.partner_id).toBe(44);
  });

  test("keeps its currency: two currencies create two orders", () => {
    const offers = [{ currency: 2 }, { product: 3001, unit: 1, currency: 1 }];
    const orders = madeOrders(
      requisitionPlan(requisitionOf([requisitionLine(), item("NF-3001", "5", "2")]), { offers }),
    );
    expect(orders.map(({ currency_id }) => currency_id)).toEqual([2, 1]);
  });

  test("can be specified, by its reference or by the crosswalk", () => {
    const named = (
      id: string,
      crosswalk: NonNullable<Parameters<typeof requisitionPlan>[1]>["crosswalk"] = [],
    ) =>
      madeOrders(
        requisitionPlan(requisitionOf([requisitionLine()], { supplier: [{ scheme: "supplier", id }] }), {
          crosswalk,
        }),
      )[0]?.partner_id;
    expect(named("CEDAR")).toBe(43);
    expect(named("S-9", [["supplier", "S-9", "res.partner", 40]])).toBe(40);
  });
});

describe("quantities", () => {
  test("are rounded up to the vendor's whole packs, with a note", () => {
    const plan = requisitionPlan(requisitionOf([pieces("250")]));
    expect(madeOrders(plan)[0]?.order_line[0]?.product_qty).toBe(3);
    expect("changes" in plan && plan.changes?.[0]?.text).toBe(
      "Line 1 (NF-1002): 250 Units were requested and 3 Box of 100 are ordered, because the vendor sells only whole packs.",
    );
  });

  test.each(["100", "200.0"])("of whole packs do not change: %s", (value) => {
    expect(requisitionPlan(requisitionOf([pieces(value)]))).toMatchObject({ changes: [] });
  });
});

describe("an exception is raised", () => {
  test.each([
    ["item", requisitionOf([item("NF-9999")]), {}, "UNKNOWN_ITEM", /NF-9999/],
    ["unit", requisitionOf([pieces("2", "KGM")]), {}, "UNKNOWN_UNIT", /KGM/],
    [
      "department",
      requisitionOf([requisitionLine()], { department: [{ scheme: "department", id: "DEP-X" }] }),
      {},
      "UNKNOWN_LOCATION",
      /DEP-X/,
    ],
    [
      "supplier",
      requisitionOf([requisitionLine()], { supplier: [{ scheme: "supplier", id: "NOBODY" }] }),
      {},
      "UNKNOWN_SUPPLIER",
      /NOBODY/,
    ],
    ["vendor", requisitionOf(), { offers: [] }, "UNKNOWN_SUPPLIER", /no vendor has a currently valid price/],
    [
      "minimum",
      requisitionOf([item("NF-3004", "20")]),
      {},
      "UNKNOWN_SUPPLIER",
      /the minimum order quantity is 100 Units/,
    ],
    ["vendor's unit", requisitionOf(), { offers: [{ unit: 8 }] }, "UNKNOWN_UNIT", /cannot be converted/],
  ])("about the %s", (_what, document, setup, code, text) => {
    const found = problem(requisitionPlan(document, setup));
    expect(found?.code).toBe(code);
    expect(found?.findings[0]?.text).toMatch(text);
    expect(found?.suggestion).toMatch(/retry/);
  });

  test("about all lines together, and nothing is ordered", () => {
    const plan = requisitionPlan(
      requisitionOf([item("NF-9999"), requisitionLine({ id: "2" }), item("NF-9998", "1", "3")]),
    );
    expect(problem(plan)?.findings.map(({ line }) => line)).toEqual(["1", "3"]);
    expect(madeOrders(plan)).toEqual([]);
  });
});

describe("a repeated number", () => {
  const before = [requisitionOf([requisitionLine()])];

  test("with the same content creates nothing and opens the order", () => {
    const turned = JSON.parse(JSON.stringify(requisitionOf([requisitionLine()])));
    const plan = requisitionPlan({ lines: turned.lines, ...turned }, { before, made: [12] });
    expect(plan).toMatchObject({
      operations: [],
      links: [{ model: "purchase.order", id: 12 }],
      note: expect.stringMatching(/nothing was created/),
    });
  });

  test("with different content becomes an exception", () => {
    const plan = requisitionPlan(requisitionOf([pieces("5")]), { before, made: [12] });
    expect(problem(plan)).toMatchObject({
      code: "DUPLICATE_CONTENT_DIFFERS",
      links: [{ model: "purchase.order", id: 12 }],
    });
  });

  test("becomes an exception when only Odoo knows it", () => {
    expect(problem(requisitionPlan(requisitionOf(), { made: [12] }))?.code).toBe("DUPLICATE_CONTENT_DIFFERS");
  });
});
