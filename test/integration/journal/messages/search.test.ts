import { beforeAll, describe, expect, it } from "vitest";
import type { CanonicalDocument } from "../../../../sidecar/documents/document.ts";
import { envelopeReferences } from "../../../../sidecar/engine/model/search-terms.ts";
import type { NewDocument, NewMessage } from "../../../../sidecar/engine/records.ts";
import { useJournal } from "../../../support/journal.ts";
import { newDocument, newMessage } from "../../../support/records.ts";

const test = useJournal();

/** Stores a message that is decoded to these documents, and returns its id. */
async function decoded(
  message: Partial<NewMessage>,
  documents: readonly Partial<NewDocument>[] = [],
): Promise<string> {
  const [stored] = await test.journal.insertMessages([newMessage(message)]);
  const id = stored?.id ?? "";
  await test.journal.decodeTogether([id], async (read) => ({
    documents: documents.map(
      (given) =>
        ({ ...newDocument({ messageId: id, envelope: envelopeReferences(read) }), ...given }) as NewDocument,
    ),
    deliveries: [],
    events: [],
    step: { name: "decoded" },
  }));
  return id;
}

async function found(q: string, more: { before?: string; limit?: number; connection?: string } = {}) {
  const messages = await test.journal.searchMessages({ q, limit: 50, ...more });
  return messages.map(({ id }) => id);
}

describe("one text finds a message", () => {
  let id = "";
  beforeAll(async () => {
    const input = {
      type: "OrderResponse",
      id: "R1",
      orderReference: "P70031",
      sellerReference: "SO-7001",
      lines: [{ item: { ids: [{ scheme: "lot", id: "LOT-71" }] } }],
    } as unknown as CanonicalDocument;
    id = await decoded(
      {
        identity: "x12/ZZ*HARBOR>ZZ*NORTH/000000701",
        headers: { "content-disposition": 'attachment; filename="harbor-855.x12"' },
        traceId: "7af7651916cd43dd8448eb211c80319c",
      },
      [{ number: "P70031", controlReference: "7012/0703", input }],
    );
    await decoded({}, [{ number: "P70032", controlReference: "7013/0704" }]);
  });

  it.each([
    ["its order", "P70031"],
    ["its order in lower case", " p70031 "],
    ["the partner's order number", "SO-7001"],
    ["a lot", "LOT-71"],
    ["ISA13", "000000701"],
    ["ISA13 without zeros", "701"],
    ["GS06", "7012"],
    ["ST02", "0703"],
    ["ST02 without zeros", "703"],
    ["group and set", "7012/0703"],
    ["its trace", "7af7651916cd43dd8448eb211c80319c"],
    ["the name of its file", "Harbor-855.x12"],
  ])("by %s", async (_what, q) => expect(await found(q)).toEqual([id]));

  it("by its ID, the ID of its document, and its day", async () => {
    const { rows } = await test.database.query("select id from document where message_id = $1", [id]);
    expect(await found(id)).toEqual([id]);
    expect(await found(rows[0].id)).toEqual([id]);
    expect(await found(new Date().toISOString().slice(0, 10))).toContain(id);
    expect(await found("2001-01-01")).toEqual([]);
    expect(await found("2001-99-99")).toEqual([]);
  });

  it("only in full", async () => {
    expect(await found("P7003")).toEqual([]);
    expect(await found("")).toEqual([]);
  });

  it("that contains no document", async () => {
    const empty = await decoded({ identity: "hl7v2/EHR|NORTH/MSG-7077" });
    expect(await found("msg-7077")).toEqual([empty]);
  });
});

it("finds many messages in pages, newest first, of one connection if asked", async () => {
  const ids: string[] = [];
  for (let index = 0; index < 5; index++)
    ids.unshift(
      await decoded({ connection: index === 2 ? "edi-two" : "edi-test" }, [
        { controlReference: `${index}/7777` },
      ]),
    );
  expect(await found("7777", { limit: 2 })).toEqual(ids.slice(0, 2));
  expect(await found("7777", { limit: 3, before: ids[1] as string })).toEqual(ids.slice(2));
  expect(await found("7777", { connection: "edi-two" })).toEqual([ids[2]]);
});

it("finds a sent document by its number, its control numbers and the name of its file", async () => {
  const id = await test.journal.insertDocument(newDocument({ direction: "outbound", number: "P70050" }));
  const sent = async (q: string) => (await test.journal.searchSent({ q, limit: 50 })).map((one) => one.id);
  expect(await sent("p70050")).toEqual([id]);
  await test.journal.storeDispatch(id ?? "", {
    connection: "edi-test",
    kind: "document",
    documentId: id,
    messageId: null,
    encode: async () => ({
      code: "850",
      bytes: Buffer.from("ISA"),
      contentType: "application/edi-x12",
      fileName: "850-000070501.x12",
      control: {
        documentCode: "850",
        groupControl: "70502",
        documentControl: "1",
        interchangeControl: "70501",
      },
      controlReference: "70502/0001",
    }),
  });
  for (const q of ["70501", "000070501", "70502", "70502/1", "850-000070501.x12"])
    expect(await sent(q)).toEqual([id]);
  expect(await found("70501")).toEqual([]);
});
