import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rejectionReason } from "../../../../sidecar/engine/apply/outcomes.ts";
import { indexed } from "../../../../sidecar/engine/model/long-keys.ts";
import { isRefusedByJournal } from "../../../../sidecar/engine/resilience/failures.ts";
import { useJournal } from "../../../support/journal.ts";
import { newDocument, newMessage } from "../../../support/records.ts";

const test = useJournal();

/** A text that is too long for any index, even compressed. */
const long = (characters = 12_000): string => randomBytes(characters / 2).toString("hex");

const step = { name: "test" };

describe("texts that are too long for an index", () => {
  it("are recognised: a message by its identity", async () => {
    const message = newMessage({ identity: `cloudevents/urn:a/${long()}`, connection: "edi-test" });
    const [stored] = await test.journal.insertMessages([message]);
    const [again] = await test.journal.insertMessages([message]);
    expect([stored?.outcome, again]).toEqual(["new", { id: stored?.id, outcome: "duplicate" }]);
    const changed = { ...message, contentHash: "another", body: Buffer.from("other") };
    const [conflict] = await test.journal.insertMessages([changed]);
    expect(conflict?.outcome).toBe("conflict");
    expect(await test.journal.insertMessages([changed])).toEqual([
      { id: conflict?.id, outcome: "duplicate" },
    ]);
  });

  it("do not affect messages that arrive at the same time", async () => {
    const messages = Array.from({ length: 48 }, (_, index) =>
      newMessage(
        index % 16 === 3 ? { identity: `x/${long()}` } : index % 16 === 7 ? { connection: long() } : {},
      ),
    );
    const outcomes = await Promise.allSettled(
      messages.map((message) => test.journal.insertMessages([message])),
    );
    const refused = outcomes.filter(({ status }) => status === "rejected");
    // A connection's name is not one of these keys: the endpoint limits it, and here it is refused alone.
    expect(refused).toHaveLength(3);
    for (const one of refused) expect(isRefusedByJournal((one as PromiseRejectedResult).reason)).toBe(true);
  });

  it("are stored in every indexed column of a document", async () => {
    const [key, aggregate, number] = [`edi-test/${long()}`, `order/${long()}`, long()];
    const given = { key, aggregate, number, contends: `stock/${long()}`, direction: "outbound" } as const;
    const id = await test.journal.insertDocument(newDocument(given));
    expect(await test.journal.insertDocument(newDocument(given))).toBeNull();
    const document = await test.journal.documentByKey(key);
    expect(document).toMatchObject({
      id,
      key: indexed(key),
      aggregate: indexed(aggregate),
      number: indexed(number),
    });
    expect(await test.journal.unfinishedOf(aggregate, "outbound", null)).toBe(id);
    await test.journal.settle([{ id: id ?? "", revision: 2, state: "held", target: aggregate, step }], []);
    const read = await test.database.query("select target from document where id = $1", [id]);
    expect(read.rows[0].target).toBe(indexed(aggregate));
    await test.journal.settle([{ id: id ?? "", revision: 3, state: "done", step }], []);
    expect((await test.journal.appliedOf([aggregate], "outbound")).map((one) => one.id)).toEqual([id]);
    const acknowledged = await test.journal.acknowledge(
      "edi-test",
      { document: { type: "OrderResponse", number }, status: "accepted", errors: [] },
      "855",
      rejectionReason("PARTNER_REJECTED"),
    );
    expect(acknowledged.map((one) => one.id)).toEqual([id]);
  });

  it("are stored in the effects of a document", async () => {
    const id = await test.journal.insertDocument(newDocument());
    const emitted = [newDocument({ key: `emitted/${long()}`, aggregate: `a/${long()}`, number: long() })];
    const settled = await test.journal.settle(
      [{ id: id ?? "", revision: 2, state: "done", emitted, step }],
      [],
    );
    expect(settled.has(id ?? "")).toBe(true);
    expect(await test.journal.documentByKey(emitted[0]?.key ?? "")).not.toBeNull();
  });

  it("are converted by the migration, and recognised as before", async () => {
    const letters = "\u00e9\u{1f600}x".repeat(1000);
    // An index accepts compressible texts: this is how such a key was stored before.
    const identity = `cloudevents/urn:a/${letters}`;
    const message = newMessage({ identity });
    const [stored] = await test.journal.insertMessages([message]);
    const id = await test.journal.insertDocument(
      newDocument({ messageId: stored?.id ?? "", key: "to be replaced", aggregate: "to be replaced" }),
    );
    const before = { key: `edi-test/${identity}/1`, aggregate: `order/${letters}` };
    await test.database.query("update message set identity = $2 where id = $1", [stored?.id, identity]);
    await test.database.query("update document set message_key = $2, aggregate = $3 where id = $1", [
      id,
      before.key,
      before.aggregate,
    ]);
    const migration = new URL("../../../../sidecar/journal/migrations/0010_long_keys.sql", import.meta.url);
    await test.database.query(readFileSync(migration, "utf8"));
    expect(await test.journal.insertMessages([message])).toEqual([{ id: stored?.id, outcome: "duplicate" }]);
    const [document] = await test.journal.documentsById([id ?? ""]);
    expect(document).toMatchObject({
      key: `edi-test/${indexed(identity)}/1`,
      aggregate: indexed(before.aggregate),
    });
  });
});
