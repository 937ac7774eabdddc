import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { createConnections } from "../../../sidecar/engine/model/connections.ts";
import type { ConfiguredConnection } from "../../../sidecar/engine/ports/connection.ts";
import type { Accepted } from "../../../sidecar/engine/ports/intake.ts";
import { chunksOf } from "../../../sidecar/engine/ports/journal/bodies.ts";
import { createDecoder } from "../../../sidecar/engine/receive/decode.ts";
import { createLargeDecoder } from "../../../sidecar/engine/receive/decode-large.ts";
import { OVER } from "../../../sidecar/engine/receive/decode-message.ts";
import { createLargeIntake } from "../../../sidecar/engine/receive/large-intake.ts";
import { flows } from "../../../sidecar/flows/catalogue.ts";
import { formats } from "../../../sidecar/formats/registry.ts";
import { dispenses, invoiceChunks, type Replacement } from "../../bench/codecs/inputs.ts";
import { supplierConnection } from "../../support/connection.ts";
import { useJournal } from "../../support/journal.ts";
import { recordedLog } from "../../support/log.ts";
import { readingOf } from "../../support/reading.ts";

const MEGABYTE = 1_048_576;
const store = useJournal();
const CONNECTION: ConfiguredConnection = {
  ...supplierConnection(),
  active: true,
  route: { transport: "none", url: null },
};
/** The same connection without the flow for acknowledgements. */
const UNACKNOWLEDGED = {
  ...CONNECTION,
  flows: CONNECTION.flows.filter((flow) => flow !== "acknowledgement"),
};

beforeEach(async () => {
  await store.database.query("truncate message, document, step, delivery, event, body cascade");
});

/** The parts that take in and decode large bodies; `onPortion` is called after each stored portion of documents. */
function parts(
  onPortion: () => void = () => undefined,
  connection = CONNECTION,
  onRead: () => void = () => undefined,
) {
  const connections = createConnections({ version: "1", connections: [connection] });
  const journal: typeof store.journal = {
    ...store.journal,
    readChunk(range) {
      onRead();
      return store.journal.readChunk(range);
    },
  };
  const log = recordedLog();
  const reading = readingOf(formats);
  const intake = createLargeIntake({ journal, openCut: reading.openCut, onStored: () => undefined, log });
  const decoding = {
    ...{ journal, connections, formats, flows, log },
    clock: () => new Date("2026-11-20T10:00:00Z"),
    onDecoded: onPortion,
  };
  const large = createLargeDecoder({ ...decoding, openDecode: reading.openDecode });
  const decode = createDecoder({ ...decoding, decodeBody: reading.decode, large });
  return { intake, decode, large, log };
}

const arrival = {
  connection: CONNECTION.code,
  transport: "https",
  contentType: "application/edi-x12",
  headers: {},
  sender: null,
  traceId: "0af7651916cd43dd8448eb211c80319c",
} as const;

async function open({ intake }: ReturnType<typeof parts>, chunks: Iterable<Uint8Array>) {
  const [first = Buffer.from("")] = chunks;
  const stream = await intake(arrival, first);
  if (!stream) throw new Error("the body is not stored while it arrives");
  return stream;
}

async function receive(system: ReturnType<typeof parts>, chunks: () => Iterable<Uint8Array>) {
  const stream = await open(system, chunks());
  for (const chunk of chunks()) await stream.push(chunk);
  return stream.end();
}

/** Decodes the messages, and waits for the large ones. */
async function decodeAll({ decode, large }: ReturnType<typeof parts>, accepted: readonly Accepted[]) {
  await decode(accepted.map(({ id }) => id));
  await large.idle();
}

async function count(
  table: "event" | "message" | "document" | "body" | "body_chunk" | "delivery",
  where = "true",
) {
  const { rows } = await store.database.query<{ n: number }>(
    `select count(*)::int as n from ${table} where ${where}`,
  );
  return rows[0]?.n;
}

/** 810s in an interchange of five megabytes, which is more than is decoded in one piece. */
const file = (replace?: Replacement) => () => invoiceChunks(5 * MEGABYTE, replace);
const bytesOf = (chunks: Iterable<Uint8Array>) => Buffer.concat([...chunks]);

/** Returns an interchange of about this size with 997s, each about one transaction set with many errors. */
function acknowledgements(bytes: number): Buffer {
  const [header = ""] = /^.*?(?=ST\*)/s.exec(String(bytesOf(invoiceChunks(1000)))) ?? [];
  const errors = "AK3*PO1*1**8~AK4*1**7*a copy of the bad data element~".repeat(100);
  let sets = 0;
  let text = header.replace("GS*IN*", "GS*FA*");
  while (text.length < bytes) {
    sets += 1;
    const set = String(sets).padStart(4, "0");
    text += `ST*997*${set}~AK1*PO*${sets}~AK2*850*0001~${errors}AK5*R*5~AK9*R*1*1*0~SE*206*${set}~`;
  }
  const [, control] =
    /GS\*FA\*[^*]*\*[^*]*\*[^*]*\*[^*]*\*(\d+)/.exec(header.replace("GS*IN*", "GS*FA*")) ?? [];
  return Buffer.from(`${text}GE*${sets}*${control}~IEA*1*000000113~`);
}

describe("a file that is too large for memory", () => {
  it("is stored in chunks, and returned as it arrived", async () => {
    const [accepted] = await receive(parts(), file());
    expect(accepted).toMatchObject({ status: "accepted", problem: null });
    expect(await count("body_chunk")).toBeGreaterThan(70);
    const id = accepted?.id ?? "";
    const whole = bytesOf(file()());
    expect(await store.journal.messageSummary(id)).toMatchObject({ size: whole.length, format: "x12" });
    const content = await store.journal.messageBody(id);
    const stored: Uint8Array[] = [];
    if (content?.range) for await (const chunk of chunksOf(store.journal, content.range)) stored.push(chunk);
    expect(Buffer.concat(stored).equals(whole)).toBe(true);
  });

  it.each([
    ["", 0],
    [" that ends with a line end", 2],
  ])("%s is hashed while it arrives, so that only its last chunk is read again", async (_, more) => {
    let read = 0;
    const system = parts(undefined, CONNECTION, () => {
      read += 1;
    });
    const chunks = [...file()(), Buffer.from("\r\n".slice(0, more))].filter(({ length }) => length > 0);
    const [accepted] = await receive(system, () => chunks);
    expect(read).toBeLessThanOrEqual(1);
    const { rows } = await store.database.query<{ hash: string }>(
      "select content_hash as hash from message where id = $1",
      [accepted?.id],
    );
    expect(rows[0]?.hash).toBe(createHash("sha256").update(bytesOf(file()())).digest("hex"));
  });

  it("sent again is a duplicate, whose bytes are not kept twice", async () => {
    const [first] = await receive(parts(), file());
    const [again] = await receive(parts(), file());
    expect(again).toEqual({ ...first, status: "duplicate" });
    expect([await count("message"), await count("body")]).toEqual([1, 1]);
  });

  it("is decoded set by set: the first documents are stored before the last ones, and a bad set is rejected", async () => {
    const BAD = 700;
    const seen: (number | undefined)[] = [];
    const system = parts(() => void count("document").then((n) => seen.push(n)));
    const damaged = file((number, sound) =>
      number === BAD ? sound.replace(/IT1\*1\*\d+/, "IT1*1*many") : sound,
    );
    await decodeAll(system, await receive(system, damaged));
    const documents = (await count("document")) ?? 0;
    expect(documents).toBeGreaterThan(1400);
    expect(seen[0]).toBeLessThan(documents / 2);
    expect(await count("document", "state = 'queued'")).toBe(documents - 1);
    expect(await count("document", "state = 'attention' and reason_code = 'SCHEMA_INVALID'")).toBe(1);
    const { rows } = await store.database.query<{ body: Buffer }>("select body from delivery");
    expect(rows).toHaveLength(1);
    const acknowledgement = String(rows[0]?.body);
    expect(acknowledgement).toContain(`~AK9*P*${documents}*${documents}*${documents - 1}~`);
    expect(acknowledgement.match(/~AK5\*R/g)).toHaveLength(1);
    expect(await count("message", "state = 'decoded' and retained_as = 'vendor-invoice'")).toBe(1);
  });

  it("whose decoding ends midway is decoded from its beginning, and no document is stored twice", async () => {
    let portions = 0;
    const first = parts(() => {
      portions += 1;
      if (portions === 3) void first.large.stop();
    });
    const accepted = await receive(first, file());
    await first.decode(accepted.map(({ id }) => id));
    await first.large.idle();
    const before = (await count("document")) ?? 0;
    expect(before).toBeGreaterThan(0);
    expect(await count("message", "state = 'received'")).toBe(1);
    const second = parts();
    await decodeAll(second, accepted);
    const after = (await count("document")) ?? 0;
    expect(after).toBeGreaterThan(before);
    expect(await count("document", "revision = 1 and state = 'queued'")).toBe(after);
    expect([await count("delivery"), await count("message", "state = 'decoded'")]).toEqual([1, 1]);
  });

  it.each([
    ["", "true"],
    [" that a person has dismissed", "false"],
  ])(
    "whose decoding is interrupted and repeated does not announce an exception%s again",
    async (_, isLeft) => {
      const bad = file((number, sound) =>
        number === 2 ? sound.replace(/IT1\*1\*\d+/, "IT1*1*many") : sound,
      );
      const first = parts(() => void first.large.stop());
      const accepted = await receive(first, bad);
      await first.decode(accepted.map(({ id }) => id));
      await first.large.idle();
      expect([await count("event"), await count("message", "state = 'received'")]).toEqual([1, 1]);
      await store.database.query(
        `update document set state = 'dismissed' where state = 'attention' and not ${isLeft}`,
      );
      await decodeAll(parts(), accepted);
      expect([await count("event"), await count("message", "state = 'decoded'")]).toEqual([1, 1]);
      expect(await count("document", "input is null and revision = 1")).toBe(1);
      expect(await count("document", `input is null and (state = 'attention') = ${isLeft}`)).toBe(1);
    },
  );

  it("of acknowledgements becomes one exception if their flow is switched off", async () => {
    const system = parts(undefined, UNACKNOWLEDGED);
    const accepted = await receive(system, () => [acknowledgements(5 * MEGABYTE)]);
    await decodeAll(system, accepted);
    expect(await count("message", "state = 'decoded'")).toBe(1);
    expect(await count("document", "state = 'attention' and reason_code = 'UNSUPPORTED_DOCUMENT'")).toBe(1);
    expect([await count("document"), await count("event")]).toEqual([1, 1]);
  });

  it("holds back the messages of its connection that follow it, until it is decoded", async () => {
    const system = parts();
    const accepted = await receive(system, file());
    const text = bytesOf(invoiceChunks(1000)).toString("latin1").replaceAll("000000113", "000000114");
    const later = await receive(system, () => [Buffer.from(text, "latin1")]);
    await store.database.query("update message set published_at = now()");
    await system.decode(later.map(({ id }) => id));
    expect(await count("message", "state = 'decoded'")).toBe(0);
    await system.large.idle();
    expect(await count("message", "state = 'decoded'")).toBe(1);
    expect(await count("message", "state = 'received' and published_at is null")).toBe(1);
    await system.decode(later.map(({ id }) => id));
    expect(await count("message", "state = 'decoded'")).toBe(2);
    const { rows } = await store.database.query<{ id: string }>(
      "select message_id as id from document order by sequence desc limit 1",
    );
    expect(rows[0]?.id).toBe(later[0]?.id);
    expect(accepted[0]?.id).not.toBe(later[0]?.id);
  });
});

describe("an earlier message that is decoded again while a large one of its connection is decoded", () => {
  it("waits for it without waiting for its lock, in which messages of other connections would wait too", async () => {
    const system = parts();
    const [earlier] = await receive(system, () => invoiceChunks(MEGABYTE));
    const [large] = await receive(system, () => [acknowledgements(5 * MEGABYTE)]);
    if (!earlier || !large) throw new Error("not stored");
    await system.decode([earlier.id]);
    await store.database.query("update message set state = 'received' where id = $1", [earlier.id]);
    await store.database.query("update message set published_at = now()");
    let during: number | undefined;
    await store.journal.decodeInPortions({ id: large.id, connection: CONNECTION.code }, async (message) => {
      during = await store.journal.decodeTogether([earlier.id], async () => OVER);
      expect(message.id).toBe(large.id);
      return OVER;
    });
    expect(during).toBe(0);
    expect(await count("message", "state = 'received' and published_at is null")).toBe(1);
    await system.decode([earlier.id]);
    expect(await count("message", "state = 'decoded'")).toBe(2);
  });
});

describe("a large body with several interchanges", () => {
  const second = () =>
    bytesOf(invoiceChunks(2 * MEGABYTE))
      .toString("latin1")
      .replaceAll("000000113", "000000114");
  const both = () => [...invoiceChunks(2 * MEGABYTE), Buffer.from("\r\n"), Buffer.from(second(), "latin1")];

  it("becomes a message for each, with a hash of its own bytes", async () => {
    const system = parts();
    const accepted = await receive(system, both);
    expect(accepted.map(({ status }) => status)).toEqual(["accepted", "accepted"]);
    const alone = await receive(parts(), () => [Buffer.from(second(), "latin1")]);
    expect(alone).toEqual([{ ...accepted[1], status: "duplicate" }]);
    await decodeAll(system, accepted);
    expect(await count("delivery")).toBe(2);
    expect(await count("document", "state = 'queued'")).toBe(await count("document"));
  });
});

describe("a large body with hundreds of HL7 v2 messages", () => {
  it("becomes a message for each, which can be read like one that arrived alone", async () => {
    const sent = dispenses(700);
    const text = Buffer.concat(sent);
    expect(text.length).toBeGreaterThan(262_144);
    const accepted = await receive(parts(), () => [text]);
    expect(accepted.map(({ status }) => status)).toEqual(sent.map(() => "accepted"));
    for (const index of [0, 350, 699]) {
      const alone = sent[index]?.subarray(0, -1) ?? Buffer.from(""); // without the CR that ends it
      const message = await store.journal.messageById(accepted[index]?.id ?? "", MEGABYTE);
      expect(String(message?.body)).toBe(String(alone));
      expect(message?.contentHash).toBe(createHash("sha256").update(alone).digest("hex"));
    }
  });
});

describe("a message whose stored bytes are gone", () => {
  it("becomes an exception, and does not block its connection", async () => {
    const system = parts();
    const accepted = await receive(system, () => invoiceChunks(MEGABYTE));
    await store.database.query("delete from body_chunk");
    await decodeAll(system, accepted);
    expect(await count("document", "state = 'attention' and reason_code = 'INTERNAL_ERROR'")).toBe(1);
    expect(await count("message", "state = 'decoded'")).toBe(1);
  });
});

describe("a body that breaks off", () => {
  it("leaves nothing in the journal", async () => {
    const stream = await open(parts(), file()());
    for (const chunk of [...file()()].slice(0, 20)) await stream.push(chunk);
    expect(await count("body_chunk")).toBe(20);
    await stream.discard();
    expect([await count("body"), await count("body_chunk"), await count("message")]).toEqual([0, 0, 0]);
  });

  it("with its sidecar is deleted by retention after a day, and not before", async () => {
    const stream = await open(parts(), file()());
    await stream.push(Buffer.from("ISA"));
    const clean = async () => {
      for (const what of ["body chunks", "stored bodies"] as const)
        await store.journal.retainOnce({ what, days: 1 }, 500);
    };
    await clean();
    expect(await count("body")).toBe(1);
    await store.database.query("update body set changed_at = now() - interval '25 hours'");
    await clean();
    expect([await count("body"), await count("body_chunk")]).toEqual([0, 0]);
    await expect(stream.push(Buffer.from("*"))).rejects.toThrow("no longer being received");
  });

  it("within the file is stored as evidence, and its sender is told", async () => {
    const cut = () => [...file()()].slice(0, -1);
    const [accepted] = await receive(parts(), cut);
    expect(accepted).toMatchObject({
      status: "accepted",
      warning: expect.stringContaining("the input is incomplete"),
    });
    const system = parts();
    await decodeAll(system, accepted ? [accepted] : []);
    expect(await count("document", "state = 'queued'")).toBe(0);
    expect(await count("document", "state = 'attention'")).toBe(1);
  });
});

describe("retention", () => {
  it("removes the bytes of a decoded file, and keeps its size", async () => {
    const system = parts();
    const accepted = await receive(system, file());
    await decodeAll(system, accepted);
    await store.database.query(
      "update document set state = 'done', done_at = now(), reported_revision = revision",
    );
    await store.database.query("update delivery set state = 'done'");
    await store.database.query("update message set kept_since = now() - interval '5000 days'");
    const size = bytesOf(file()()).length;
    await store.journal.retainOnce({ what: "bodies", flow: "vendor-invoice", days: 400 }, 500);
    for (const what of ["body chunks", "stored bodies"] as const)
      await store.journal.retainOnce({ what, days: 1 }, 500);
    expect([await count("body"), await count("body_chunk")]).toEqual([0, 0]);
    expect(await store.journal.messageSummary(accepted[0]?.id ?? "")).toMatchObject({ size });
    expect(await store.journal.messageBody(accepted[0]?.id ?? "")).toMatchObject({ body: null, range: null });
  });
});
