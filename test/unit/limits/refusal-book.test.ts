import { describe, expect, it } from "vitest";
import type { Rejection, RepeatedAttempts } from "../../../sidecar/engine/ports/journal/access.ts";
import { createRefusalBook } from "../../../sidecar/limits/refusal-book.ts";
import { recordedLog } from "../../support/log.ts";

const rejection = (given: Partial<Rejection> = {}): Rejection => ({
  connection: "a",
  transport: "https",
  remote: "192.0.2.1",
  status: 401,
  reason: "unauthorized",
  size: null,
  excerpt: null,
  traceId: "t",
  ...given,
});

function book() {
  const rows: (Rejection & { id: string | undefined })[] = [];
  const counted: RepeatedAttempts[] = [];
  const time = { now: 1_800_000_000_000 };
  const journal = { isUnreachable: false };
  const { insertRejection, flush, close } = createRefusalBook(
    {
      insertRejection: async (one, id) => {
        if (journal.isUnreachable) throw new Error("away");
        rows.push({ ...one, id });
      },
      countAttempts: async (repeated) => {
        if (journal.isUnreachable) throw new Error("away");
        counted.push(...repeated);
      },
    },
    () => new Date(time.now),
    recordedLog(),
  );
  const refuse = async (times: number, given: Partial<Rejection> = {}) => {
    for (let index = 0; index < times; index++) await insertRejection(rejection(given));
  };
  return { rows, counted, time, journal, refuse, flush, close };
}

describe("refused attempts", () => {
  it("are written immediately, once a minute for each address, reason and connection; further ones are counted", async () => {
    const { rows, counted, refuse, close } = book();
    await refuse(1000);
    await refuse(3, { reason: "webhook-signature" });
    await refuse(2, { remote: "192.0.2.2" });
    await refuse(1, { connection: "b" });
    expect(rows).toHaveLength(4);
    await close();
    expect(counted.map(({ id, attempts }) => [rows.findIndex((row) => row.id === id), attempts])).toEqual([
      [0, 999],
      [1, 2],
      [2, 1],
    ]);
  });

  it("of a site count as of one address", async () => {
    const { rows, refuse, close } = book();
    for (let index = 1; index < 50; index++) await refuse(1, { remote: `2001:db8::${index}` });
    expect(rows).toHaveLength(1);
    await close();
  });

  it("are written again after a minute", async () => {
    const { rows, counted, time, refuse, flush, close } = book();
    await refuse(5);
    time.now += 59_000;
    await refuse(5);
    await flush();
    time.now += 1000;
    await refuse(5);
    await close();
    expect(rows).toHaveLength(2);
    expect(counted.map(({ attempts, lastAt }) => [attempts, lastAt.getTime()])).toEqual([
      [9, time.now - 1000],
      [4, time.now],
    ]);
  });

  it("are stored up to ten times a minute if their beginning differs", async () => {
    const { rows, counted, refuse, close } = book();
    await refuse(50, { excerpt: Buffer.from("MSH"), reason: "cut-frame" });
    await close();
    expect([rows.length, counted.map(({ attempts }) => attempts)]).toEqual([10, [40]]);
  });

  it("are not lost while the journal is unreachable: the count is written later, and the first attempt fails as before", async () => {
    const { rows, counted, journal, refuse, flush, close } = book();
    await refuse(3);
    journal.isUnreachable = true;
    await flush();
    await expect(refuse(1, { reason: "other" })).rejects.toThrow("away");
    journal.isUnreachable = false;
    await refuse(1, { reason: "other" });
    await close();
    expect([rows.length, counted.map(({ attempts }) => attempts)]).toEqual([2, [2]]);
  });

  it("from too many addresses are written without the address", async () => {
    const { rows, refuse, close } = book();
    for (let index = 0; index < 10_050; index++)
      await refuse(1, { remote: `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}` });
    expect([rows.length, rows.at(-1)?.remote]).toEqual([10_001, null]);
    await close();
  });
});
