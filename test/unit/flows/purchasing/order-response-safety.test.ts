import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OrderResponse, OrderResponsePart } from "../../../../sidecar/documents/order-response.ts";
import { daysLater } from "../../../../sidecar/flows/kit/tolerance.ts";
import { orderResponse } from "../../../../sidecar/flows/purchasing/order-response/flow.ts";
import { profile, snapshotOf } from "../northfield.ts";

/** For any order response, changes without a person's decision stay within the policy. */

const ordered = { quantity: 10, price: 4.5, expected: "2026-11-27" };

const statuses: OrderResponsePart["status"][] = [
  "accepted",
  "backordered",
  "changed",
  "quantity-changed",
  "price-changed",
  "date-changed",
  "substituted",
  "rejected",
  "partial",
];

const quantity = fc.record({
  value: fc.integer({ min: 0, max: 1500 }).map(String),
  unit: fc.constantFrom("BX", "C62", "CS", "DZN", "x12:UN"),
});
const price = fc.record(
  {
    amount: fc.integer({ min: 0, max: 900 }).map((cents) => (cents / 100).toFixed(2)),
    currency: fc.constant("USD"),
    baseQuantity: fc.record({
      value: fc.constantFrom("1", "12", "100"),
      unit: fc.constantFrom("BX", "C62", "LBR", "x12:UN"),
    }),
  },
  { requiredKeys: ["amount", "currency"] },
);
const date = fc.integer({ min: 1, max: 28 }).map((day) => `2026-12-${String(day).padStart(2, "0")}`);

const part: fc.Arbitrary<OrderResponsePart> = fc.record(
  {
    status: fc.constantFrom(...statuses),
    quantity,
    date,
    dateMeaning: fc.constantFrom("delivery", "ship", "none"),
    price,
  },
  { requiredKeys: ["status"] },
);

const document: fc.Arbitrary<OrderResponse> = fc
  .record({ quantity, price, parts: fc.array(part, { maxLength: 3 }) }, { requiredKeys: ["parts"] })
  .map((line) => ({
    type: "OrderResponse",
    id: "P00012",
    orderReference: "P00012",
    response: "detail",
    lines: [{ id: "1", item: { ids: [{ scheme: "seller", id: "HM-10041" }] }, ...line }],
  }));

const tolerances = fc.record({
  price_tolerance_percent: fc.integer({ min: 0, max: 50 }),
  price_tolerance_amount: fc.constant(0),
  date_tolerance_days: fc.integer({ min: 0, max: 30 }),
  quantity_decrease_percent: fc.integer({ min: 0, max: 100 }),
  accept_backorders: fc.boolean(),
  transit_days: fc.constantFrom(null, 0, 3, 10),
  charge_tolerance_amount: fc.constant(0),
});

describe("an order's lines", () => {
  test("are never changed beyond the connection's policy", () => {
    fc.assert(
      fc.property(document, tolerances, (answer, given) => {
        const policy = orderResponse.policy.parse(given);
        const plan = orderResponse.plan(answer, snapshotOf(), {
          connection: profile,
          policy,
          today: "2026-11-21",
        });
        const refused = answer.lines.some(({ parts }) =>
          parts.some(({ status }) => status === "rejected" || status === "substituted"),
        );
        if (refused) expect(plan).toHaveProperty("exception");
        const isShipped = answer.lines.some(({ parts }) =>
          parts.some(({ date, dateMeaning }) => date !== undefined && dateMeaning === "ship"),
        );
        if (isShipped && given.transit_days === null) expect(plan).toHaveProperty("exception");
        for (const values of "operations" in plan ? plan.operations.flatMap(writtenOnLine) : []) {
          expect(values.quantity).toBeLessThanOrEqual(ordered.quantity);
          expect(values.quantity).toBeGreaterThan(0);
          expect(values.quantity).toBeGreaterThanOrEqual(
            ordered.quantity * (1 - given.quantity_decrease_percent / 100) - 1e-6,
          );
          const allowed = (ordered.price * given.price_tolerance_percent) / 100;
          expect(Math.abs(values.price - ordered.price)).toBeLessThanOrEqual(allowed + 1e-6);
          expect(daysLater(ordered.expected, values.expected)).toBeLessThanOrEqual(given.date_tolerance_days);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

function writtenOnLine(operation: { readonly op: string; readonly values?: unknown }) {
  if (operation.op !== "write") return [];
  const values = operation.values as { product_qty?: number; price_unit?: number; date_planned?: string };
  return [
    {
      quantity: values.product_qty ?? ordered.quantity,
      price: values.price_unit ?? ordered.price,
      expected: values.date_planned?.slice(0, 10) ?? ordered.expected,
    },
  ];
}
