import { describe, expect, test } from "vitest";
import type { OrderResponse } from "../../../../sidecar/documents/order-response.ts";
import { answer, boxes, line, planOf } from "./order-responses.ts";

const cancelled = { orders: [{ state: "cancel" }] };

function told(over: Partial<OrderResponse>, odoo = {}) {
  const plan = planOf(answer(over.lines ?? [], over), odoo);
  if ("exception" in plan) return [plan.exception.code, plan.exception.findings[0]?.text];
  if (!("operations" in plan)) throw new Error("Neither applied nor held.");
  return ["done", plan.note, plan.operations.length];
}

describe("a response to a change", () => {
  test.each([
    [
      { respondsTo: "change", response: "accepted" },
      ["done", "Harbor Medical Supply accepted our change to the order.", 0],
    ],
    [
      { respondsTo: "change", response: "rejected" },
      [
        "LINE_REJECTED",
        "The vendor rejected our change to order P00012, so the order as it was sent before still applies.",
      ],
    ],
    [
      { respondsTo: "nothing", response: "rejected" },
      ["LINE_REJECTED", "The vendor cancelled the whole order P00012."],
    ],
    [
      { respondsTo: "cancellation", response: "accepted" },
      ["LINE_REJECTED", "The vendor responds to a cancellation, but order P00012 is not cancelled in Odoo."],
    ],
  ] as const)("%j of a confirmed order", (over, outcome) => {
    expect(told(over)).toEqual(outcome);
  });

  test.each([
    [
      { respondsTo: "cancellation", response: "accepted" },
      ["done", "Harbor Medical Supply accepted the cancellation of the order.", 0],
    ],
    [
      { respondsTo: "change", response: "accepted", changeSequence: 1 },
      ["done", "Harbor Medical Supply accepted our change 1. The order is cancelled in Odoo.", 0],
    ],
    [
      { respondsTo: "change", response: "accepted" },
      ["done", "Harbor Medical Supply accepted our change. The order is cancelled in Odoo.", 0],
    ],
    [
      { respondsTo: "cancellation", response: "rejected" },
      ["LINE_REJECTED", "The vendor rejected the cancellation of order P00012."],
    ],
    [
      { respondsTo: "cancellation", response: "detail" },
      [
        "LINE_REJECTED",
        "The vendor responds line by line to the cancellation of order P00012, so part of it may still be delivered.",
      ],
    ],
    [
      { respondsTo: "nothing", response: "rejected" },
      ["done", "Harbor Medical Supply cancelled the order, which is cancelled in Odoo too.", 0],
    ],
    [
      { respondsTo: "nothing", response: "detail" },
      ["UNKNOWN_ORDER", "The purchase order P00012 was cancelled in Odoo."],
    ],
    [{ response: "accepted" }, ["UNKNOWN_ORDER", "The purchase order P00012 was cancelled in Odoo."]],
  ] as const)("%j of a cancelled order", (over, outcome) => {
    expect(told(over, cancelled)).toEqual(outcome);
  });

  test("names the lines that differ, and does not mind the lines it leaves out", () => {
    const lines = [line([{ quantity: boxes(8) }])];
    const two = { orders: [{ lines: [{}, { product: 1001 }] }] };
    expect(told({ respondsTo: "change", lines }, two)[1]).toBe(
      "Harbor Medical Supply accepted our change to the order, but line 1 differs from it.",
    );
    expect(told({ respondsTo: "nothing", lines }, two)[1]).toBe(
      "Harbor Medical Supply changed line 1 of the order.",
    );
  });

  test("confirms the order and, by its number, the change", () => {
    const confirms = (over: Partial<OrderResponse>) => {
      const plan = planOf(answer([], { response: "accepted", ...over }));
      return "confirms" in plan ? plan.confirms?.map(({ document }) => document) : undefined;
    };
    const order = { type: "Order", number: "P00012" };
    expect(confirms({})).toEqual([order]);
    expect(confirms({ respondsTo: "change" })).toEqual([order]);
    expect(confirms({ respondsTo: "change", changeSequence: 2 })).toEqual([
      order,
      { type: "OrderChange", number: "P00012", sequence: 2 },
    ]);
  });
});
