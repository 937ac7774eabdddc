import { describe, expect, it } from "vitest";
import type { Rejection } from "../../../../sidecar/engine/ports/journal/access.ts";
import { createDailyQuota } from "../../../../sidecar/limits/daily-quota.ts";
import { createRefusalBook } from "../../../../sidecar/limits/refusal-book.ts";
import { useJournal } from "../../../support/journal.ts";
import { recordedLog } from "../../../support/log.ts";

const store = useJournal();
const rejection: Rejection = {
  connection: null,
  transport: "https",
  remote: "192.0.2.1",
  status: 401,
  reason: "unauthorized",
  size: null,
  excerpt: null,
  traceId: "t",
};

describe("refused attempts", () => {
  it("are one row with their count and the time of the last", async () => {
    const time = { now: new Date("2026-11-20T10:00:00Z") };
    const book = createRefusalBook(store.journal, () => time.now, recordedLog());
    for (let index = 0; index < 500; index++) await book.insertRejection(rejection);
    await book.insertRejection({ ...rejection, reason: "webhook-signature" });
    time.now = new Date("2026-11-20T10:00:30Z");
    await book.insertRejection(rejection);
    await book.close();
    const { rows } = await store.database.query(
      "select reason, attempts, last_at from rejection order by reason",
    );
    expect(rows).toEqual([
      { reason: "unauthorized", attempts: 501, last_at: time.now },
      { reason: "webhook-signature", attempts: 1, last_at: null },
    ]);
  });
});

describe("the quota of a day", () => {
  const asked = { connection: "a", day: "2026-11-20", block: 30, quota: 100 };

  it("is reserved in blocks by concurrent sidecars, never above the limit", async () => {
    const blocks = await Promise.all(Array.from({ length: 8 }, () => store.journal.takeDailyBlock(asked)));
    expect(blocks.map(({ granted }) => granted).sort((a, b) => b - a)).toEqual([30, 30, 30, 10, 0, 0, 0, 0]);
    expect(Math.max(...blocks.map(({ taken }) => taken))).toBe(100);
    expect(await store.journal.takeDailyBlock({ ...asked, connection: "b", quota: 7 })).toEqual({
      granted: 7,
      taken: 7,
    });
  });

  it("that was lowered grants nothing more, and returns what was used", async () => {
    expect(await store.journal.takeDailyBlock({ ...asked, quota: 50 })).toEqual({ granted: 0, taken: 100 });
  });

  it("is deleted two days later", async () => {
    await store.journal.takeDailyBlock({ ...asked, day: "2026-11-21" });
    await store.journal.takeDailyBlock({ ...asked, day: "2026-11-22" });
    const { rows } = await store.database.query(
      "select day::text, taken from daily_quota where connection = 'a' order by day",
    );
    expect(rows).toEqual([
      { day: "2026-11-21", taken: "30" },
      { day: "2026-11-22", taken: "30" },
    ]);
  });

  it("is shared by sidecars up to the last message", async () => {
    const clock = () => new Date("2026-11-20T12:00:00Z");
    const sidecars = [1, 2, 3].map(() => createDailyQuota(500, store.journal.takeDailyBlock, clock));
    const taken = await Promise.all(
      Array.from({ length: 900 }, (_, index) => sidecars[index % 3]?.take("shared")),
    );
    expect(taken.filter((allowance) => allowance && !allowance.isOver).length).toBeLessThanOrEqual(500);
    // Each may have some of its last block left; together they end at the quota.
    const rest = [];
    for (const sidecar of sidecars)
      for (let index = 0; index < 10; index++) rest.push(await sidecar.take("shared"));
    const all = [...taken, ...rest].filter((allowance) => allowance && !allowance.isOver).length;
    expect(all).toBe(500);
  });
});
