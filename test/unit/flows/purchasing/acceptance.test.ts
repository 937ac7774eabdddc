import { describe, expect, test } from "vitest";
import { invoice as invoiceSchema } from "../../../../sidecar/documents/invoice.ts";
import { orderResponse as responseSchema } from "../../../../sidecar/documents/order-response.ts";
import type { Acceptance, Finding, Plan } from "../../../../sidecar/flows/flow.ts";
import { orderResponse } from "../../../../sidecar/flows/purchasing/order-response/flow.ts";
import { vendorInvoice } from "../../../../sidecar/flows/purchasing/vendor-invoice/flow.ts";
import { inEnglish } from "../english.ts";
import { type OdooSetup, profile, snapshotOf } from "../northfield.ts";

/** The vendor's response to ten boxes of medium gloves at 4.50, due on 2026-11-27. */
function answer(part: object, price = "4.50") {
  return responseSchema.parse({
    type: "OrderResponse",
    id: "P00012",
    orderReference: "P00012",
    response: "detail",
    lines: [
      {
        id: "1",
        item: { ids: [{ scheme: "seller", id: "HM-10041" }] },
        quantity: { value: "10", unit: "BX" },
        price: { amount: price, currency: "USD" },
        parts: [{ status: "accepted", ...part }],
      },
    ],
  });
}

function planOf(
  document: ReturnType<typeof answer>,
  accepted: readonly Acceptance[],
  odoo: OdooSetup = {},
  policy: Record<string, unknown> = {},
): Plan {
  const read = orderResponse.policy.parse(policy);
  const context = { connection: profile, policy: read, today: "2026-11-21", accepted };
  return inEnglish(orderResponse.plan(document, snapshotOf(odoo), context));
}

const findingsOf = (plan: Plan): readonly Finding[] => ("exception" in plan ? plan.exception.findings : []);
const writesOf = (plan: Plan) =>
  "operations" in plan ? plan.operations.map((each) => (each.op === "write" ? each.values : each)) : null;
const boxes = (value: string) => ({ value, unit: "BX" });

describe("an order response beyond the tolerance", () => {
  test.each<[string, ReturnType<typeof answer>, Record<string, unknown>, object]>([
    ["another price", answer({}, "5.25"), {}, { price_unit: 5.25 }],
    ["a later day", answer({ date: "2027-01-15" }), {}, { date_planned: "2027-01-15T12:00:00Z" }],
    ["more", answer({ quantity: boxes("12") }), {}, { product_qty: 12 }],
    [
      "less",
      answer({ quantity: boxes("6") }),
      { quantity_decrease_percent: 10 },
      { product_qty: 6, price_unit: 4.5 },
    ],
    [
      "a backorder",
      answer({ status: "backordered", date: "2027-01-15" }),
      {},
      { date_planned: "2027-01-15T12:00:00Z" },
    ],
  ])("with %s becomes an exception that can be accepted", (_what, document, policy, values) => {
    const asked = planOf(document, [], {}, policy);
    const findings = findingsOf(asked);
    expect(findings).toMatchObject([{ acceptable: true }]);
    const accepted = planOf(document, findings, {}, policy);
    expect(writesOf(accepted)).toMatchObject([values]);
    expect(accepted).toMatchObject({
      changes: [{ text: expect.stringMatching(/This was accepted\.$/) }],
    });
    expect("changes" in accepted && accepted.changes?.[0]).not.toHaveProperty("acceptable");
  });

  test("names the person who accepted it", () => {
    const by = "Mia Buyer";
    const findings = findingsOf(planOf(answer({}, "5.25"), [])).map((each) => ({ ...each, by }));
    expect(planOf(answer({}, "5.25"), findings)).toMatchObject({
      changes: [{ text: expect.stringMatching(/Accepted by Mia Buyer\.$/) }],
    });
  });

  test("becomes an exception again when its values differ from the accepted ones", () => {
    const accepted = findingsOf(planOf(answer({}, "5.25"), []));
    expect(findingsOf(planOf(answer({}, "5.26"), accepted))).toMatchObject([{ theirs: "5.26" }]);
    const changed = { orders: [{ lines: [{ price: 4.4 }] }] };
    expect(findingsOf(planOf(answer({}, "5.25"), accepted, changed))).toMatchObject([{ ours: "4.40" }]);
  });

  test("is accepted finding by finding: the others remain", () => {
    const document = answer({ date: "2027-01-15" }, "5.25");
    const [date, price] = findingsOf(planOf(document, []));
    expect([date?.field, price?.field]).toEqual(["date", "price"]);
    expect(findingsOf(planOf(document, [price as Finding]))).toMatchObject([{ field: "date" }]);
  });

  test.each<[string, ReturnType<typeof answer>, OdooSetup]>([
    ["a price against a discount", answer({}, "5.25"), { orders: [{ lines: [{ discount: 10 }] }] }],
    ["a line that is rejected", answer({ status: "rejected" }), {}],
    ["a quantity Odoo cannot hold", answer({ quantity: boxes("12.345") }), {}],
    ["less than was received", answer({ quantity: boxes("2") }), { orders: [{ lines: [{ received: 5 }] }] }],
  ])("%s cannot be accepted", (_what, document, odoo) => {
    const findings = findingsOf(planOf(document, [], odoo));
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.filter(({ acceptable }) => acceptable)).toEqual([]);
    expect(findingsOf(planOf(document, findings, odoo))).toEqual(findings);
  });
});

describe("an invoice beyond the tolerance", () => {
  const bill = (price: string, quantity = "10") =>
    invoiceSchema.parse({
      type: "Invoice",
      id: "HM-1",
      issueDate: "2026-11-25",
      currency: "USD",
      orderReference: "P00012",
      lines: [
        {
          id: "1",
          item: { ids: [{ scheme: "seller", id: "HM-10041" }] },
          quantity: boxes(quantity),
          price: { amount: price, currency: "USD" },
          amount: (Number(price) * Number(quantity)).toFixed(2),
        },
      ],
      charges: [],
      taxes: [],
      total: (Number(price) * Number(quantity)).toFixed(2),
    });
  const plan = (document: ReturnType<typeof bill>, accepted: readonly Acceptance[]) =>
    vendorInvoice.plan(document, snapshotOf(), {
      connection: profile,
      policy: vendorInvoice.policy.parse({}),
      today: "2026-11-26",
      accepted,
    });

  test("is billed at the vendor's price when a person accepts it", () => {
    const findings = findingsOf(plan(bill("5.00"), []));
    expect(findings).toMatchObject([{ code: "PRICE_VARIANCE", acceptable: true }]);
    expect(plan(bill("5.00"), findings)).toMatchObject({
      operations: [
        { verb: "draft_vendor_bill", arguments: { lines: [{ price_unit: "5.00" }], total: "50.00" } },
      ],
    });
    expect(findingsOf(plan(bill("5.10"), findings))).toHaveLength(1);
  });

  test("for more than is left to invoice cannot be accepted", () => {
    const findings = findingsOf(plan(bill("4.50", "12"), []));
    expect(findings).toMatchObject([{ code: "QUANTITY_OVER" }]);
    expect(findingsOf(plan(bill("4.50", "12"), findings))).toHaveLength(1);
  });
});
