import { describe, expect, it } from "vitest";
import { useJournal } from "../../../support/journal.ts";
import { newMessage } from "../../../support/records.ts";

const test = useJournal();

async function count(identity: string): Promise<number> {
  const result = await test.database.query(
    "select count(*)::int as n from message where identity like $1 || '%'",
    [identity],
  );
  return result.rows[0].n;
}

describe("arriving messages", () => {
  it("are stored once after twenty concurrent deliveries", async () => {
    const message = newMessage();
    const stored = await Promise.all(
      Array.from({ length: 20 }, () => test.journal.insertMessages([message])),
    );
    const outcomes = stored.flat().map((one) => one.outcome);
    expect(outcomes.filter((outcome) => outcome === "new")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "duplicate")).toHaveLength(19);
    expect(new Set(stored.flat().map((one) => one.id)).size).toBe(1);
    expect(await count(message.identity)).toBe(1);
  });

  it("are stored once more with different content under a known number", async () => {
    const first = newMessage();
    const [original] = await test.journal.insertMessages([first]);
    const changed = { ...first, contentHash: "another", body: Buffer.from("other") };
    const [conflict] = await test.journal.insertMessages([changed]);
    const [again] = await test.journal.insertMessages([changed]);
    expect(conflict?.outcome).toBe("conflict");
    expect(again).toEqual({ id: conflict?.id, outcome: "duplicate" });
    const rows = await test.database.query("select conflicts_with from message where id = $1", [
      conflict?.id,
    ]);
    expect(rows.rows[0].conflicts_with).toBe(original?.id);
  });

  it("are stored separately when they arrive at the same time", async () => {
    const messages = Array.from({ length: 200 }, () => newMessage());
    const stored = await Promise.all(messages.map((message) => test.journal.insertMessages([message])));
    expect(new Set(stored.flat().map(({ id }) => id)).size).toBe(200);
    expect(stored.flat().every(({ outcome }) => outcome === "new")).toBe(true);
    const kept = await test.database.query<{ id: string; identity: string }>(
      "select id, identity from message where id = any($1)",
      [stored.flat().map(({ id }) => id)],
    );
    const identityOf = new Map(kept.rows.map(({ id, identity }) => [id, identity]));
    expect(stored.map(([one]) => identityOf.get(one?.id ?? ""))).toEqual(
      messages.map(({ identity }) => identity),
    );
  });

  it("fail alone when they fit no column", async () => {
    const messages = Array.from({ length: 6 }, (_, index) =>
      newMessage(index === 3 ? { traceId: "not storable: \u0000" } : {}),
    );
    const outcomes = await Promise.allSettled(
      messages.map((message) => test.journal.insertMessages([message])),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
    ]);
    expect(await count(messages[5]?.identity ?? "")).toBe(1);
  });

  it("are stored as a conflict next to the first, also among others that arrive at the same time", async () => {
    const first = newMessage();
    await test.journal.insertMessages([first]);
    const changed = { ...first, contentHash: "another", body: Buffer.from("other") };
    const stored = await Promise.all(
      [newMessage(), changed, first, newMessage()].map((message) => test.journal.insertMessages([message])),
    );
    expect(stored.flat().map(({ outcome }) => outcome)).toEqual(["new", "conflict", "duplicate", "new"]);
  });

  it("are distinguished by connection, and stored without one", async () => {
    const message = newMessage({ identity: "same" });
    const outcomes = await test.journal.insertMessages([
      message,
      { ...message, connection: "edi-other" },
      { ...message, connection: null },
      { ...message, connection: null },
    ]);
    expect(outcomes.map((one) => one.outcome)).toEqual(["new", "new", "new", "duplicate"]);
  });

  it("of one delivery are all stored or none", async () => {
    const good = newMessage();
    const bad = newMessage({
      headers: null as unknown as Record<string, string>,
      traceId: null as unknown as string,
    });
    await expect(test.journal.insertMessages([good, bad])).rejects.toThrow();
    expect(await count(good.identity)).toBe(0);
  });

  it("are decoded once however often it is requested", async () => {
    const [stored] = await test.journal.insertMessages([newMessage()]);
    let runs = 0;
    const decode = async () => {
      runs += 1;
      return { documents: [], deliveries: [], events: [], step: { name: "decoded" } };
    };
    const id = stored?.id ?? "";
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => test.journal.decodeTogether([id], decode)));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(runs).toBe(1);
  });

  it("remain undecoded when decoding fails midway", async () => {
    const [stored] = await test.journal.insertMessages([newMessage()]);
    const id = stored?.id ?? "";
    await expect(test.journal.decodeTogether([id], () => Promise.reject(new Error("crash")))).rejects.toThrow(
      "crash",
    );
    const summary = await test.journal.messageSummary(id);
    expect(summary?.status).toBe("received");
  });
});
