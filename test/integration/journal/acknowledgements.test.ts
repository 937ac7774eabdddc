import { describe, expect, it } from "vitest";
import { rejectionReason } from "../../../sidecar/engine/outcomes.ts";
import type { Delivery, Document } from "../../../sidecar/engine/records.ts";
import { openDatabase } from "../../../sidecar/journal/database.ts";
import { createJournal } from "../../../sidecar/journal/journal.ts";
import { dispatchOne, take } from "../../support/deliveries.ts";
import { useJournal } from "../../support/journal.ts";

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

describe("an acknowledgement that does not come in time", () => {
  it("is raised once, however many sidecars look, and told as an exception", async () => {
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
      troubled: true,
    });
    expect(await eventsOf(document)).toEqual(["health.suture.exchange.exception.v1"]);
    expect(await stepsOf(id, "acknowledgement overdue")).toBe(1);
    expect(await test.journal.raiseOverdue(overdue)).toBe(0);
  });

  it("is found by a sidecar that was not there when it became due", async () => {
    const { id } = await sent("edi-late-2", -3600);
    const database = openDatabase(test.url, () => {});
    expect(await createJournal(database).raiseOverdue(overdue)).toBe(1);
    await database.end();
    expect((await read(id)).state).toBe("attention");
  });

  it("and comes late closes the exception", async () => {
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

  it("is not raised before its time, nor after it has come", async () => {
    const [early, answered] = [await sent("edi-late-4", 3600), await sent("edi-late-4", -1)];
    await acknowledge("edi-late-4", answered.control, "accepted");
    await test.journal.raiseOverdue(overdue);
    expect((await read(early.id)).acknowledgement).toBe("awaited");
    expect((await read(answered.id)).acknowledgement).toBe("accepted");
  });
});

describe("an acknowledgement", () => {
  it("that rejects is an exception, and told as one", async () => {
    const { id, control } = await sent("edi-rejects", 3600);
    await acknowledge("edi-rejects", control, "rejected");
    const document = await read(id);
    expect(document).toMatchObject({ state: "attention", acknowledgement: "rejected", troubled: true });
    expect(await eventsOf(document)).toEqual(["health.suture.exchange.exception.v1"]);
  });

  it("in good time is no event of its own", async () => {
    const { id, control } = await sent("edi-good", 3600);
    await acknowledge("edi-good", control, "accepted");
    expect(await eventsOf(await read(id))).toEqual([]);
  });

  it("is about the latest document that bore its number: numbers begin anew", async () => {
    const first = await sent("edi-anew", 3600);
    await test.database.query("update control_number set last = 0 where connection = 'edi-anew'");
    const second = await sent("edi-anew", 3600);
    expect(second.control).toBe(first.control);
    expect(await acknowledge("edi-anew", first.control, "accepted")).toMatchObject([{ id: second.id }]);
    expect((await read(first.id)).acknowledgement).toBe("awaited");
  });
});
