import { describe, expect, it } from "vitest";
import { type AfterFailure, isolate } from "../../../../sidecar/engine/resilience/isolate.ts";

/** Processes numbers. An attempt that contains one of `bad` fails. */
async function tried(
  items: readonly number[],
  bad: readonly number[],
  failed: (error: unknown, items: readonly number[]) => Promise<AfterFailure<string>>,
) {
  const attempts: (readonly number[])[] = [];
  const results = await isolate(
    items,
    async (some) => {
      attempts.push(some);
      if (some.some((item) => bad.includes(item))) throw new Error(`bad: ${some}`);
      return some.map((item) => `ok ${item}`);
    },
    failed,
  );
  return { attempts, results };
}

const alone = (how: "each" | "halves") => async (_error: unknown, items: readonly number[]) =>
  items.length > 1 ? how : [`bad ${items[0]}`];

describe("items that are tried together", () => {
  it("are tried once when nothing fails", async () => {
    const { attempts, results } = await tried([1, 2, 3], [], alone("each"));
    expect(attempts).toEqual([[1, 2, 3]]);
    expect(results).toEqual(["ok 1", "ok 2", "ok 3"]);
  });

  it("are tried one by one when they fail, and keep their order", async () => {
    const { attempts, results } = await tried([1, 2, 3], [2], alone("each"));
    expect(attempts).toEqual([[1, 2, 3], [1], [2], [3]]);
    expect(results).toEqual(["ok 1", "bad 2", "ok 3"]);
  });

  it("are split in halves down to the failing one", async () => {
    const { attempts, results } = await tried([1, 2, 3, 4, 5], [4], alone("halves"));
    expect(attempts).toEqual([[1, 2, 3, 4, 5], [1, 2, 3], [4, 5], [4], [5]]);
    expect(results).toEqual(["ok 1", "ok 2", "ok 3", "bad 4", "ok 5"]);
  });

  it("are settled together when splitting would not help, and the other parts continue", async () => {
    const { attempts, results } = await tried([1, 2, 3, 4], [1], async (_error, items) =>
      items.length > 2 ? "halves" : items.map((item) => `waits ${item}`),
    );
    expect(attempts).toEqual([
      [1, 2, 3, 4],
      [1, 2],
      [3, 4],
    ]);
    expect(results).toEqual(["waits 1", "waits 2", "ok 3", "ok 4"]);
  });

  it("fail with the error that the decision throws", async () => {
    const away = new Error("the journal is unreachable");
    await expect(tried([1, 2], [1], () => Promise.reject(away))).rejects.toBe(away);
  });

  it("fail with the error of a single item that cannot be split", async () => {
    await expect(tried([1], [1], async () => "each")).rejects.toThrow("bad: 1");
  });
});
