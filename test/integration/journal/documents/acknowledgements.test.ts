import { describe, expect, it } from "vitest";
import { rejectionReason } from "../../../../sidecar/engine/apply/outcomes.ts";
import type { Delivery, Document } from "../../../../sidecar/engine/records.ts";
import { openDatabase } from "../../../../sidecar/journal/database.ts";
import { createJournal } from "../../../../sidecar/journal/journal.ts";
import { dispatchOne, take } from "../../../support/deliveries.ts";
import { useJournal } from "../../../support/journal.ts";
import { inEnglish, textTerm } from "../../../support/told.ts";

const test = useJournal();
const overdue = rejectionReason("ACKNOWLEDGEMENT_OVERDUE");
const rejection = rejectionReason("PARTNER_REJECTED");

/** A document that the partner's transport took; its acknowledgement is due so many seconds from now. */
async function sent(connection: string, dueInSeconds: number) {
  const { id } = await dispatchOne(test.journal, connection);
  const { deliveries } = await take(test.journal, connection);
  const [delivery] = deliveries as [Delivery];
  await test.journal.delivered(delivery, new Date(Date.now() + dueInSeconds * 1000), []);
  return { id, control: delivery.fileName };
}

const read = async (id: string) => (await test.journal.documentsById([id]))[0] as Document;
const eventsOf = async ({ key }: Document) => {
  const { rows } = await test.database.query<{ type: string }>(
    "select type from event where data ->> 'key' = $1 order by sequence",
    [key],
  );
  return rows.map(({ type }) => type);
};
const stepsOf = async (id: string, name: string) =>
  (await test.database.query("select 1 from step where document_id = $1 and name = $2", [id, name])).rowCount;
const acknowledge = (connection: string, groupControl: string, status: "accepted" | "rejected") =>
  test.journal.acknowledge(connection, { control: { groupControl }, status, errors: [] }, "P", rejection);

/** A TA1: it names the numbers of an interchange, which these deliveries have beside those of the group. */
async function ta1(connection: string, number: string, status: "accepted" | "rejected") {
  await test.database.query(
    `update delivery set control = control || jsonb_build_object('interchangeControl', file_name) where connection = $1`,
    [connection],
  );
  const errors = status === "rejected" ? [textTerm("TA105 025 (control number used before)")] : [];
  const control = { interchangeControl: number };
  return test.journal.acknowledge(connection, { control, status, errors }, "P", rejection);
}

/** Sends a document again, as "Try again" does. @returns its new number */
async function sentAgain(id: string, connection: string): Promise<string> {
  await test.journal.storeDispatch(id, {
    connection,
    kind: "document",
    documentId: id,
    messageId: null,
    encode: async (next) => {
      const number = String(await next("interchange"));
      const control = { groupControl: number };
      return {
        code: "850",
        bytes: Buffer.from(number),
        contentType: "",
        fileName: number,
        control,
        controlReference: "",
      };
    },
  });
  const { deliveries } = await take(test.journal, connection);
  const [delivery] = deliveries as [Delivery];
  await test.journal.delivered(delivery, new Date(Date.now() + 3_600_000), []);
  return delivery.fileName;
}

describe("an overdue acknowledgement", () => {
  it("is raised once by all sidecars together, and published as an exception", async () => {
    const { id } = await sent("edi-late-1", -1);
    const others = [1, 2, 3].map(() => openDatabase(test.url, () => {}));
    const journals = [test.journal, ...others.map((database) => createJournal(database))];
    const raised = await Promise.all(journals.map((journal) => journal.raiseOverdue(overdue)));
    expect(raised.toSorted()).toEqual([0, 0, 0, 1]);
    await Promise.all(others.map((database) => database.end()));
    const document = await read(id);
    expect(document).toMatchObject({
      state: "attention",
      acknowledgement: "overdue",
      reasonCode: "ACKNOWLEDGEMENT_OVERDUE",
      wasException: true,
    });
    expect(await eventsOf(document)).toEqual(["health.suture.exchange.exception.v1"]);
    expect(await stepsOf(id, "acknowledgement overdue")).toBe(1);
    expect(await test.journal.raiseOverdue(overdue)).toBe(0);
  });

  it("is found by a sidecar that started after it became due", async () => {
    const { id } = await sent("edi-late-2", -3600);
    const database = openDatabase(test.url, () => {});
    expect(await createJournal(database).raiseOverdue(overdue)).toBe(1);
    await database.end();
    expect((await read(id)).state).toBe("attention");
  });

  it("resolves the exception when it arrives late", async () => {
    const { id, control } = await sent("edi-late-3", -1);
    await test.journal.raiseOverdue(overdue);
    expect(await acknowledge("edi-late-3", control, "accepted")).toHaveLength(1);
    const document = await read(id);
    expect(document).toMatchObject({ state: "done", acknowledgement: "accepted", reasonCode: null });
    expect(await eventsOf(document)).toEqual([
      "health.suture.exchange.exception.v1",
      "health.suture.exchange.resolved.v1",
    ]);
    await acknowledge("edi-late-3", control, "accepted");
    expect(await stepsOf(id, "acknowledged")).toBe(1);
  });

  it("is not raised before its time, nor after it has arrived", async () => {
    const [early, answered] = [await sent("edi-late-4", 3600), await sent("edi-late-4", -1)];
    await acknowledge("edi-late-4", answered.control, "accepted");
    await test.journal.raiseOverdue(overdue);
    expect((await read(early.id)).acknowledgement).toBe("awaited");
    expect((await read(answered.id)).acknowledgement).toBe("accepted");
  });
});

describe("an acknowledgement", () => {
  it("that rejects becomes an exception, and is published as one", async () => {
    const { id, control } = await sent("edi-rejects", 3600);
    await acknowledge("edi-rejects", control, "rejected");
    const document = await read(id);
    expect(document).toMatchObject({ state: "attention", acknowledgement: "rejected", wasException: true });
    expect(await eventsOf(document)).toEqual(["health.suture.exchange.exception.v1"]);
  });

  it("of an envelope does not reject what was accepted: it is recorded once, and shown", async () => {
    const { id, control } = await sent("edi-weaker", 3600);
    await acknowledge("edi-weaker", control, "accepted");
    const accepted = await read(id);
    await ta1("edi-weaker", control, "rejected");
    await ta1("edi-weaker", control, "rejected");
    const document = await read(id);
    expect(document).toMatchObject({ state: "done", acknowledgement: "accepted", reasonCode: null });
    expect(inEnglish(document.note)).toContain("TA105 025");
    expect(document.revision).toBe(accepted.revision + 1);
    expect(await stepsOf(id, "acknowledgement noted")).toBe(1);
    expect(await eventsOf(document)).toEqual([]);
  });

  it("of an envelope does not reject what was answered in its content", async () => {
    const { id, control } = await sent("edi-answered", 3600);
    const { number } = await read(id);
    const answer = { document: { type: "Order" as const, number: number ?? "" }, errors: [] };
    await test.journal.acknowledge("edi-answered", { ...answer, status: "accepted" }, "P", rejection);
    await ta1("edi-answered", control, "rejected");
    expect(await read(id)).toMatchObject({ state: "done", acknowledgement: "accepted" });
    await acknowledge("edi-answered", control, "rejected");
    expect(await read(id)).toMatchObject({ state: "attention", acknowledgement: "rejected" });
    await test.journal.acknowledge("edi-answered", { ...answer, status: "accepted" }, "P", rejection);
    expect(await read(id)).toMatchObject({ state: "attention", acknowledgement: "rejected" });
  });

  it("of one of several documents with a number is that of its sequence", async () => {
    const changes = [await sent("edi-changes", 3600), await sent("edi-changes", 3600)];
    for (const [index, { id }] of changes.entries())
      await test.database.query(
        `update document set document_number = 'P-changed', document_type = 'OrderChange',
           output = jsonb_build_object('type', 'OrderChange', 'sequence', $2::int) where id = $1`,
        [id, index + 1],
      );
    const answer = (sequence?: number) => ({
      document: {
        type: "OrderChange" as const,
        number: "P-changed",
        ...(sequence === undefined ? {} : { sequence }),
      },
      status: "accepted" as const,
      errors: [],
    });
    const states = async () => Promise.all(changes.map(async ({ id }) => (await read(id)).acknowledgement));
    await test.journal.acknowledge("edi-changes", answer(3), "P", rejection);
    expect(await states()).toEqual(["awaited", "awaited"]);
    await test.journal.acknowledge("edi-changes", answer(1), "P", rejection);
    expect(await states()).toEqual(["accepted", "awaited"]);
    await test.journal.acknowledge("edi-changes", answer(), "P", rejection);
    expect(await states()).toEqual(["accepted", "accepted"]);
  });

  it("of the document overrides the rejection of its envelope", async () => {
    const { id, control } = await sent("edi-stronger", 3600);
    await ta1("edi-stronger", control, "rejected");
    expect(await read(id)).toMatchObject({ state: "attention", reasonCode: "PARTNER_REJECTED" });
    await acknowledge("edi-stronger", control, "accepted");
    expect(await read(id)).toMatchObject({ state: "done", acknowledgement: "accepted", reasonCode: null });
  });

  it("that rejects what was accepted becomes an exception nevertheless", async () => {
    const { id, control } = await sent("edi-second", 3600);
    await acknowledge("edi-second", control, "accepted");
    await acknowledge("edi-second", control, "rejected");
    expect(await read(id)).toMatchObject({ state: "attention", acknowledgement: "rejected" });
  });

  it("that rejects an earlier sending does not affect the later one", async () => {
    const { id, control } = await sent("edi-again", 3600);
    await acknowledge("edi-again", control, "rejected");
    await test.journal.replay({ documentIds: [id] }, "Ann", 1);
    const again = await sentAgain(id, "edi-again");
    await acknowledge("edi-again", control, "rejected");
    expect(await read(id)).toMatchObject({ state: "done", acknowledgement: "awaited" });
    await acknowledge("edi-again", again, "accepted");
    expect(await read(id)).toMatchObject({ state: "done", acknowledgement: "accepted" });
  });

  it("ends the attempts of a transport whose response was lost", async () => {
    const { id } = await dispatchOne(test.journal, "edi-lost");
    const { deliveries } = await take(test.journal, "edi-lost");
    const [delivery] = deliveries as [Delivery];
    await acknowledge("edi-lost", delivery.fileName, "accepted");
    const failed = { state: "failed", error: textTerm("no answer") } as const;
    expect(await test.journal.settleDelivery(delivery, failed)).toBe(false);
    expect(await read(id)).toMatchObject({ state: "done", acknowledgement: "accepted" });
    expect((await take(test.journal, "edi-lost")).deliveries).toEqual([]);
  });

  it("that rejects is not undone by a transport that accepts the file later", async () => {
    const { id } = await dispatchOne(test.journal, "edi-late-transport");
    const { deliveries } = await take(test.journal, "edi-late-transport");
    const [delivery] = deliveries as [Delivery];
    await ta1("edi-late-transport", delivery.fileName, "rejected");
    await test.journal.delivered(delivery, new Date(Date.now() + 3_600_000), []);
    expect(await read(id)).toMatchObject({
      state: "attention",
      acknowledgement: "rejected",
      reasonCode: "PARTNER_REJECTED",
    });
  });

  it("accepts a document that was given up, and resolves its exception", async () => {
    const { id } = await dispatchOne(test.journal, "edi-given-up");
    const { deliveries } = await take(test.journal, "edi-given-up");
    const [delivery] = deliveries as [Delivery];
    const { revision } = await read(id);
    const given = { state: "attention", reasonCode: "DELIVERY_FAILED", step: { name: "given up" } } as const;
    await test.journal.settle([{ id, revision: revision + 1, ...given }], []);
    await test.journal.settleDelivery(delivery, { state: "failed", error: textTerm("no answer") });
    await acknowledge("edi-given-up", delivery.fileName, "accepted");
    expect(await read(id)).toMatchObject({ state: "done", acknowledgement: "accepted", reasonCode: null });
  });

  it("does not change a dismissed document", async () => {
    const { id, control } = await sent("edi-dismissed", -1);
    await test.journal.raiseOverdue(overdue);
    await test.journal.dismiss((await read(id)).key, "Ann", "They phoned.");
    await acknowledge("edi-dismissed", control, "rejected");
    expect(await read(id)).toMatchObject({ state: "dismissed", acknowledgement: "rejected" });
  });

  it("in time causes no event of its own", async () => {
    const { id, control } = await sent("edi-good", 3600);
    await acknowledge("edi-good", control, "accepted");
    expect(await eventsOf(await read(id))).toEqual([]);
  });

  it("refers to the latest document with its number, because numbers restart", async () => {
    const first = await sent("edi-anew", 3600);
    await test.database.query("update control_number set last = 0 where connection = 'edi-anew'");
    const second = await sent("edi-anew", 3600);
    expect(second.control).toBe(first.control);
    expect(await acknowledge("edi-anew", first.control, "accepted")).toMatchObject([{ id: second.id }]);
    expect((await read(first.id)).acknowledgement).toBe("awaited");
  });
});
