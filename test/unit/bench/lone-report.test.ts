import { describe, expect, test } from "vitest";
import { largeInterchange } from "../../bench/large-interchange.ts";
import { memoryLines, memoryMet, mllpLines, mllpMet } from "../../bench/lone-report.ts";
import { commitsIn, type MllpFigures } from "../../bench/mllp.ts";

/** As `pg_test_fsync` prints it. */
const OUTPUT = `3 seconds per test
O_DIRECT supported on this platform for open_datasync and open_sync.

Compare file sync methods using one 8kB write:
(in wal_sync_method preference order, except fdatasync is Linux's default)
        open_datasync                      2201.731 ops/sec     454 usecs/op
        fdatasync                          2390.412 ops/sec     418 usecs/op
        fsync                               602.066 ops/sec    1661 usecs/op
        fsync_writethrough                              n/a
        open_sync                           640.111 ops/sec    1562 usecs/op

Compare file sync methods using two 8kB writes:
        fdatasync                          1990.000 ops/sec     502 usecs/op
`;
const result = (perSecond: number) => ({
  perSecond,
  accepted: 1,
  others: 0,
  p50: 1,
  p99: 2,
  messageBytes: 300,
});
const figures: MllpFigures = {
  disk: [1000, 500, 2000],
  inserts: [700, 350, 1300],
  method: "fdatasync",
  alone: [result(610), result(200), result(1300)],
  pipelined: [result(900)],
  together: [result(2000)],
  stored: 1234,
};

describe("messages per second over MLLP", () => {
  test("are compared with one write of 8 kB by PostgreSQL's method", () => {
    expect([commitsIn(OUTPUT, "fdatasync"), commitsIn(OUTPUT, "fsync")]).toEqual([2390.412, 602.066]);
    expect(() => commitsIn(OUTPUT, "fsync_writethrough")).toThrow("did not measure");
  });

  test("meet the target by the median of the rounds", () => {
    expect(mllpMet(figures)).toBe(true);
    expect(mllpMet({ ...figures, alone: [result(599), result(200), result(1300)] })).toBe(false);
    const lines = mllpLines(figures, 120).join("\n");
    expect(lines).toMatch(/one connection, one at a time.*610.*61 %.*met/);
    expect(lines).toContain("700 per second, 70 % of the disk");
  });
});

describe("the memory of the sidecar", () => {
  const one = { name: "sockets", idle: 140, peak: 249, observed: "1 MB sent" };

  test("must stay below the limit in every case", () => {
    expect([memoryMet([one]), memoryMet([one, { ...one, peak: 251 }])]).toEqual([true, false]);
    expect(memoryLines([{ ...one, peak: 251 }], 120).join("\n")).toContain("MISSED");
  });
});

test("a large interchange has the requested size, and its control numbers and counts are right", () => {
  const text = [...largeInterchange(7, 200_000)].join("");
  const segments = text.split("~").map((segment) => segment.split("*"));
  const sets = segments.filter(([id]) => id === "ST").length;
  expect(text.length).toBeLessThanOrEqual(200_000);
  expect(text.length).toBeGreaterThan(185_000);
  expect(segments.slice(-3, -1)).toEqual([
    ["GE", String(sets), "1"],
    ["IEA", "1", "000000007"],
  ]);
  const from = segments.findIndex(([id]) => id === "ST");
  const to = segments.findIndex(([id]) => id === "SE");
  expect(segments[to]).toEqual(["SE", String(to - from + 1), "0001"]);
});
