import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { useJournal } from "../../../support/journal.ts";
import { newDocument, newMessage } from "../../../support/records.ts";

const test = useJournal();
const COUNT = 25;

/** A message with documents, each with steps, and one of another message among them. */
async function messageWith(count: number) {
  const [message, other] = await test.journal.insertMessages([newMessage(), newMessage()]);
  if (!message || !other) throw new Error("not entered");
  const ids: string[] = [];
  for (let place = 0; place < count; place++) {
    const id = await test.journal.insertDocument(newDocument({ messageId: message.id, number: `P${place}` }));
    if (id === null) throw new Error("not entered");
    ids.push(id);
  }
  const stranger = await test.journal.insertDocument(newDocument({ messageId: other.id }));
  return { id: message.id, ids, stranger: stranger ?? "" };
}

let given: Awaited<ReturnType<typeof messageWith>>;
beforeAll(async () => {
  given = await messageWith(COUNT);
});
const pageOf = async (limit: number, after?: string) =>
  (await test.journal.documentsOfMessage(given.id, { limit, after })).map(({ id }) => id);

describe("the documents of a message", () => {
  it("are returned in pages, in order, without repetition or omission", async () => {
    const found: string[] = [];
    for (;;) {
      const page = await pageOf(7, found.at(-1));
      found.push(...page);
      if (page.length < 7) break;
    }
    expect(found).toEqual(given.ids);
  });

  it("are all returned without a page parameter", async () => {
    expect((await test.journal.documentsOfMessage(given.id)).map(({ id }) => id)).toEqual(given.ids);
  });

  it("return nothing after a document of another message, or an unknown one", async () => {
    expect(await pageOf(7, given.stranger)).toEqual([]);
    expect(await pageOf(7, randomUUID())).toEqual([]);
  });

  it("are found in order by an index, so that the cost of a page depends on its size", async () => {
    const client = await test.database.connect();
    try {
      await client.query("begin");
      await client.query("set local enable_seqscan = off");
      const plan = await client.query<{ "QUERY PLAN": string }>(
        "explain select id from document where message_id = $1 and sequence > 5 order by sequence limit 3",
        [given.id],
      );
      const text = plan.rows.map((row) => row["QUERY PLAN"]).join("\n");
      expect(text).toContain("document_message");
      expect(text).not.toContain("Sort");
    } finally {
      await client.query("rollback");
      client.release();
    }
  });
});

describe("the steps of a message", () => {
  it("are its latest and those of the given documents, in order", async () => {
    const [first = "", second = ""] = given.ids;
    for (let step = 0; step < 5; step++)
      await test.database.query(
        "insert into step (message_id, document_id, name) values ($1, null, $4), (null, $2, $4), (null, $3, $4)",
        [given.id, first, second, `step ${step}`],
      );
    const steps = await test.journal.latestSteps(given.id, [first], 2);
    const named = (id: string | null) =>
      steps.filter((step) => step.documentId === id).map(({ name }) => name);
    expect([named(null), named(first), named(second)]).toEqual([
      ["step 3", "step 4"],
      ["step 3", "step 4"],
      [],
    ]);
  });
});

describe("the acknowledgements of a message", () => {
  it("are returned without their bytes", async () => {
    expect(await test.journal.acknowledgementStates(given.id)).toEqual([]);
  });
});
