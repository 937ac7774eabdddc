import { describe, expect, it } from "vitest";
import { createConnections } from "../../../../sidecar/engine/model/connections.ts";
import type { DecodeResult, Undecoded } from "../../../../sidecar/engine/ports/journal/messages.ts";
import { createDecoder } from "../../../../sidecar/engine/receive/decode.ts";
import type { Message } from "../../../../sidecar/engine/records.ts";
import { asJournalFailure } from "../../../../sidecar/journal/failures.ts";
import { recordedLog } from "../../../support/log.ts";
import { noneIsLarge, readingOf } from "../../../support/reading.ts";
import { nothingSent, tinyConnection, tinyFlow, tinyFormat } from "../../../support/tiny.ts";

const message = (id: string): Message => ({
  id,
  connection: "tiny",
  transport: "https",
  contentType: null,
  format: "tiny",
  identity: id,
  contentHash: id,
  conflictsWith: null,
  body: Buffer.from(`tiny ${id}\n1 ${id}\n`),
  state: "received",
  traceId: "0af7651916cd43dd8448eb211c80319c",
  receivedAt: new Date("2026-11-20T09:00:00Z"),
});

/** Decodes waiting messages; `refuse` decides which transactions the journal refuses. */
async function decode(
  waiting: readonly Undecoded[],
  refuse: (ids: readonly string[], results: readonly DecodeResult[]) => Error | null = () => null,
) {
  const transactions: (readonly string[])[] = [];
  const entered = new Map<string, DecodeResult>();
  const log = recordedLog();
  const run = createDecoder({
    large: noneIsLarge,
    journal: {
      undecoded: async () => [...waiting],
      decodeTogether: async (ids, work) => {
        transactions.push(ids);
        const results = await Promise.all(ids.map((id) => work(message(id), nothingSent)));
        const error = refuse(ids, results);
        if (error) throw error;
        for (const [index, id] of ids.entries()) entered.set(id, results[index] as DecodeResult);
        return ids.length;
      },
    },
    connections: createConnections({ version: "1", connections: [tinyConnection()] }),
    formats: [tinyFormat()],
    flows: [tinyFlow()],
    decodeBody: readingOf([tinyFormat()]).decode,
    clock: () => new Date("2026-11-20T10:00:00Z"),
    onDecoded: () => {},
    log,
  });
  const outcome = await run(["asked"]).then(
    () => "done",
    (error: Error) => error.message,
  );
  return { transactions, entered, outcome, log };
}

const of = (connection: string | null, ids: readonly string[], size = 100): Undecoded[] =>
  ids.map((id) => ({ id, connection, size, isChunked: false }));
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `m${index}`);

describe("messages are decoded together", () => {
  it("by connection, twenty in a transaction, in their order", async () => {
    const ids = numbered(45);
    const { transactions } = await decode([...of("tiny", ids), ...of(null, ["n1"]), ...of("other", ["o1"])]);
    expect(transactions).toEqual([ids.slice(0, 20), ids.slice(20, 40), ids.slice(40), ["n1"], ["o1"]]);
  });

  it("with at most four mebibytes; a larger one alone", async () => {
    const mebibyte = 1_048_576;
    const sizes = { m0: 3, m1: 1, m2: 1, m3: 9, m4: 1 };
    const waiting = Object.entries(sizes).map(([id, size]) => ({
      id,
      connection: "tiny",
      size: size * mebibyte,
      isChunked: false,
    }));
    expect((await decode(waiting)).transactions).toEqual([["m0", "m1"], ["m2"], ["m3"], ["m4"]]);
  });
});

describe("a message whose documents the journal refuses", () => {
  it("becomes an exception; the others are decoded", async () => {
    const { transactions, entered, outcome } = await decode(
      of("tiny", ["m0", "m1", "m2"]),
      (ids, results) => {
        const asDecoded = results[ids.indexOf("m1")]?.documents[0]?.state === "queued";
        return asDecoded ? asJournalFailure(Object.assign(new Error("bad"), { code: "22P05" })) : null;
      },
    );
    expect(outcome).toBe("done");
    expect(transactions).toEqual([["m0", "m1", "m2"], ["m0"], ["m1"], ["m1"], ["m2"]]);
    expect([...entered.keys()]).toEqual(["m0", "m1", "m2"]);
    expect(entered.get("m1")?.documents).toMatchObject([
      { key: "tiny/m1", state: "attention", reasonCode: "INTERNAL_ERROR" },
    ]);
    expect(entered.get("m1")?.events).toMatchObject([{ type: "health.suture.exchange.exception.v1" }]);
    expect(entered.get("m2")?.documents).toMatchObject([{ state: "queued" }]);
  });

  it("is not blamed while the journal is unreachable: all are retried later", async () => {
    const { transactions, entered, outcome } = await decode(of("tiny", ["m0", "m1"]), () =>
      asJournalFailure(Object.assign(new Error("terminating connection"), { code: "57P01" })),
    );
    expect(outcome).toBe("terminating connection");
    expect(transactions).toEqual([["m0", "m1"]]);
    expect(entered.size).toBe(0);
  });

  it("and whose exception is refused too is finished without content: the others are decoded", async () => {
    const { entered, outcome, log } = await decode(of("tiny", ["m0", "m1", "m2"]), (ids, results) => {
      const documents = results[ids.indexOf("m1")]?.documents ?? [];
      return documents.length > 0
        ? asJournalFailure(Object.assign(new Error("too large"), { code: "54000" }))
        : null;
    });
    expect(outcome).toBe("done");
    expect([...entered.keys()]).toEqual(["m0", "m1", "m2"]);
    expect(entered.get("m1")).toMatchObject({ documents: [], events: [], step: { name: "decoded" } });
    expect(log.entries.filter(({ level }) => level === "error").at(-1)?.fields).toMatchObject({
      messages: ["m1"],
    });
  });
});
