import { describe, expect, it } from "vitest";
import type { NewDocument, NewMessage } from "../../../../sidecar/engine/records.ts";
import { useJournal } from "../../../support/journal.ts";
import { newDocument, newMessage } from "../../../support/records.ts";

const test = useJournal();

async function arrives(message: NewMessage) {
  const [stored] = await test.journal.insertMessages([message]);
  return { id: stored?.id ?? "", outcome: stored?.outcome };
}

const other = (message: NewMessage, content: string): NewMessage => ({
  ...message,
  contentHash: content,
  body: Buffer.from(content),
});

/** Makes everything that is stored as old as if it had arrived this many days earlier. */
const daysPass = (days: number) =>
  test.database.query(
    `update message set received_at = received_at - make_interval(days => $1),
       last_delivered_at = last_delivered_at - make_interval(days => $1)`,
    [days],
  );

/** Decodes a message to one exception about the whole message. Returns its key. */
async function becomesException(
  messageId: string,
  reasonCode: "DUPLICATE_CONTENT_DIFFERS" | "UNKNOWN_PARTNER",
  isStranger = false,
): Promise<string> {
  const key = `edi-test/${messageId}`;
  const exception = {
    ...newDocument({ messageId, key, flow: null, input: null, type: null, code: null, aggregate: messageId }),
    state: "attention",
    reasonCode,
    reason: [],
    suggestion: [],
    findings: [],
  } as unknown as NewDocument;
  await test.journal.decodeTogether([messageId], async () => ({
    documents: [exception],
    deliveries: [],
    events: [],
    step: { name: "decoded" },
    ...(isStranger && { isStranger: true }),
  }));
  return key;
}

/** Returns the messages that are to be decoded, as the decoder gets them. */
async function toDecode(id: string) {
  const seen: { conflictsWith: string | null; stranger: string | null }[] = [];
  await test.journal.decodeTogether([id], async ({ conflictsWith, stranger = null }) => {
    seen.push({ conflictsWith, stranger });
    return { documents: [], deliveries: [], events: [], step: { name: "decoded" } };
  });
  return seen;
}

describe("a number that returns with other content", () => {
  it("is a conflict while it is remembered", async () => {
    const message = newMessage({ memoryDays: 30 });
    const first = await arrives(message);
    await daysPass(29);
    const second = await arrives(other(message, "second"));
    expect(second.outcome).toBe("conflict");
    expect(await toDecode(second.id)).toEqual([{ conflictsWith: first.id, stranger: null }]);
  });

  it("is a new message once it is forgotten, and remembered again from then on", async () => {
    const message = newMessage({ memoryDays: 30 });
    await arrives(message);
    await daysPass(31);
    const second = await arrives(other(message, "after a month"));
    expect(second.outcome).toBe("new");
    expect(await toDecode(second.id)).toEqual([{ conflictsWith: null, stranger: null }]);
    await daysPass(29);
    expect((await arrives(other(message, "third"))).outcome).toBe("conflict");
  });

  it("is forgotten only a memory's time after its last use, also if that was a repetition of the file", async () => {
    const message = newMessage({ memoryDays: 30 });
    await arrives(message);
    await daysPass(20);
    expect((await arrives(message)).outcome).toBe("duplicate");
    await daysPass(20);
    expect((await arrives(other(message, "20 days after"))).outcome).toBe("conflict");
  });

  it("is never forgotten by a connection without a memory limit, and the same content is a duplicate for ever", async () => {
    const { memoryDays: _none, ...message } = newMessage();
    const first = await arrives(message);
    await daysPass(5000);
    expect((await arrives(other(message, "years later"))).outcome).toBe("conflict");
    expect(await arrives({ ...message, memoryDays: 1 })).toEqual({ id: first.id, outcome: "duplicate" });
  });

  it("counts only deliveries of the same content as such", async () => {
    const message = newMessage();
    const { id } = await arrives(message);
    await arrives(other(message, "different"));
    await arrives(message);
    const { rows } = await test.database.query("select deliveries from message where id = $1", [id]);
    expect(rows).toEqual([{ deliveries: 2 }]);
  });
});

describe("accepting a repeated number", () => {
  async function repeated() {
    const message = newMessage();
    const first = await arrives(message);
    const second = await arrives(other(message, "again"));
    return { first, second, key: await becomesException(second.id, "DUPLICATE_CONTENT_DIFFERS") };
  }

  it("has the message decoded again as a new one, once, and is recorded with the person", async () => {
    const { first, second, key } = await repeated();
    expect(await test.journal.acceptNumber(key, "mia")).toBe(true);
    expect(await toDecode(second.id)).toEqual([{ conflictsWith: null, stranger: null }]);
    expect(await test.journal.acceptNumber(key, "mia")).toBe(false);
    const audit = await test.database.query(
      "select actor, action, detail from audit where subject = (select id::text from document where message_key = $1)",
      [key],
    );
    expect(audit.rows).toEqual([
      { actor: "mia", action: "message.accept-number", detail: { message: second.id, usedBy: first.id } },
    ]);
  });

  it("does nothing to a dismissed exception, an exception for another reason or an unknown one", async () => {
    const { key } = await repeated();
    await test.journal.dismiss(key, "mia", "was wrong");
    const { id } = await arrives(newMessage());
    const stranger = await becomesException(id, "UNKNOWN_PARTNER", true);
    for (const one of [key, stranger, "none"])
      expect(await test.journal.acceptNumber(one, "mia")).toBe(false);
  });
});

describe("a message with unknown identifiers", () => {
  const configuration = { version: "2", connections: [] };
  async function stranger(connection = "edi-test") {
    const { id } = await arrives(newMessage({ connection }));
    return { id, key: await becomesException(id, "UNKNOWN_PARTNER", true) };
  }

  it("is decoded again when its connection changes, and not when another one does", async () => {
    const { id } = await stranger("edi-mine");
    expect(await test.journal.saveConfiguration(configuration, ["edi-other"])).toBe(0);
    expect(await toDecode(id)).toEqual([]);
    expect(await test.journal.saveConfiguration(configuration, ["edi-mine"])).toBe(1);
    expect(await toDecode(id)).toEqual([{ conflictsWith: null, stranger: "waiting" }]);
    expect(await test.journal.saveConfiguration(configuration, ["edi-mine"])).toBe(0);
  });

  it("is decoded once more to tell the sender when a person dismisses it, and stays dismissed", async () => {
    const { id, key } = await stranger("edi-dismissed");
    await test.journal.dismiss(key, "mia", "not for us");
    await becomesException(id, "UNKNOWN_PARTNER");
    const { rows } = await test.database.query("select state, stranger from message where id = $1", [id]);
    expect(rows).toEqual([{ state: "decoded", stranger: "refused" }]);
    expect((await test.journal.documentByKey(key))?.state).toBe("dismissed");
    expect(await test.journal.saveConfiguration(configuration, ["edi-dismissed"])).toBe(0);
    await test.journal.dismiss(key, "mia", "again");
    expect(await toDecode(id)).toEqual([]);
  });

  it("is not decoded again if its sender has been told", async () => {
    const { id } = await arrives(newMessage({ connection: "edi-told" }));
    await becomesException(id, "UNKNOWN_PARTNER");
    expect(await test.journal.saveConfiguration(configuration, ["edi-told"])).toBe(0);
  });
});
