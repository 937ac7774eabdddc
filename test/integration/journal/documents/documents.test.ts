import { describe, expect, it } from "vitest";
import { rejectionReason } from "../../../../sidecar/engine/apply/outcomes.ts";
import type { Document, Outcome } from "../../../../sidecar/engine/records.ts";
import { take } from "../../../support/deliveries.ts";
import { useJournal } from "../../../support/journal.ts";
import { newDocument } from "../../../support/records.ts";
import { inEnglish, textTerm } from "../../../support/told.ts";

const test = useJournal();

async function enter(given: Parameters<typeof newDocument>[0] = {}): Promise<Document> {
  const id = await test.journal.insertDocument(newDocument(given));
  if (id === null) throw new Error("not entered");
  return read(id);
}

async function read(id: string): Promise<Document> {
  const [document] = await test.journal.documentsById([id]);
  if (!document) throw new Error("not there");
  return document;
}

const outcome = (document: Document, given: Partial<Outcome> & Pick<Outcome, "state">): Outcome => ({
  id: document.id,
  revision: document.revision + 1,
  step: { name: "test" },
  ...given,
});

describe("the order of one aggregate", () => {
  it("returns the earliest unfinished document of the aggregate as the blocker", async () => {
    const [first, second, third] = [
      await enter({ aggregate: "a" }),
      await enter({ aggregate: "a" }),
      await enter({ aggregate: "a" }),
    ];
    const other = await enter({ aggregate: "b" });
    const blockers = await test.journal.blockers([first, second, third, other].map((one) => one.id));
    expect(Object.fromEntries(blockers)).toEqual({ [second.id]: first.id, [third.id]: first.id });
  });

  it("holds each behind the one a given number of places earlier, and all behind an unfinished exception", async () => {
    const line = [];
    for (let index = 0; index < 6; index += 1) line.push(await enter({ aggregate: "turns" }));
    await enter({ aggregate: "other turns" });
    const ids = line.map(({ id }) => id);
    const places = async () => {
      const turns = await test.journal.turns(ids, 2);
      return ids.map((id) => ids.indexOf(turns.get(id) ?? ""));
    };
    expect(await places()).toEqual([-1, 0, 0, 1, 2, 3]);
    const [first, second] = line as [Document, Document];
    await test.journal.settle([outcome(second, { state: "held", heldBehind: first.id })], []);
    expect(await places()).toEqual([-1, 0, 0, 1, 2, 3]);
    await test.journal.settle([outcome(first, { state: "attention", reasonCode: "ODOO_REJECTED" })], []);
    expect(await places()).toEqual([-1, 0, 0, 0, 0, 0]);
    await test.journal.settle([outcome(await read(first.id), { state: "done" })], []);
    expect(await places()).toEqual([-1, -1, 1, 1, 2, 3]);
  });

  it("does not hold behind an invoice that waits for the receipt of its goods", async () => {
    const [invoice, response] = [await enter({ aggregate: "aside" }), await enter({ aggregate: "aside" })];
    const third = await enter({ aggregate: "aside" });
    const hold = (one: Document, behind: Document) =>
      test.journal.settle([outcome(one, { state: "held", heldBehind: behind.id })], []);
    const wait = async (reasonCode: "INVOICE_BEFORE_RECEIPT" | "CONFLICT") =>
      test.journal.settle([outcome(await read(invoice.id), { state: "waiting", reasonCode })], []);
    await hold(response, invoice);
    await wait("CONFLICT");
    expect((await read(response.id)).state).toBe("held");
    await wait("INVOICE_BEFORE_RECEIPT");
    expect((await read(response.id)).state).toBe("queued");
    const blockers = () => test.journal.blockers([response.id, third.id]);
    expect(await blockers()).toEqual(new Map([[third.id, response.id]]));
    await test.journal.settle([outcome(await read(response.id), { state: "attention" })], []);
    expect(await blockers()).toEqual(new Map([[third.id, response.id]]));
    await hold(third, invoice);
    await test.journal.queueDue();
    expect((await read(third.id)).state).toBe("queued");
    await test.journal.settle([outcome(await read(invoice.id), { state: "attention" })], []);
    expect((await blockers()).get(third.id)).toBe(invoice.id);
  });

  it("is the order of arrival, also when the journal's numbers gain a digit", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 105; index += 1) ids.push((await enter({ aggregate: "digits" })).id);
    expect((await test.journal.documentsById(ids.toReversed())).map(({ id }) => id)).toEqual(ids);
    for (const id of ids) await test.journal.settle([outcome(await read(id), { state: "done" })], []);
    expect((await test.journal.appliedOf(["digits"], "inbound")).map(({ id }) => id)).toEqual(ids);
  });

  it("releases held documents when the one before them is done or dismissed", async () => {
    for (const end of ["done", "dismissed"] as const) {
      const first = await enter({ aggregate: `held-${end}` });
      const second = await enter({ aggregate: `held-${end}` });
      await test.journal.settle([outcome(second, { state: "held", heldBehind: first.id })], []);
      expect((await read(second.id)).heldBehind).toBe(first.id);
      if (end === "done") await test.journal.settle([outcome(first, { state: "done" })], []);
      else await test.journal.dismiss(first.key, "tester", "not ours");
      const released = await read(second.id);
      expect([released.state, released.heldBehind]).toEqual(["queued", null]);
      expect(await test.journal.blockers([second.id])).toEqual(new Map());
    }
  });

  it("releases a document that was held behind one that finished at the same moment", async () => {
    const first = await enter({ aggregate: "race" });
    const second = await enter({ aggregate: "race" });
    await test.journal.settle([outcome(first, { state: "done" })], []);
    await test.journal.settle([outcome(second, { state: "held", heldBehind: first.id })], []);
    expect(await test.journal.queueDue()).toBeGreaterThan(0);
    expect((await read(second.id)).state).toBe("queued");
  });
});

describe("a document that arrived too early", () => {
  const later = () => new Date(Date.now() + 3_600_000);

  it("is queued as soon as a document of the awaited aggregate is done", async () => {
    const payment = await enter({ aggregate: "payment/1" });
    await test.journal.settle(
      [outcome(payment, { state: "held", target: "invoice/1", nextAttemptAt: later() })],
      [],
    );
    const other = await enter({ aggregate: "invoice/2" });
    await test.journal.settle([outcome(other, { state: "done" })], []);
    await test.journal.queueDue();
    expect((await read(payment.id)).state).toBe("held");
    const invoice = await enter({ aggregate: "invoice/1" });
    await test.journal.settle([outcome(invoice, { state: "done" })], []);
    await test.journal.queueDue();
    expect((await read(payment.id)).state).toBe("queued");
  });

  it("does not wait when the awaited document finished during its own evaluation", async () => {
    const payment = await enter({ aggregate: "payment/race" });
    const invoice = await enter({ aggregate: "invoice/race" });
    await test.journal.settle([outcome(invoice, { state: "done" })], []);
    await test.journal.settle(
      [outcome(payment, { state: "held", target: "invoice/race", nextAttemptAt: later() })],
      [],
    );
    await test.journal.queueDue();
    expect((await read(payment.id)).state).toBe("queued");
  });

  it("stores the effects of a document with its outcome, once", async () => {
    const cause = await enter({ aggregate: "cause" });
    const brought = newDocument({ direction: "outbound", aggregate: "brought", key: "trigger/cause/1" });
    await test.journal.settle([outcome(cause, { state: "done" })], [], [brought]);
    await test.journal.settle([outcome(await read(cause.id), { state: "done" })], [], [brought]);
    const rows = await test.database.query("select 1 from document where message_key = 'trigger/cause/1'");
    expect(rows.rowCount).toBe(1);
    expect((await test.journal.appliedOf(["cause"], "inbound")).map((one) => one.id)).toEqual([cause.id]);
    expect(await test.journal.appliedOf(["cause"], "outbound")).toEqual([]);
  });
});

describe("waits and retries", () => {
  it("queue only due documents", async () => {
    const [due, later] = [await enter(), await enter()];
    const at = (ms: number) => new Date(Date.now() + ms);
    await test.journal.settle(
      [
        outcome(due, { state: "waiting", target: "odoo", nextAttemptAt: at(-1) }),
        outcome(later, { state: "waiting", target: "odoo", nextAttemptAt: at(3_600_000) }),
      ],
      [],
    );
    await test.journal.queueDue();
    expect([(await read(due.id)).state, (await read(later.id)).state]).toEqual(["queued", "waiting"]);
    await test.journal.hastenWaiting("odoo");
    await test.journal.queueDue();
    expect((await read(later.id)).state).toBe("queued");
  });

  it("replay exceptions from the start, and do not change finished documents", async () => {
    const [stuck, done] = [await enter(), await enter()];
    await test.journal.settle(
      [
        outcome(stuck, {
          state: "attention",
          reasonCode: "UNKNOWN_ITEM",
          reason: [textTerm("x")],
          attempts: 4,
        }),
        outcome(done, { state: "done" }),
      ],
      [],
    );
    const replayed = await test.journal.replay({ documentIds: [stuck.id, done.id] }, "tester", 10);
    expect(replayed).toEqual([stuck.id]);
    const again = await read(stuck.id);
    expect([again.state, again.attempts, again.reasonCode]).toEqual(["queued", 0, null]);
    expect((await read(done.id)).state).toBe("done");
  });

  it("keep a later change unreported when Odoo has shown an earlier one", async () => {
    const document = await enter();
    await test.journal.settle([outcome(document, { state: "attention", reasonCode: "UNKNOWN_ITEM" })], []);
    const shown = await read(document.id);
    await test.journal.settle([outcome(shown, { state: "dismissed" })], []);
    await test.journal.markReported([shown]);
    const left = await test.journal.unreported(1000);
    expect(left.map((one) => one.id)).toContain(document.id);
    await test.journal.markReported(left);
    expect((await test.journal.unreported(1000)).map((one) => one.id)).not.toContain(document.id);
  });
});

describe("outgoing documents", () => {
  const writer = (document: Document, failing = false) => ({
    connection: "edi-numbers",
    kind: "document" as const,
    documentId: document.id,
    messageId: null,
    encode: async (next: (kind: string) => Promise<number>) => {
      const number = await next("interchange");
      if (failing) throw new Error("cannot be written");
      const control = {
        interchangeControl: String(number),
        groupControl: String(number),
        documentControl: "1",
      };
      const bytes = Buffer.from(String(number));
      return {
        code: "850",
        bytes,
        contentType: "text/plain",
        fileName: `${number}`,
        control,
        controlReference: `${number}/1`,
      };
    },
  });

  it("get numbers without gaps and repetitions, also after failures and with concurrent writers", async () => {
    const documents = await Promise.all(
      Array.from({ length: 12 }, () => enter({ direction: "outbound", connection: "edi-numbers" })),
    );
    const outcomes = await Promise.allSettled(
      documents.map((document, index) =>
        test.journal.storeDispatch(document.id, writer(document, index % 3 === 0)),
      ),
    );
    expect(outcomes.filter((one) => one.status === "rejected")).toHaveLength(4);
    const rows = await test.database.query("select body from delivery where connection = 'edi-numbers'");
    const numbers = rows.rows.map((row) => Number(row.body.toString())).sort((one, other) => one - other);
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("have one delivery however often they are processed", async () => {
    const document = await enter({ direction: "outbound", connection: "edi-numbers" });
    await Promise.all([1, 2, 3].map(() => test.journal.storeDispatch(document.id, writer(document))));
    const rows = await test.database.query("select 1 from delivery where document_id = $1", [document.id]);
    expect(rows.rowCount).toBe(1);
  });

  it("belong to the connection they are written for, if none accepted them before", async () => {
    const document = await enter({ direction: "outbound", connection: null });
    await test.journal.storeDispatch(document.id, writer(document));
    const [stored] = await test.journal.documentsById([document.id]);
    expect(stored?.connection).toBe("edi-numbers");
  });

  it("are leased to one sidecar", async () => {
    const document = await enter({ direction: "outbound", connection: "edi-numbers" });
    await test.journal.storeDispatch(document.id, writer(document));
    const all = await Promise.all([1, 2, 3, 4].map(() => take(test.journal, "edi-numbers", { limit: 100 })));
    const taken = all.flatMap(({ deliveries }) => deliveries);
    expect(taken.filter((delivery) => delivery.documentId === document.id)).toHaveLength(1);
  });

  it("are found by the numbers of an acknowledgement, and a rejection raises an exception", async () => {
    const document = await enter({ direction: "outbound", connection: "edi-numbers", type: "Order" });
    await test.journal.storeDispatch(document.id, writer(document));
    const [delivery] = (
      await test.database.query("select id, attempts, control from delivery where document_id = $1", [
        document.id,
      ])
    ).rows;
    const sent = { id: delivery.id, attempts: delivery.attempts, documentId: document.id };
    await test.journal.delivered(sent, new Date(Date.now() + 3_600_000), []);
    expect((await read(document.id)).acknowledgement).toBe("awaited");
    const reason = rejectionReason("PARTNER_REJECTED");
    const control = { groupControl: delivery.control.groupControl, documentControl: "1" };
    const nothing = await test.journal.acknowledge(
      "edi-numbers",
      { control: { groupControl: "9999" }, status: "accepted", errors: [] },
      "P",
      reason,
    );
    expect(nothing).toEqual([]);
    await test.journal.acknowledge(
      "edi-numbers",
      { control, status: "rejected", errors: [textTerm("AK304 1")] },
      "Partner",
      reason,
    );
    const rejected = await read(document.id);
    expect([rejected.state, rejected.acknowledgement, rejected.reasonCode]).toEqual([
      "attention",
      "rejected",
      "PARTNER_REJECTED",
    ]);
    expect(inEnglish(rejected.reason)).toContain("AK304 1");
    expect(await test.journal.blockers([(await enter({ aggregate: document.aggregate })).id])).toEqual(
      new Map(),
    );
  });

  it("become exceptions when an acknowledgement is overdue, until it arrives late", async () => {
    const document = await enter({
      direction: "outbound",
      connection: "edi-late",
      type: "Order",
      number: "P-late",
    });
    await test.journal.storeDispatch(document.id, { ...writer(document), connection: "edi-late" });
    const [delivery] = (
      await test.database.query("select id, attempts from delivery where document_id = $1", [document.id])
    ).rows;
    const sent = { id: delivery.id, attempts: delivery.attempts, documentId: document.id };
    await test.journal.delivered(sent, new Date(Date.now() - 1000), []);
    const reason = rejectionReason("ACKNOWLEDGEMENT_OVERDUE");
    expect(await test.journal.raiseOverdue(reason)).toBe(1);
    expect((await read(document.id)).state).toBe("attention");
    const answer = { document: { type: "Order", number: "P-late" }, status: "accepted", errors: [] } as const;
    await test.journal.acknowledge("edi-late", answer, "Partner", reason);
    const settled = await read(document.id);
    expect([settled.state, settled.acknowledgement, settled.reasonCode]).toEqual(["done", "accepted", null]);
  });
});
