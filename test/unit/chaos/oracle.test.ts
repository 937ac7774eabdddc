import { describe, expect, it } from "vitest";
import { brokenChains, markIn } from "../../chaos/found.ts";
import { type Found, judge, type Sent } from "../../chaos/oracle.ts";

/** A checker that cannot fail proves nothing, so it must detect each kind of miss that the chaos tests count. */

const sent = (mark: string, given: Partial<Sent> = {}): Sent => ({
  mark,
  kind: "test",
  expected: "applied",
  aggregate: null,
  position: 0,
  ...given,
});
const inOrder = ["a0", "a1", "a2"].map((mark, position) => sent(mark, { aggregate: "a", position }));
const bad = sent("bad", { expected: "exception" });
const all = [...inOrder, sent("alone"), bad];
const sound: Found = { effects: ["a0", "a1", "alone", "a2"], exceptions: ["bad"], broken: [] };
const with_ = (given: Partial<Found>) => judge(all, { ...sound, ...given });

describe("the oracle of the chaos tests", () => {
  it("reports nothing when each effect occurred once, in order, and the malformed message is an exception", () => {
    expect(judge(all, sound)).toEqual({
      counts: { sent: 5, applied: 4, duplicated: 0, lost: 0, inverted: 0, exceptions: 1 },
      misses: [],
    });
  });

  it("reports a lost message", () => {
    const { counts, misses } = with_({ effects: ["a0", "a1", "a2"] });
    expect([counts.lost, counts.applied, misses]).toEqual([1, 3, ["1 lost: alone"]]);
  });

  it("reports a malformed message without an exception", () => {
    expect(with_({ exceptions: [] }).misses).toEqual(["1 lost: bad"]);
  });

  it("reports a duplicate, and counts each surplus effect", () => {
    const { counts, misses } = with_({ effects: [...sound.effects, "alone", "alone"] });
    expect([counts.duplicated, misses]).toEqual([2, ["2 duplicated: alone, alone"]]);
  });

  it("reports an effect that occurred after a later one of its aggregate", () => {
    const { counts, misses } = with_({ effects: ["a0", "a2", "a1", "alone"] });
    expect([counts.inverted, misses]).toEqual([1, ["1 inverted: a1"]]);
  });

  it("treats neither a duplicate nor another aggregate's order as an inversion", () => {
    const other = sent("b0", { aggregate: "b" });
    const effects = [...sound.effects, "b0", "a0"];
    const { counts } = judge([...all, other], { ...sound, effects });
    expect([counts.inverted, counts.duplicated]).toEqual([0, 1]);
  });

  it("reports a valid message that became an exception", () => {
    const { misses } = with_({ effects: ["a0", "a1", "a2"], exceptions: ["bad", "alone"] });
    expect(misses).toEqual(["1 raised though good: alone"]);
  });

  it("reports a malformed message that was applied", () => {
    expect(with_({ effects: [...sound.effects, "bad"] }).misses).toEqual(["1 applied though bad: bad"]);
  });

  it("reports an effect that nobody sent", () => {
    expect(with_({ effects: [...sound.effects, "ghost"], exceptions: ["bad", "spook"] }).misses).toEqual([
      "1 raised though good: spook",
      "1 there though never sent: ghost",
    ]);
  });

  it("reports totals that do not add up", () => {
    expect(with_({ broken: ["entry E1 is out of balance by 1"] }).misses).toEqual([
      "entry E1 is out of balance by 1",
    ]);
  });

  it("refuses messages with the same mark", () => {
    expect(() => judge([sent("x"), sent("x")], sound)).toThrow(/same mark/);
  });
});

describe("the chain of an order's prices", () => {
  const step = (before: string, price: string) => ({ order: "P1", before, price });

  it("is intact when each response found the price that the previous one left", () => {
    expect(brokenChains([step("10", "10.05"), step("10.05", "10.1"), step("10.10", "10.15")])).toEqual([]);
  });

  it("is broken by a response that is missing, out of order, or applied twice", () => {
    expect(brokenChains([step("10", "10.05"), step("10.10", "10.15")])).toHaveLength(1);
    expect(brokenChains([step("10.05", "10.10"), step("10", "10.05")])).toHaveLength(1);
    expect(brokenChains([step("10", "10.05"), step("no price", "no price")])).toHaveLength(1);
  });
});

describe("the mark of a message", () => {
  it("is distinguished from one with the same beginning", () => {
    const marks = ["run-X1", "run-X13"];
    expect(marks.map((mark) => markIn(`hl7v2/EHR|NORTHFIELD/${mark}/1`, marks))).toEqual(marks);
    expect(markIn("hl7v2/EHR|NORTHFIELD/run-X2/1", marks)).toBeUndefined();
  });
});
