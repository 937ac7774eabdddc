import { describe, expect, it } from "vitest";
import { type Day, differences, factsOf } from "../../../dev/demo/day.ts";
import { expectedDay } from "../../../dev/demo/expected-day.ts";
import { readScript } from "../../../dev/demo/script.ts";

const played = { run: "R1", at: new Date("2026-11-20T09:00:00Z") };
const day = expectedDay(readScript(), played);
const first = <T>(list: readonly T[]): T => {
  const [one] = list;
  if (one === undefined) throw new Error("the script's list is empty");
  return one;
};

/** The expected day with one change. */
function changed(change: (copy: { -readonly [K in keyof Day]: Day[K] }) => void): Day {
  const copy = structuredClone(day);
  change(copy);
  return copy;
}

describe("the expected day", () => {
  it("contains the numbers and dates of the run", () => {
    const facts = factsOf(day);
    expect(facts.get("order A, supplier's number")).toBe("SO-R1-A");
    expect(facts.get("order B, line 1, expected on")).toBe("2026-12-02");
    expect(facts.get("bill HM-R1-1, total")).toBe("316");
    expect(facts.get("bill HM-R1-1, Freight, price")).toBe("18.5");
    expect(facts.get("step 810-a, opens")).toBe("bill HM-R1-1");
    expect(facts.get("order F's 850, acknowledgement")).toBe("accepted");
    expect(facts.get("step 855-f-again, answer")).toBe("duplicate");
    expect(facts.get("lot CX-R1-A, dispensed")).toBe("6");
    expect(facts.get("invoice BI-R1-2, open")).toBe("80");
    expect(facts.get("payment REF-R1-2, kind")).toBe("outbound");
    expect(facts.get("billing trigger 2, ended on")).toBe("2026-11-20");
    expect(facts.get("step rds-fefo, opens")).toBe("transfer RX-R1-2");
  });

  it("leaves no placeholder", () => {
    expect(JSON.stringify([...factsOf(day)])).not.toContain("{{");
  });
});

describe("two days compared", () => {
  it("do not differ when they are the same", () => {
    expect(differences(day, structuredClone(day))).toEqual([]);
  });

  it.each<[string, Day, string]>([
    [
      "another quantity",
      changed((copy) => {
        const order = first(copy.orders);
        copy.orders = [
          { ...order, lines: order.lines.map((line, at) => (at === 1 ? { ...line, quantity: 18 } : line)) },
          ...copy.orders.slice(1),
        ];
      }),
      "order A, line 2, quantity is 18, expected 20",
    ],
    [
      "another state",
      changed((copy) => {
        copy.exchanges = copy.exchanges.map((one) =>
          one.name === "step 855-c" ? { ...one, state: "done" } : one,
        );
      }),
      "step 855-c, state is done, expected attention",
    ],
    [
      "a missing exchange",
      changed((copy) => {
        copy.exchanges = copy.exchanges.filter(({ name }) => name !== "step 810-f");
      }),
      "step 810-f, reason is missing, expected ENVELOPE_INVALID",
    ],
    [
      "a second bill of the same number",
      changed((copy) => {
        copy.bills = [...copy.bills, first(copy.bills)];
      }),
      "bill HM-R1-1, total (2) is 316, but was not expected",
    ],
    [
      "an answer that was refused",
      changed((copy) => {
        copy.answers = copy.answers.map((one) =>
          one.step === "997-a" ? { ...one, answer: "HTTP 401" } : one,
        );
      }),
      "step 997-a, answer is HTTP 401, expected accepted",
    ],
    [
      "a payment that was registered twice",
      changed((copy) => {
        copy.afternoon = { ...copy.afternoon, money: [...copy.afternoon.money, first(copy.afternoon.money)] };
      }),
      "payment PAY-R1-2, amount (2) is 480, but was not expected",
    ],
    [
      "a lot that was not touched",
      changed((copy) => {
        const lots = copy.afternoon.lots.map((lot) => ({ ...lot, dispensed: 0 }));
        copy.afternoon = { ...copy.afternoon, lots };
      }),
      "lot CX-R1-A, dispensed is 0, expected 6",
    ],
    [
      "another total",
      changed((copy) => {
        copy.totals = { ...copy.totals, duplicates: 0 };
      }),
      "total duplicates is 0, expected 2",
    ],
  ])("report %s", (_name, found, sentence) => {
    expect(differences(day, found)).toContain(sentence);
  });
});
