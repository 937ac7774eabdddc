import { describe, expect, it } from "vitest";
import { createDailyQuota, type TakeBlock } from "../../../sidecar/limits/daily-quota.ts";
import { createLimits, type LimitRules } from "../../../sidecar/limits/limits.ts";

const generous: LimitRules = { perConnection: 1000, perAddress: 1000, failures: 1000, quota: null };
const limits = (given: Partial<LimitRules>) => createLimits({ ...generous, ...given });

describe("a rate", () => {
  it("is averaged over ten seconds, for each connection separately", async () => {
    const { ofConnection } = limits({ perConnection: 1 });
    const taken = await Promise.all(Array.from({ length: 11 }, () => ofConnection("a")));
    expect(taken.map(([rate]) => rate?.isOver)).toEqual([...Array.from({ length: 10 }, () => false), true]);
    expect(taken[0]).toEqual([
      { policy: "connection", quota: 10, windowSeconds: 10, remaining: 9, resetSeconds: 10, isOver: false },
    ]);
    expect(taken[10]?.[0]).toMatchObject({ remaining: 0, isOver: true });
    expect((await ofConnection("b"))[0]?.isOver).toBe(false);
  });

  it("applies to an address, or the network of a site, and not to an unknown address", async () => {
    const { ofAddress } = limits({ perAddress: 1 });
    const take = (address: string | null) => ofAddress(address).then((rate) => rate?.isOver);
    for (let index = 0; index < 10; index++) await take(`2001:db8::${index + 1}`);
    expect(await take("2001:db8::ffff")).toBe(true);
    expect([await take("192.0.2.1"), await take(null)]).toEqual([false, undefined]);
  });

  it("of failures applies after the last permitted attempt, and can be queried without an attempt", async () => {
    const { failed, isFailing } = limits({ failures: 2 });
    const attempts = [await failed("192.0.2.1"), await failed("192.0.2.1")];
    expect(attempts.map((one) => one?.isOver)).toEqual([false, false]);
    expect([await isFailing("192.0.2.1"), await isFailing("192.0.2.2")]).toEqual([true, false]);
    expect((await failed("192.0.2.1"))?.isOver).toBe(true);
  });
});

/** A journal's row for each connection and day, in memory. */
function ledger() {
  const rows = new Map<string, number>();
  const asked: number[] = [];
  const take: TakeBlock = async ({ connection, day, block, quota }) => {
    asked.push(block);
    const before = rows.get(`${connection} ${day}`) ?? 0;
    const granted = Math.max(0, Math.min(block, quota - before));
    rows.set(`${connection} ${day}`, before + granted);
    return { granted, taken: before + granted };
  };
  return { take, asked, rows };
}

describe("a daily quota", () => {
  const time = { now: new Date("2026-11-20T22:00:00Z") };
  const clock = () => time.now;

  it("is reserved in blocks of a hundredth, also for concurrent requests", async () => {
    const { take, asked, rows } = ledger();
    const quota = createDailyQuota(1000, take, clock);
    const taken = await Promise.all(Array.from({ length: 25 }, () => quota.take("a")));
    expect(asked).toEqual([10, 10, 10]);
    expect([...rows.values()]).toEqual([30]);
    expect(taken.at(-1)).toMatchObject({ policy: "daily", quota: 1000, remaining: 975, isOver: false });
  });

  it("is shared by all sidecars, ends exactly, and is not requested afterwards", async () => {
    const { take, asked } = ledger();
    const sidecars = [createDailyQuota(250, take, clock), createDailyQuota(250, take, clock)];
    const takeTurns = async (count: number) => {
      const over: boolean[] = [];
      for (let index = 0; index < count; index++)
        for (const one of sidecars) over.push((await one.take("a")).isOver);
      return over.filter((isOver) => !isOver).length;
    };
    expect(await takeTurns(200)).toBe(250);
    const before = asked.length;
    expect(await takeTurns(50)).toBe(0);
    expect(asked.length).toBe(before);
  });

  it("restarts every day, in UTC", async () => {
    const { take } = ledger();
    const quota = createDailyQuota(1, take, clock);
    expect([(await quota.take("a")).isOver, (await quota.take("a")).isOver]).toEqual([false, true]);
    expect((await quota.take("a")).resetSeconds).toBe(7200);
    time.now = new Date("2026-11-21T00:00:00Z");
    expect(await quota.take("a")).toMatchObject({ isOver: false, remaining: 0 });
  });

  it("fails when the journal fails, and continues afterwards", async () => {
    const { take } = ledger();
    let isUnreachable = true;
    const quota = createDailyQuota(
      10,
      (asked) => (isUnreachable ? Promise.reject(new Error("away")) : take(asked)),
      clock,
    );
    await expect(Promise.all([quota.take("a"), quota.take("a")])).rejects.toThrow("away");
    isUnreachable = false;
    expect((await quota.take("a")).isOver).toBe(false);
  });
});
