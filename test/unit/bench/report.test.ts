import { describe, expect, test } from "vitest";
import { median, medianRatio, percentile } from "../../bench/figures.ts";
import type { IntakeFigures } from "../../bench/intake.ts";
import type { LaneFigures } from "../../bench/lanes.ts";
import { type Measurements, reportLines, targets } from "../../bench/report.ts";

const load = { perSecond: 1600, accepted: 16_000, others: 0, p50: 3, p99: 20, bodyBytes: 4100 };
const intake: IntakeFigures = {
  fastest: load,
  atHalf: { ...load, perSecond: 750 },
  synchronousCommit: "on",
  stored: 16_000,
  megabytes: 180,
};
const lanes: LaneFigures = { alone: [400, 420, 500], beside: [420, 500, 900], items: 50_000, left: 4000 };
const orders = { code: "c", name: "orders" } as const;
const good: Measurements = {
  rates: [{ scenario: orders, rates: { suture: [20, 10, 20], oneByOne: [7, 3.5, 7], bulk: [22, 11, 22] } }],
  intake,
  lanes,
  latency: Array.from({ length: 50 }, (_, index) => 100 + index),
  megabytes: 200,
};
const missed = (more: Partial<Measurements>) =>
  targets({ ...good, ...more }).flatMap(({ what, met }) => (met ? [] : [what]));

describe("the figures", () => {
  test("have a median and percentiles", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(percentile([5, 1, 4, 2, 3], 95)).toBe(5);
    expect(percentile([5, 1, 4, 2, 3], 40)).toBe(2);
  });

  test("are compared round by round: a round that is slow for both changes nothing", () => {
    expect(medianRatio([20, 5, 20], [20, 5, 20])).toBe(1);
    expect(medianRatio([20, 2, 2], [10, 1, 4])).toBe(2);
  });
});

describe("the targets", () => {
  test("are met by sufficient figures", () => expect(missed({})).toEqual([]));

  test("cover only what was measured", () => {
    expect(targets({ rates: [], megabytes: 100 }).map(({ what }) => what)).toEqual([
      "memory of the sidecar (MB)",
    ]);
  });

  test.each<[string, Partial<Measurements>]>([
    [
      "orders, of the bulk ORM",
      { rates: [{ scenario: orders, rates: { suture: [16], oneByOne: [1], bulk: [20] } }] },
    ],
    [
      "orders, times one call each",
      { rates: [{ scenario: orders, rates: { suture: [20], oneByOne: [9], bulk: [20] } }] },
    ],
    ["durable 202s a second", { intake: { ...intake, fastest: { ...load, perSecond: 1499 } } }],
    ["p99 at half of that rate (ms)", { intake: { ...intake, atHalf: { ...load, p99: 50 } } }],
    ["not answered 202", { intake: { ...intake, fastest: { ...load, others: 1 } } }],
    ["an order during a load, times alone", { lanes: { ...lanes, beside: [420, 840, 900] } }],
    ["of the load still to come then", { lanes: { ...lanes, left: 0 } }],
    ["202 to the badge, 95 of 100 (ms)", { latency: [...Array<number>(9).fill(100), 1000] }],
    ["memory of the sidecar (MB)", { megabytes: 250 }],
    ["memory of the sidecar (MB)", { intake: { ...intake, megabytes: 251 } }],
  ])("are missed: %s", (what, more) => {
    expect(missed(more)).toEqual([what]);
    expect(reportLines({ ...good, ...more }, 120).join("\n")).toMatch(/MISSED/);
  });
});
