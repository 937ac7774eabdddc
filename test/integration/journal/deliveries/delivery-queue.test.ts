import { describe, expect, it } from "vitest";
import type { Circuit, Delivery } from "../../../../sidecar/engine/records.ts";
import { answered, BREAKERS, failed } from "../../../../sidecar/engine/resilience/breaker.ts";
import { dispatchOne, filesOf, take } from "../../../support/deliveries.ts";
import { useJournal } from "../../../support/journal.ts";
import { inEnglish, textTerm } from "../../../support/told.ts";

const test = useJournal();
const policy = BREAKERS.partner;
const away = {
  reasonCode: "PARTNER_UNAVAILABLE",
  reason: [textTerm("Away.")],
  suggestion: [textTerm("Nothing to do.")],
};
const soon = () => new Date();
const later = () => new Date(Date.now() + 3_600_000);

/** Enters so many failures of a target, as so many sidecars at once. The probe is due after `waitMs`. */
async function fail(target: string, times: number, waitMs = 3_600_000) {
  const change = (circuit: Circuit) => {
    const after = failed(circuit, policy, { now: new Date(), random: () => 0.5 });
    return after.probeAt === null ? after : { ...after, probeAt: new Date(Date.now() + waitMs) };
  };
  return Promise.all(
    Array.from({ length: times }, () => test.journal.targetFailed(target, change, textTerm("no"))),
  );
}
const answer = (target: string) =>
  test.journal.targetAnswered(target, (circuit) => answered(circuit, policy));
const document = async (id: string) => (await test.journal.documentsById([id]))[0];
const only = ({ deliveries }: { deliveries: readonly Delivery[] }) => {
  const [one] = deliveries;
  if (!one || deliveries.length > 1) throw new Error(`expected one delivery, got ${deliveries.length}`);
  return one;
};

describe("taking deliveries", () => {
  it("leases each to one sidecar, oldest first, also for concurrent requests", async () => {
    for (let index = 0; index < 8; index += 1) await dispatchOne(test.journal, "edi-share");
    const taken = await Promise.all([1, 2, 3].map(() => take(test.journal, "edi-share")));
    const files = taken.flatMap(filesOf);
    expect(files.toSorted()).toEqual(["1", "2", "3", "4", "5", "6", "7", "8"]);
    for (const one of taken) expect(filesOf(one)).toEqual(filesOf(one).toSorted());
    expect(filesOf(await take(test.journal, "edi-share"))).toEqual([]);
  });

  it("in order, leases the next one only when the first is done", async () => {
    for (let index = 0; index < 3; index += 1) await dispatchOne(test.journal, "edi-order");
    const ask = () => take(test.journal, "edi-order", { inOrder: true });
    const first = await Promise.all([ask(), ask(), ask()]);
    expect(first.flatMap(filesOf)).toEqual(["1"]);
    const one = first.flatMap(({ deliveries }) => deliveries)[0] as Delivery;
    await test.journal.settleDelivery(one, { state: "queued", at: later(), error: textTerm("no") });
    expect(filesOf(await ask())).toEqual([]);
    await test.journal.delivered(one, null, []);
    expect(filesOf(await ask())).toEqual(["2"]);
  });

  it("in order, leases acknowledgements independently of documents", async () => {
    await dispatchOne(test.journal, "edi-replies");
    await dispatchOne(test.journal, "edi-replies");
    await test.database.query(
      `insert into delivery (id, connection, kind, code, control, file_name, content_type, body)
       select gen_random_uuid(), connection, 'acknowledgement', '997', '{}', 'reply-' || number, 'text/plain', ''
       from (values ('edi-replies', 1), ('edi-replies', 2)) as reply (connection, number)`,
    );
    const taken = await take(test.journal, "edi-replies", { inOrder: true });
    expect(filesOf(taken)).toEqual(["1", "reply-1", "reply-2"]);
  });

  it("returns the connections with due deliveries, and no others", async () => {
    await dispatchOne(test.journal, "edi-due");
    expect(await test.journal.dueConnections()).toContain("edi-due");
    await take(test.journal, "edi-due");
    expect(await test.journal.dueConnections()).not.toContain("edi-due");
  });
});

describe("a lease", () => {
  it("that expired lets another sidecar take the delivery, and the first one's failure is ignored", async () => {
    await dispatchOne(test.journal, "edi-lease");
    const first = only(await take(test.journal, "edi-lease", { leaseSeconds: 0 }));
    const second = only(await take(test.journal, "edi-lease"));
    expect([second.id, second.attempts]).toEqual([first.id, 2]);
    const entered = await test.journal.settleDelivery(first, { state: "failed", error: textTerm("late") });
    expect(entered).toBe(false);
    expect(
      await test.journal.settleDelivery(second, { state: "queued", at: soon(), error: textTerm("no") }),
    ).toBe(true);
  });

  it("that expired does not undo a delivery by another sidecar", async () => {
    const sent = await dispatchOne(test.journal, "edi-late");
    const first = only(await take(test.journal, "edi-late", { leaseSeconds: 0 }));
    const second = only(await take(test.journal, "edi-late"));
    await test.journal.delivered(first, later(), []);
    await test.journal.delivered(second, later(), []);
    await test.journal.settleDelivery(second, { state: "queued", at: soon(), error: textTerm("no") });
    expect(filesOf(await take(test.journal, "edi-late"))).toEqual([]);
    const steps = await test.database.query("select 1 from step where document_id = $1 and name = 'sent'", [
      sent.id,
    ]);
    expect(steps.rowCount).toBe(1);
  });

  it("that is returned is free immediately, and the attempt is not counted", async () => {
    await dispatchOne(test.journal, "edi-back");
    const first = only(await take(test.journal, "edi-back"));
    await test.journal.settleDelivery(first, { state: "queued", at: soon(), error: null });
    expect(only(await take(test.journal, "edi-back")).attempts).toBe(1);
  });
});

describe("an unreachable partner", () => {
  it("uses up no attempts: nothing is leased, and its documents show until when they wait", async () => {
    const documents = [
      await dispatchOne(test.journal, "edi-away"),
      await dispatchOne(test.journal, "edi-away"),
    ];
    await fail("edi-away", 3);
    expect(await take(test.journal, "edi-away")).toEqual({ deliveries: [], probing: true });
    expect(await test.journal.showWaiting("edi-away", away)).toBe(2);
    expect(await test.journal.showWaiting("edi-away", away)).toBe(0);
    for (const { id } of documents)
      expect(inEnglish(await document(id))).toMatchObject({
        state: "waiting",
        reasonCode: "PARTNER_UNAVAILABLE",
        attempts: 0,
        nextAttemptAt: expect.any(Date),
        note: "One line.",
      });
    const { rows } = await test.database.query(
      "select max(attempts) as attempts from delivery where connection = 'edi-away'",
    );
    expect(rows).toEqual([{ attempts: 0 }]);
  });

  it("is probed by one delivery of one sidecar, and all continue when it answers", async () => {
    for (let index = 0; index < 3; index += 1) await dispatchOne(test.journal, "edi-probe");
    await fail("edi-probe", 3, -1);
    const taken = await Promise.all([1, 2, 3, 4].map(() => take(test.journal, "edi-probe")));
    expect(taken.flatMap(filesOf)).toEqual(["1"]);
    expect(taken.every(({ probing }) => probing)).toBe(true);
    const probe = taken.flatMap(({ deliveries }) => deliveries)[0] as Delivery;
    await test.journal.delivered(probe, null, []);
    expect(await answer("edi-probe")).toBe(true);
    expect(await answer("edi-probe")).toBe(false);
    expect(filesOf(await take(test.journal, "edi-probe"))).toEqual(["2", "3"]);
  });

  it("is probed immediately when a person retries a document", async () => {
    const { id } = await dispatchOne(test.journal, "edi-person");
    await fail("edi-person", 3);
    await test.journal.showWaiting("edi-person", away);
    expect(filesOf(await take(test.journal, "edi-person"))).toEqual([]);
    await test.journal.replay({ documentIds: [id] }, "tester", 1);
    expect(filesOf(await take(test.journal, "edi-person"))).toEqual(["1"]);
  });

  it("continues with the same delivery when a person retries a document that is being sent", async () => {
    const { id } = await dispatchOne(test.journal, "edi-sending");
    const one = only(await take(test.journal, "edi-sending"));
    const far = new Date(Date.now() + 86_400_000);
    await test.journal.settleDelivery(one, { state: "queued", at: far, error: textTerm("it answered 503") });
    expect(filesOf(await take(test.journal, "edi-sending"))).toEqual([]);
    expect(await test.journal.replay({ documentIds: [id] }, "tester", 1)).toEqual([id]);
    const again = only(await take(test.journal, "edi-sending"));
    expect(again).toMatchObject({ id: one.id, attempts: 2 });
    expect((await test.journal.documentsById([id]))[0]).toMatchObject({ state: "processing" });
  });

  it("is counted over all sidecars, and does not affect another partner", async () => {
    await dispatchOne(test.journal, "edi-other");
    const outcomes = await fail("edi-counted", 3);
    const opened = outcomes.filter(({ before, after }) => !before.openSince && after.openSince);
    expect(opened).toHaveLength(1);
    expect(filesOf(await take(test.journal, "edi-other"))).toEqual(["1"]);
  });

  it("ends the wait of earlier failures when it answers again", async () => {
    await dispatchOne(test.journal, "edi-haste");
    const one = only(await take(test.journal, "edi-haste"));
    await test.journal.settleDelivery(one, { state: "queued", at: later(), error: textTerm("no") });
    await fail("edi-haste", 3, -1);
    expect(filesOf(await take(test.journal, "edi-haste"))).toEqual([]);
    await answer("edi-haste");
    expect(filesOf(await take(test.journal, "edi-haste"))).toEqual(["1"]);
  });

  it("is reported to Odoo until Odoo shows it, and again when it answers", async () => {
    const mine = async () =>
      (await test.journal.unreportedCircuits()).filter(({ target }) => target === "edi-told");
    await fail("edi-told", 2);
    expect(await mine()).toEqual([]);
    await fail("edi-told", 1);
    const [open] = await mine();
    expect(open).toMatchObject({ openSince: expect.any(Date), reason: textTerm("no") });
    await answer("edi-told");
    await test.journal.markCircuitsReported(open ? [open] : []);
    const closed = await mine();
    expect(closed).toMatchObject([{ openSince: null, reason: null }]);
    await test.journal.markCircuitsReported(closed);
    expect(await mine()).toEqual([]);
  });
});

describe("the fallback", () => {
  const past = () => new Date(Date.now() + 1000); // everything here was entered before
  const primary = (connection: string) => take(test.journal, connection, { fallbackBefore: past() });
  const second = (connection: string) =>
    take(test.journal, connection, { fallbackBefore: past(), route: "fallback" });

  it("takes over from the primary route once, and the primary route no longer sends it", async () => {
    await dispatchOne(test.journal, "edi-fall");
    expect(filesOf(await primary("edi-fall"))).toEqual([]);
    const both = await Promise.all([second("edi-fall"), second("edi-fall"), primary("edi-fall")]);
    expect(both.flatMap(filesOf)).toEqual(["1"]);
    const one = both.flatMap(({ deliveries }) => deliveries)[0] as Delivery;
    await test.journal.delivered(one, later(), [], [textTerm("Sent by email.")]);
    expect(filesOf(await primary("edi-fall"))).toEqual([]);
    expect(filesOf(await second("edi-fall"))).toEqual([]);
    expect(inEnglish(await document(one.documentId ?? ""))).toMatchObject({
      state: "done",
      note: "Sent by email.",
      acknowledgement: "awaited",
    });
  });

  it("is not used before its time", async () => {
    await dispatchOne(test.journal, "edi-young");
    const fallbackBefore = new Date(Date.now() - 60_000);
    const taken = await take(test.journal, "edi-young", { route: "fallback", fallbackBefore });
    expect(filesOf(taken)).toEqual([]);
    expect(filesOf(await take(test.journal, "edi-young", { fallbackBefore }))).toEqual(["1"]);
  });

  it("is used while the primary route is unreachable, whatever the primary's circuit breaker", async () => {
    await dispatchOne(test.journal, "edi-barred");
    await fail("edi-barred", 3);
    expect(filesOf(await primary("edi-barred"))).toEqual([]);
    expect(filesOf(await second("edi-barred"))).toEqual(["1"]);
  });

  it("that failed returns the delivery to the primary route when that one answers, and otherwise is retried", async () => {
    await dispatchOne(test.journal, "edi-turns");
    const one = only(await second("edi-turns"));
    await test.journal.settleDelivery(one, {
      state: "queued",
      at: soon(),
      error: textTerm("no mail server"),
    });
    expect(filesOf(await second("edi-turns"))).toEqual([]);
    const two = only(await primary("edi-turns"));
    await test.journal.settleDelivery(two, {
      state: "queued",
      at: soon(),
      error: textTerm("it answered 500"),
    });
    const three = only(await second("edi-turns"));
    await test.journal.settleDelivery(three, {
      state: "queued",
      at: soon(),
      error: textTerm("no mail server"),
    });
    await fail("edi-turns", 3);
    expect(filesOf(await second("edi-turns"))).toEqual(["1"]);
  });

  it("is timed from the retry of a person", async () => {
    const document = await dispatchOne(test.journal, "edi-again");
    const one = only(await primary("edi-again").then(() => second("edi-again")));
    await test.journal.settle(
      [{ id: document.id, revision: 3, state: "attention", step: { name: "needs attention" } }],
      [],
    );
    await test.journal.settleDelivery(one, { state: "failed", error: textTerm("no") });
    const between = new Date();
    await test.journal.replay({ documentIds: [document.id] }, "tester", 1);
    const taken = await take(test.journal, "edi-again", { fallbackBefore: between });
    expect(filesOf(taken)).toEqual(["1"]);
  });
});

describe("giving up", () => {
  it("is done by one sidecar, for deliveries that were tried too long and are not being sent", async () => {
    await dispatchOne(test.journal, "edi-old");
    await dispatchOne(test.journal, "edi-old");
    const busy = only(await take(test.journal, "edi-old", { limit: 1 }));
    const expired = async (before: Date, leaseSeconds: number) => {
      const all = await Promise.all(
        [1, 2].map(() => test.journal.expiredDeliveries(before, 100, leaseSeconds)),
      );
      return filesOf({ deliveries: all.flat().filter(({ connection }) => connection === "edi-old") });
    };
    expect(await expired(new Date(Date.now() - 60_000), 60)).toEqual([]);
    expect(await expired(later(), 60)).toEqual(["2"]);
    expect(await expired(later(), 60)).toEqual([]);
    await test.journal.settleDelivery(busy, { state: "queued", at: later(), error: textTerm("no") });
    expect(await expired(later(), 60)).toEqual(["1"]);
  });
});

describe("the observed targets", () => {
  it("are those that did not answer recently, with the start and the next call", async () => {
    await fail("edi-watched-away", 3);
    await fail("edi-watched-once", 1);
    await fail("edi-watched-back", 3);
    await answer("edi-watched-back");
    const watched = (await test.journal.watchedCircuits()).filter(({ target }) => target.includes("watched"));
    expect(watched).toEqual([
      { target: "edi-watched-away", openSince: expect.any(Date), probeAt: expect.any(Date) },
      { target: "edi-watched-once", openSince: null, probeAt: null },
    ]);
  });
});

describe("an error that an earlier version stored as a sentence", () => {
  it("is read as a term: the last one of a delivery, and the reason of a circuit", async () => {
    await dispatchOne(test.journal, "edi-old-words");
    const first = only(await take(test.journal, "edi-old-words"));
    await test.journal.settleDelivery(first, { state: "queued", at: soon(), error: textTerm("It is away.") });
    await test.database.query(
      "update delivery set last_error = 'it answered 500', last_error_term = null where id = $1",
      [first.id],
    );
    expect(only(await take(test.journal, "edi-old-words")).lastError).toEqual(textTerm("it answered 500"));
    await fail("edi-old-words", 20);
    await test.database.query(
      "update circuit set reason = 'it answered 500', reason_term = null where target = 'edi-old-words'",
    );
    const reported = await test.journal.unreportedCircuits();
    expect(reported.find(({ target }) => target === "edi-old-words")?.reason).toEqual(
      textTerm("it answered 500"),
    );
  });
});
