import { describe, expect, test } from "vitest";
import type { Finding, Plan } from "../../../../sidecar/flows/flow.ts";
import { permittedDecisions } from "../../../../sidecar/flows/kit/findings.ts";
import type { OdooSetup } from "../northfield.ts";
import { decide, findingsOf, planWith } from "./decide.ts";
import { answer, at, boxes, dollars, keeps, line, one, type Part } from "./order-responses.ts";

/** Order lines: ten boxes of medium and ten boxes of large gloves at 4.50, both due on 2026-11-27. */
const two: OdooSetup = { orders: [{ lines: [{}, { product: 1003 }] }] };

const choicesOf = (plan: Plan) => findingsOf(plan).map(({ choices = [] }) => choices.map(({ code }) => code));
const adviceOf = (plan: Plan) => ("exception" in plan ? plan.exception.suggestion : null);

/** The writes by line ID, and the verbs with their arguments. */
function effectOf(plan: Plan) {
  if (!("operations" in plan)) throw new Error(`not applied: ${JSON.stringify(plan)}`);
  const writes = plan.operations.flatMap((each) => (each.op === "write" ? [[each.id, each.values]] : []));
  const verbs = plan.operations.flatMap((each) => (each.op === "do" ? [[each.verb, each.arguments]] : []));
  return { written: Object.fromEntries(writes), verbs };
}

const medium = (parts: readonly Part[]) => line(parts);
const large = (parts: readonly Part[]) =>
  line(parts, { id: "2", item: { ids: [{ scheme: "seller", id: "HM-10042" }] } });
const substitute = { ids: [{ scheme: "seller", id: "HM-10999" }], description: "Gloves, vinyl" };
const offered = answer([
  line([{ status: "substituted", quantity: boxes(10), substitute }], { price: dollars("4.10") }),
]);

describe("keep ours", () => {
  test("is offered for every finding, and keeps what the vendor settled", () => {
    const document = answer([medium([{ date: "2026-12-01" }]), large([{ status: "rejected" }])], {
      sellerReference: "SO-77",
    });
    const plan = decide(document, "keep-ours", two);
    expect(effectOf(plan)).toEqual({
      written: { 12: { partner_ref: "SO-77" }, 1201: { date_planned: at("2026-12-01") } },
      verbs: [],
    });
    expect("changes" in plan && plan.changes?.map(({ text }) => text)).toContain(
      "Line 2 (NF-1003 Nitrile exam gloves, large): the vendor rejected the line (10 Box of 100 ordered). Our value was kept.",
    );
  });

  test("keeps the date of the accepted part of a line whose rest is rejected", () => {
    const parts: Part[] = [
      { quantity: boxes(6), date: "2026-12-01" },
      { status: "rejected", quantity: boxes(4) },
    ];
    const plan = decide(answer([medium(parts)]), "keep-ours");
    expect(effectOf(plan).written).toEqual({ 1201: { date_planned: at("2026-12-01") } });
  });

  test("decides a price against a discount, which cannot be accepted", () => {
    const priced = answer([line([{ date: "2026-12-01" }], { price: dollars("5.25") })]);
    const discount = one({ discount: 10 });
    expect(choicesOf(planWith(priced, discount))).toEqual([["keep-ours"]]);
    expect(effectOf(decide(priced, "keep-ours", discount)).written).toEqual({
      1201: { date_planned: at("2026-12-01") },
    });
  });

  test("ignores a line that is not on the order", () => {
    const stray = line([{}], { id: "9", item: { ids: [{ scheme: "seller", id: "HM-77777" }] } });
    const plan = decide(answer([medium([{ date: "2026-12-01" }]), stray]), "keep-ours");
    expect(effectOf(plan).written).toEqual({ 1201: { date_planned: at("2026-12-01") } });
  });
});

describe("a rejected line", () => {
  const rejected = answer([medium([{ date: "2026-12-01" }]), large([{ status: "rejected" }])]);

  test("is dropped: its quantity becomes zero, and the other line gets its date", () => {
    expect(effectOf(decide(rejected, "drop", two))).toEqual({
      written: { 1201: { date_planned: at("2026-12-01") }, 1202: { product_qty: 0, ...keeps } },
      verbs: [],
    });
  });

  test("is ordered from the next vendor, and the exchange links to that request", () => {
    const plan = decide(rejected, "reorder", two);
    expect(effectOf(plan)).toMatchObject({
      written: { 1202: { product_qty: 0 } },
      verbs: [["order_from_next_vendor", { line_id: 1202, quantity: "10" }]],
    });
    expect(plan).toMatchObject({ links: [{ model: "purchase.order", id: 12 }, { ref: "rfq-2" }] });
  });

  test("is reduced only by the rejected part", () => {
    const parts: Part[] = [
      { quantity: boxes(6), date: "2026-12-01" },
      { status: "rejected", quantity: boxes(4) },
    ];
    expect(effectOf(decide(answer([medium(parts)]), "reorder"))).toEqual({
      written: { 1201: { product_qty: 6, price_unit: 4.5, date_planned: at("2026-12-01") } },
      verbs: [["order_from_next_vendor", { line_id: 1201, quantity: "4" }]],
    });
  });

  test("is guarded against goods that arrive in the meantime", () => {
    const plan = decide(rejected, "reorder", two);
    expect("guards" in plan && plan.guards).toContainEqual({
      ...{ model: "purchase.order.line", id: 1202, field: "qty_received", equals: 0 },
    });
  });

  test.each<[string, OdooSetup]>([
    ["received", one({ received: 5 })],
    ["invoiced", one({ invoiced: 5 })],
  ])("of which goods were %s is not reduced, and the advice does not say so", (_what, odoo) => {
    const plan = planWith(answer([medium([{ status: "rejected" }])]), odoo);
    expect(choicesOf(plan)).toEqual([["keep-ours"]]);
    expect(adviceOf(plan)).toMatch(/^Line 1: The vendor's value cannot be applied/);
  });
});

describe("a substitute", () => {
  test("replaces the item: old line to zero, new line, crosswalk learned", () => {
    expect(choicesOf(planWith(offered, {}))).toEqual([["substitute", "drop", "reorder", "keep-ours"]]);
    expect(effectOf(decide(offered, "substitute", {}, 1004))).toEqual({
      written: { 1201: { product_qty: 0, ...keeps } },
      verbs: [
        ["add_substitute_line", { line_id: 1201, product_id: 1004, quantity: "10", price_unit: "4.1" }],
        ["map_item", { connection: "edi-harbor", scheme: "item", value: "HM-10999", product_id: 1004 }],
      ],
    });
  });

  test("names how the vendor identifies it, for the person to choose the product", () => {
    expect(findingsOf(planWith(offered, {}))[0]?.choices?.[0]).toEqual({
      code: "substitute",
      record: {
        ...{ model: "product.product", scheme: "item", value: "HM-10999", name: "Gloves, vinyl" },
        ids: substitute.ids,
      },
    });
  });

  test("needs the product that the person chose", () => {
    const findings = findingsOf(planWith(offered, {}));
    const { code, line: number = "", field, ours = "", theirs = "" } = findings[0] as Finding;
    const wish = { code, line: number, field, ours, theirs, decision: "substitute" as const };
    expect(permittedDecisions(findings, [wish])).toEqual([]);
    expect(permittedDecisions(findings, [{ ...wish, record: 1.5 }])).toEqual([]);
  });
});

describe("a backorder", () => {
  const parts: Part[] = [
    { quantity: boxes(6), date: "2026-11-30" },
    { status: "backordered", quantity: boxes(4), date: "2027-01-15" },
  ];

  test("is split into two lines with their dates", () => {
    expect(choicesOf(planWith(answer([medium(parts)]), {}))).toEqual([["split", "keep-ours"]]);
    expect(effectOf(decide(answer([medium(parts)]), "split"))).toEqual({
      written: { 1201: { product_qty: 6, price_unit: 4.5, date_planned: at("2026-11-30") } },
      verbs: [["split_order_line", { line_id: 1201, quantity: "4", date_planned: at("2027-01-15") }]],
    });
  });

  test("without a date, or of the whole line, is not split", () => {
    const [firm] = parts as [Part];
    const undated = [firm, { status: "backordered" as const, quantity: boxes(4) }];
    expect(choicesOf(planWith(answer([medium(undated)]), {}))).toEqual([["keep-ours"]]);
    const whole: Part[] = [{ status: "backordered", date: "2027-01-15" }];
    expect(choicesOf(planWith(answer([medium(whole)]), {}))).toEqual([["keep-ours"]]);
  });
});

describe("a lower quantity", () => {
  test("is accepted, and the remainder ordered from the next vendor", () => {
    const short = answer([medium([{ quantity: boxes(7) }])]);
    expect(effectOf(decide(short, "reorder"))).toEqual({
      written: { 1201: { product_qty: 7, ...keeps } },
      verbs: [["order_from_next_vendor", { line_id: 1201, quantity: "3" }]],
    });
  });
});

describe("a decision", () => {
  test("does not apply to a finding with other values", () => {
    const short = answer([medium([{ quantity: boxes(7) }])]);
    const [finding] = findingsOf(planWith(short, {}));
    const wish = { ...(finding as Finding), decision: "reorder" as const };
    expect(findingsOf(planWith(short, one({ quantity: 11 }), [wish]))).toHaveLength(1);
  });

  test("that the finding does not offer is not permitted", () => {
    const findings = findingsOf(planWith(answer([medium([{ quantity: boxes(7) }])]), {}));
    const wish = { ...(findings[0] as Finding), decision: "split" as const };
    expect(permittedDecisions(findings, [wish])).toEqual([]);
  });
});

test("the advice for an order that is rejected as a whole does not suggest what Odoo forbids", () => {
  const rejected = answer([], { response: "rejected" });
  expect(adviceOf(planWith(rejected, {}))).toMatch(/cancel this order/);
  expect(adviceOf(planWith(rejected, { orders: [{ locked: true }] }))).toMatch(
    /unlock it before you cancel it/,
  );
  const received = { orders: [{ receivedAt: "2026-11-25T08:00:00Z" }] };
  expect(adviceOf(planWith(rejected, received))).toMatch(/cannot be cancelled/);
});
