import { beforeEach, describe, expect, it } from "vitest";
import type { Capability } from "../../../../sidecar/engine/ports/journal/upkeep.ts";
import type { NewDocument } from "../../../../sidecar/engine/records.ts";
import { useJournal } from "../../../support/journal.ts";
import { newDocument, newMessage } from "../../../support/records.ts";
import { fixtureDocument } from "../../../unit/documents/document-fixtures.ts";

const test = useJournal();
const shown = fixtureDocument<"DespatchAdvice">("despatch-advice/typical");
const flow: Capability = { name: "flow/despatch-advice", types: ["DespatchAdvice"], codes: [] };
const set: Capability = { name: "x12/856", types: [], codes: [{ format: "x12", code: "856" }] };

beforeEach(async () => {
  await test.database.query(
    "truncate document, message, step, search_term cascade; delete from capability where name in ('flow/despatch-advice', 'x12/856')",
  );
});

const exception = (given: Partial<NewDocument> = {}) =>
  ({
    ...newDocument({ flow: null, input: null, type: "DespatchAdvice", code: "856", aggregate: "document/1" }),
    key: "edi-test/1",
    state: "attention",
    reasonCode: "UNSUPPORTED_DOCUMENT",
    reason: [],
    suggestion: [],
    findings: [],
    shown,
    ...given,
  }) as NewDocument;

/** Stores a message that was decoded to an exception. Returns the id of the message. */
async function arrived(given: Partial<NewDocument> = {}): Promise<string> {
  const [stored] = await test.journal.insertMessages([newMessage()]);
  const messageId = stored?.id ?? "";
  await decoded(messageId, exception({ ...given, messageId }));
  return messageId;
}

async function decoded(messageId: string, document: NewDocument): Promise<number> {
  return test.journal.decodeTogether([messageId], async () => ({
    documents: [document],
    deliveries: [],
    events: [],
    step: { name: "decoded" },
    retainedAs: "",
  }));
}

async function only() {
  const { rows } = await test.database.query<{ id: string }>("select id from document");
  expect(rows).toHaveLength(1);
  const [document] = await test.journal.documentsById([rows[0]?.id ?? ""]);
  return document;
}

const received = async () =>
  (await test.database.query("select id from message where state = 'received'")).rows.length;

describe("a document that no flow handles", () => {
  it("is stored with its content for display, and found by its references", async () => {
    await arrived();
    expect(await only()).toMatchObject({ input: null, shown, state: "attention" });
    const { rows } = await test.database.query("select 1 from search_term where term = 'P00031'");
    expect(rows).toHaveLength(1);
  });

  it("loses its content with its retention period, once it is dismissed", async () => {
    await arrived();
    await test.database.query(
      "update document set state = 'dismissed', reported_revision = revision, received_at = now() - interval '200 days'",
    );
    expect(await test.journal.retainOnce({ what: "contents", flow: "", days: 180 }, 10)).toBe(1);
    expect(await only()).toMatchObject({ shown: null });
  });
});

describe("a later version of the sidecar", () => {
  it.each([
    ["has a flow for the type", flow],
    ["reads the message", set],
  ])("that %s decodes the message again, once", async (_what, gained) => {
    const messageId = await arrived();
    expect(await test.journal.recordCapabilities([gained])).toEqual({ gained: [gained.name], messages: 1 });
    expect(await received()).toBe(1);
    const queued = newDocument({ messageId, key: "edi-test/1", type: "DespatchAdvice", input: shown });
    expect(await decoded(messageId, queued)).toBe(1);
    expect(await only()).toMatchObject({ state: "queued", input: shown, shown: null, revision: 2 });
    expect(await test.journal.recordCapabilities([gained])).toEqual({ gained: [], messages: 0 });
    expect(await received()).toBe(0);
  });

  it("whose flow is switched off on the connection keeps the content on display, and does not try again", async () => {
    const messageId = await arrived();
    await test.journal.recordCapabilities([flow]);
    await decoded(messageId, exception({ messageId, type: null, shown: null }));
    expect(await only()).toMatchObject({ state: "attention", shown });
    expect(await test.journal.recordCapabilities([flow, set])).toEqual({ gained: ["x12/856"], messages: 1 });
    expect(await test.journal.recordCapabilities([flow, set])).toEqual({ gained: [], messages: 0 });
  });

  it.each<[string, Partial<NewDocument>, string]>([
    ["has another type and code", { type: "Catalogue", code: "832" }, ""],
    ["has another reason", { reasonCode: "SCHEMA_INVALID" } as Partial<NewDocument>, ""],
    ["was dismissed", {}, "update document set state = 'dismissed'"],
    ["has lost its bytes", {}, "update message set body = null"],
    ["is of another format", { type: null }, "update message set format = 'edifact'"],
  ])("decodes nothing again that %s", async (_what, given, change) => {
    await arrived(given);
    if (change !== "") await test.database.query(change);
    expect(await test.journal.recordCapabilities([flow, set])).toMatchObject({ messages: 0 });
  });

  it("finds nothing new in what the version before could do", async () => {
    const before = { name: "x12/855", types: [], codes: [{ format: "x12", code: "856" }] };
    await arrived();
    expect(await test.journal.recordCapabilities([before])).toEqual({ gained: [], messages: 0 });
  });
});
