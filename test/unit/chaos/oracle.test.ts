import { describe, expect, it } from "vitest";
import { brokenChains, markIn } from "../../chaos/found.ts";
import { type Found, judge, type Sent } from "../../chaos/oracle.ts";

/** A checker that cannot fail proves nothing: each miss that the chaos tests count is shown to it here. */

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
  it("has nothing to say when each is there once, in order, and the bad one is an exception", () => {
    expect(judge(all, sound)).toEqual({
      counts: { sent: 5, applied: 4, duplicated: 0, lost: 0, inverted: 0, exceptions: 1 },
      misses: [],
    });
  });

  it("complains of one that is lost", () => {
    const { counts, misses } = with_({ effects: ["a0", "a1", "a2"] });
    expect([counts.lost, counts.applied, misses]).toEqual([1, 3, ["1 lost: alone"]]);
  });

  it("complains of a malformed one of which nothing is to be seen", () => {
    expect(with_({ exceptions: [] }).misses).toEqual(["1 lost: bad"]);
  });

  it("complains of one that is there twice, and counts each time too many", () => {
    const { counts, misses } = with_({ effects: [...sound.effects, "alone", "alone"] });
    expect([counts.duplicated, misses]).toEqual([2, ["2 duplicated: alone, alone"]]);
  });

  it("complains of one that came about after a later one of its aggregate", () => {
    const { counts, misses } = with_({ effects: ["a0", "a2", "a1", "alone"] });
    expect([counts.inverted, misses]).toEqual([1, ["1 inverted: a1"]]);
  });

  it("does not take a repetition for an inversion, nor another aggregate's order for its own", () => {
    const other = sent("b0", { aggregate: "b" });
    const effects = [...sound.effects, "b0", "a0"];
    const { counts } = judge([...all, other], { ...sound, effects });
    expect([counts.inverted, counts.duplicated]).toEqual([0, 1]);
  });

  it("complains of a good one that a person is asked about", () => {
    const { misses } = with_({ effects: ["a0", "a1", "a2"], exceptions: ["bad", "alone"] });
    expect(misses).toEqual(["1 raised though good: alone"]);
  });

  it("complains of a malformed one that was applied", () => {
    expect(with_({ effects: [...sound.effects, "bad"] }).misses).toEqual(["1 applied though bad: bad"]);
  });

  it("complains of what nobody sent", () => {
    expect(with_({ effects: [...sound.effects, "ghost"], exceptions: ["bad", "spook"] }).misses).toEqual([
      "1 raised though good: spook",
      "1 there though never sent: ghost",
    ]);
  });

  it("passes on what does not add up", () => {
    expect(with_({ broken: ["entry E1 is out of balance by 1"] }).misses).toEqual([
      "entry E1 is out of balance by 1",
    ]);
  });

  it("refuses messages that it could not tell apart", () => {
    expect(() => judge([sent("x"), sent("x")], sound)).toThrow(/same mark/);
  });
});

describe("the chain of an order's prices", () => {
  const step = (before: string, price: string) => ({ order: "P1", before, price });

  it("holds when each answer found what the one before left", () => {
    expect(brokenChains([step("10", "10.05"), step("10.05", "10.1"), step("10.10", "10.15")])).toEqual([]);
  });

  it("is broken by an answer that is missing, out of turn, or applied twice", () => {
    expect(brokenChains([step("10", "10.05"), step("10.10", "10.15")])).toHaveLength(1);
    expect(brokenChains([step("10.05", "10.10"), step("10", "10.05")])).toHaveLength(1);
    expect(brokenChains([step("10", "10.05"), step("no price", "no price")])).toHaveLength(1);
  });
});

describe("the mark of a message", () => {
  it("is told from one that begins alike", () => {
    const marks = ["run-X1", "run-X13"];
    expect(marks.map((mark) => markIn(`hl7v2/EHR|NORTHFIELD/${mark}/1`, marks))).toEqual(marks);
    expect(markIn("hl7v2/EHR|NORTHFIELD/run-X2/1", marks)).toBeUndefined();
  });
});
