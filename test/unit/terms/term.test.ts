import { describe, expect, test } from "vitest";
import { englishOf, rendererOf } from "../../../sidecar/terms/english.ts";
import { isSameTerm, terms } from "../../../sidecar/terms/term.ts";

const say = terms("order", {
  differs: "Line {line}: the price is {theirs} instead of {ours}.",
  due: "{number} is due on {day}: {what}.",
  late: "late",
});
const english = englishOf([say.table]);

describe("a term", () => {
  test("is its code and its parameters", () => {
    expect(say("differs", { line: "2", theirs: "4.50", ours: "4.00" })).toEqual({
      term: "order.differs",
      parameters: { line: "2", theirs: "4.50", ours: "4.00" },
    });
    expect(say("late")).toEqual({ term: "order.late" });
  });

  test("is declared with every placeholder", () => {
    // @ts-expect-error `ours` is missing
    say("differs", { line: "2", theirs: "4.50" });
    // @ts-expect-error there is no such code
    expect(() => say("unheard")).not.toThrow();
  });

  test("is distinguished by its parameters", () => {
    const one = say("differs", { line: "2", theirs: "4.50", ours: "4.00" });
    expect(isSameTerm(one, { ...one })).toBe(true);
    expect(isSameTerm(one, say("differs", { line: "3", theirs: "4.50", ours: "4.00" }))).toBe(false);
  });
});

describe("English", () => {
  test("renders values of every kind", () => {
    const theirs = { amount: "4.50", currency: "USD" };
    const ours = { quantity: "3", unit: "Box" };
    expect(english(say("differs", { line: { all: ["1", "2", "5"] }, theirs, ours }))).toBe(
      "Line 1, 2 and 5: the price is 4.50 USD instead of 3 Box.",
    );
    const day = { date: "2026-02-03" };
    expect(english(say("due", { number: 7, day, what: say("late") }))).toBe("7 is due on 2026-02-03: late.");
  });

  test("shows entries of the catalogue by their English names, and another renderer by its labels", () => {
    const flow = { entry: "flow", code: "order-dispatch", label: "Order dispatch" } as const;
    const term = say("due", { number: flow, day: { date: "2026-02-03" }, what: { all: [flow, "x"] } });
    expect(english(term)).toBe("Order dispatch is due on 2026-02-03: Order dispatch and x.");
    const labels = { "flow.order-dispatch": "Bestellversand", "document.order-dispatch": "no" };
    const german = rendererOf([say.table, { "order.late": "spät" }], labels);
    expect(german(term)).toBe("Bestellversand is due on 2026-02-03: Bestellversand and x.");
    expect(german(say("late"))).toBe("spät");
  });

  test("keeps a term of another version readable", () => {
    expect(english({ term: "order.unheard", parameters: { line: "1" } })).toBe('order.unheard {"line":"1"}');
  });

  test("does not interpret braces in a value", () => {
    expect(english(say("differs", { line: "{ours}", theirs: "$&", ours: "1" }))).toBe(
      "Line {ours}: the price is $& instead of 1.",
    );
  });
});
