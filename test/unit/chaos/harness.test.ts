import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { chanceFrom } from "../../chaos/chance.ts";
import { unboundedMemory } from "../../chaos/memory.ts";
import { answer, encounter, type Parcel, priceAfter } from "../../chaos/parcels.ts";
import { reportLines } from "../../chaos/report.ts";
import { runTraffic } from "../../chaos/traffic.ts";

const parcel = (mark: string, position: number): Parcel => ({
  mark,
  kind: "test",
  expected: "applied",
  aggregate: mark.slice(0, 1),
  position,
  door: "edi",
  body: "",
  id: "",
});
const sequence = (name: string, length: number) =>
  Array.from({ length }, (_, position) => parcel(`${name}${position}`, position));

describe("chance", () => {
  it("is the same for the same seed, and different for another", () => {
    const run = (seed: number) => {
      const chance = chanceFrom(seed);
      return Array.from({ length: 20 }, () => chance.below(1000));
    };
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
  });

  it("shuffles without losing or duplicating", () => {
    const all = Array.from({ length: 50 }, (_, index) => index);
    const shuffled = chanceFrom(1).shuffled(all);
    expect(shuffled).not.toEqual(all);
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(all);
  });
});

describe("traffic", () => {
  it("sends each message, those of an aggregate in order, and some again after the first time", async () => {
    const sent: string[] = [];
    const send = async ({ mark }: Parcel) => {
      await pause(0);
      sent.push(mark);
      return "taken" as const;
    };
    const sequences = ["a", "b", "c"].map((name) => sequence(name, 20));
    const chance = chanceFrom(3);
    const count = await runTraffic({ doors: { send }, sequences, chance, senders: 4, repeated: 0.3 });
    const firsts = [...new Set(sent)];
    expect(firsts).toHaveLength(60);
    for (const name of ["a", "b", "c"])
      expect(firsts.filter((mark) => mark.startsWith(name))).toEqual(
        sequence(name, 20).map(({ mark }) => mark),
      );
    expect(count.sent).toBe(60);
    expect(count.repeated).toBe(sent.length - 60);
    expect(count.repeated).toBeGreaterThan(0);
  });

  it("fails when an endpoint refuses permanently", async () => {
    const send = () => Promise.reject(new Error("400"));
    const plan = { doors: { send }, sequences: [sequence("a", 1)], chance: chanceFrom(1), senders: 1 };
    await expect(runTraffic({ ...plan, repeated: 0 })).rejects.toThrow("400");
    const stuck = { ...plan, repeated: 0, full: () => true, patienceMs: 100 };
    await expect(runTraffic(stuck)).rejects.toThrow("not worked off");
  });
});

describe("messages", () => {
  it("have different effects, so that each can be identified", () => {
    const marks = Array.from({ length: 20 }, (_, position) => [
      answer("P1", position, "edi").mark,
      encounter("V1", position, "mllp").mark,
    ]).flat();
    expect(new Set(marks).size).toBe(40);
  });

  it("raise the price by less than the connection's tolerance (2 %)", () => {
    const prices = Array.from({ length: 20 }, (_, position) => Number(priceAfter(position)));
    const steps = prices.map((price, index) => price / (prices[index - 1] ?? 10) - 1);
    expect(Math.max(...steps)).toBeLessThan(0.02);
    expect(Math.min(...steps)).toBeGreaterThan(0);
  });
});

describe("memory", () => {
  const steady = Array.from({ length: 90 }, () => 150);

  it("is bounded when it does not grow", () => expect(unboundedMemory(steady)).toEqual([]));

  it("is not bounded when it is too much, grows, or was not measured", () => {
    expect(unboundedMemory([...steady, 400])[0]).toMatch(/400 MB/);
    expect(unboundedMemory(steady.map((_, index) => 80 + index * 2))).toEqual([
      expect.stringMatching(/^the sidecar used/),
      expect.stringMatching(/grows/),
    ]);
    expect(unboundedMemory([])).toHaveLength(1);
  });
});

describe("the report", () => {
  const counts = { sent: 9, applied: 8, duplicated: 0, lost: 1, inverted: 0, exceptions: 0 };
  const report = { number: 3, title: "Lost responses", counts, figures: { lost: 4 }, seconds: 12 };

  it("lists each miss under its test", () => {
    const text = reportLines([{ ...report, misses: ["1 lost: a0"] }], 120).join("\n");
    expect(text).toMatch(/^3 +9 +8 +0 +1 +0 +0 +12 s +✗ +lost: 4$/m);
    expect(text).toContain("✗ 3. Lost responses\n  - 1 lost: a0");
  });
});
