import { describe, expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import { englishLines } from "../../../../sidecar/catalogue/terms.ts";
import { startDeliveries } from "../../../../sidecar/engine/deliver/deliver.ts";
import { createConnections } from "../../../../sidecar/engine/model/connections.ts";
import type { ConfiguredConnection } from "../../../../sidecar/engine/ports/connection.ts";
import type { DeliveryOutcome, Taking } from "../../../../sidecar/engine/ports/journal/deliveries.ts";
import type { Sending } from "../../../../sidecar/engine/ports/transport.ts";
import type {
  Circuit,
  Delivery,
  Document,
  NewDocument,
  NewEvent,
} from "../../../../sidecar/engine/records.ts";
import { closedCircuit } from "../../../../sidecar/engine/resilience/breaker.ts";
import { DeliveryFailure, SetUpFailure } from "../../../../sidecar/engine/resilience/failures.ts";
import { asJournalFailure } from "../../../../sidecar/journal/failures.ts";
import { recordedLog } from "../../../support/log.ts";
import { memoryJournal, queuedDocument } from "../../../support/memory-journal.ts";
import { tinyConnection } from "../../../support/tiny.ts";
import { inEnglish, textTerm } from "../../../support/told.ts";
import { delivery as bytes } from "../../transports/delivery.ts";

const now = new Date("2026-11-20T10:00:00Z");
const at = (ms: number) => new Date(now.getTime() + ms);
const minutes = (count: number) => count * 60_000;
const delivery = (id: string, given: Partial<Delivery> = {}): Delivery =>
  bytes({ id, connection: "tiny", code: "T", documentId: "id-1", since: at(-1000), ...given });
const acknowledgement = (id: string, given: Partial<Delivery> = {}) =>
  delivery(id, { kind: "acknowledgement", documentId: null, messageId: "m1", ...given });

type Given = {
  connection?: Partial<ConfiguredConnection>;
  document?: Partial<Document>;
  fails?: (id: string) => Error | null;
  circuit?: Circuit;
  /** Whether the deliveries use the fallback route. */
  byFallback?: boolean;
  expired?: readonly Delivery[];
  /** The error with which the journal refuses an exception. */
  enters?: (one: NewDocument) => Error | null;
  probing?: boolean;
  inOrder?: boolean;
  isTimeSure?: boolean;
};

/** Runs the deliveries once. Returns what was sent and what was recorded. */
async function deliver(deliveries: readonly Delivery[], given: Given = {}) {
  const document = queuedDocument({
    number: "1",
    state: "processing",
    direction: "outbound",
    note: [textTerm("Order with 2 lines.")],
    ...given.document,
  });
  const journal = memoryJournal([document]);
  const sent: string[] = [];
  const sendings: Sending[] = [];
  const takings: Taking[] = [];
  const entered: { id: string; outcome: object; events?: readonly NewEvent[]; note?: string | null }[] = [];
  const exceptions: NewDocument[] = [];
  const targets: string[] = [];
  let circuit = given.circuit ?? closedCircuit;
  let looks = 0;
  let expired = given.expired ?? [];
  const log = recordedLog();
  const deliverer = startDeliveries({
    isTimeSure: () => given.isTimeSure ?? true,
    journal: {
      ...journal,
      dueConnections: async () => (looks++ === 0 ? ["tiny"] : []),
      takeDeliveries: async (taking) => {
        const first = !takings.some(({ route }) => route === taking.route);
        takings.push(taking);
        const mine = (taking.route === "fallback") === (given.byFallback ?? false);
        return { deliveries: first && mine ? deliveries : [], probing: given.probing ?? false };
      },
      expiredDeliveries: async () => {
        const found = expired;
        expired = [];
        return [...found];
      },
      settleDelivery: async ({ id }, outcome: DeliveryOutcome) => {
        entered.push({ id, outcome });
        return true;
      },
      showWaiting: async () => 0,
      targetFailed: async (target, change, reason) => {
        const before = circuit;
        circuit = change(circuit);
        targets.push(`${target} failed: ${inEnglish(reason)}`);
        return { before, after: circuit };
      },
      targetAnswered: async (target, change) => {
        circuit = change(circuit);
        targets.push(`${target} answered`);
        return false;
      },
      delivered: async ({ id, documentId }, due, events, note) =>
        void entered.push({
          id,
          outcome: { state: "done", documentId, due },
          events,
          note: englishLines(note),
        }),
      insertDocument: async (one) => {
        const refusal = given.enters?.(one);
        if (refusal) throw refusal;
        exceptions.push(one);
        return "new-id";
      },
    },
    connections: createConnections({ version: "1", connections: [tinyConnection(given.connection ?? {})] }),
    formats: [{ code: "x12", inOrder: given.inOrder ?? false }],
    transport: async ({ id }, _connection, sending) => {
      sent.push(id);
      sendings.push(sending);
      const failure = given.fails?.(id);
      if (failure) throw failure;
    },
    clock: () => now,
    random: () => 0.5,
    giveUpHours: 24,
    graceMs: 1000,
    onSettled: () => {},
    log,
  });
  await eventually("the second look", () => {
    deliverer.nudge();
    return looks > 1;
  });
  await deliverer.stop();
  return {
    sent,
    sendings,
    takings,
    entered,
    exceptions,
    targets,
    log,
    circuit,
    document: () => journal.of("1"),
    events: journal.events,
  };
}

const away = () => new DeliveryFailure("partner-unreachable", textTerm("it cannot be reached"));
const silent = () => new DeliveryFailure("partner-unanswered", textTerm("it did not answer in time"));
const refused = () => new DeliveryFailure("partner-refuses", textTerm("it answered 400"));
const fallback = { route: { transport: "email", url: "orders@harbor.example" }, afterMinutes: 30 } as const;

describe("a delivery that the partner accepts", () => {
  it("is done, awaits its acknowledgement, and is published", async () => {
    const { entered, targets } = await deliver([delivery("d1")], {
      connection: { acknowledgementHours: 2 },
      document: { type: "Order" },
    });
    expect(entered).toMatchObject([
      { id: "d1", outcome: { state: "done", documentId: "id-1", due: at(7_200_000) }, note: null },
    ]);
    expect(entered[0]?.events).toMatchObject([{ type: "health.suture.order.dispatched.v1" }]);
    expect(targets).toEqual(["tiny answered"]);
  });

  it("awaits no acknowledgement from a partner that sends none", async () => {
    const { entered } = await deliver([delivery("d1")], { connection: { acknowledgementHours: null } });
    expect(entered[0]?.outcome).toMatchObject({ due: null });
  });

  it("is not published, and awaits nothing, when it is an acknowledgement", async () => {
    const { entered } = await deliver([acknowledgement("a1")]);
    expect(entered).toMatchObject([{ outcome: { state: "done", documentId: null, due: null }, events: [] }]);
  });
});

describe("a delivery that fails", () => {
  it.each([
    ["the partner is not there", away, "queued", "waiting", "PARTNER_UNAVAILABLE"],
    ["the partner does not answer", silent, "queued", "waiting", "PARTNER_UNAVAILABLE"],
    ["the partner refuses it", refused, "failed", "attention", "DELIVERY_FAILED"],
  ] as const)("because %s", async (_what, fails, state, documentState, reasonCode) => {
    const { entered, document, events } = await deliver([delivery("d1")], { fails });
    expect(entered).toMatchObject([{ id: "d1", outcome: { state, error: fails().said } }]);
    expect(document()).toMatchObject({ state: documentState, reasonCode });
    const published = events.map(({ type, data }) => [type, data.reasonCode]);
    expect(published).toEqual(
      documentState === "attention" ? [["health.suture.exchange.exception.v1", "DELIVERY_FAILED"]] : [],
    );
  });

  it("is retried at the time that the document shows, and keeps its note", async () => {
    const { entered, document } = await deliver([delivery("d1", { attempts: 3 })], { fails: away });
    expect(entered[0]?.outcome).toMatchObject({ state: "queued", at: at(10_000) });
    expect(document()).toMatchObject({
      nextAttemptAt: at(10_000),
      attempts: 1,
      note: [textTerm("Order with 2 lines.")],
    });
  });

  it("waits longer when it may have arrived", async () => {
    const { entered } = await deliver([delivery("d1")], { fails: silent });
    expect(entered[0]?.outcome).toMatchObject({ at: at(7500) });
  });

  it("is not retried before the partner's Retry-After", async () => {
    const fails = () => new DeliveryFailure("partner-unreachable", textTerm("it answered 503"), 120);
    const { entered, document, circuit } = await deliver([delivery("d1")], { fails });
    expect(entered[0]?.outcome).toMatchObject({ at: at(120_000) });
    expect(document().nextAttemptAt).toEqual(at(120_000));
    expect(circuit).toMatchObject({ openSince: now, probeAt: at(120_000) });
  });

  it("opens the breaker of its own connection after too many failures, and shows the time of the probe", async () => {
    const { circuit, targets, document, log } = await deliver([delivery("d1")], {
      fails: away,
      circuit: { ...closedCircuit, outcomes: "ff" },
    });
    expect(targets).toEqual(["tiny failed: it cannot be reached"]);
    expect(circuit.openSince).toEqual(now);
    expect(document().nextAttemptAt).toEqual(circuit.probeAt);
    expect(log.entries.map(({ message }) => message).join()).toContain("the partner is unreachable");
  });

  it("closes the breaker when the partner refuses the document itself", async () => {
    expect((await deliver([delivery("d1")], { fails: refused })).targets).toEqual(["tiny answered"]);
  });

  it.each([
    ["a probe", true, 1],
    ["one that was under way when the partner was found away", false, 0],
  ])("as %s moves the next probe: %s", async (_what, probing, probes) => {
    const circuit = { outcomes: "fff", openSince: at(-5000), probes: 0, probeAt: at(30_000) };
    const test = await deliver([delivery("d1")], { fails: away, circuit, probing });
    expect(test.circuit.probes).toBe(probes);
    expect(test.circuit.openSince).toEqual(at(-5000));
  });

  it("shows the partner's response", async () => {
    const { document } = await deliver([delivery("d1")], { fails: refused });
    expect(inEnglish(document().reason)).toContain("Delivery to Tiny Supply failed: it answered 400.");
  });

  it("because of our configuration is reported as such, without counting for the partner", async () => {
    const fails = () => new SetUpFailure(textTerm("the file tiny.authorization does not say where to"));
    const { document, targets } = await deliver([delivery("d1")], { fails });
    expect(document()).toMatchObject({ state: "attention", reasonCode: "DELIVERY_FAILED" });
    expect(inEnglish(document().reason)).toContain(
      "Nothing was sent to Tiny Supply: the file tiny.authorization does not say where to. Correct this, then retry.",
    );
    expect(targets).toEqual([]);
  });

  it("does not change a document that was dismissed meanwhile", async () => {
    for (const fails of [refused, away]) {
      const { document } = await deliver([delivery("d1")], { document: { state: "dismissed" }, fails });
      expect(document().state).toBe("dismissed");
    }
  });

  it("for a connection that is switched off waits until it is switched on", async () => {
    const { sent, document, targets } = await deliver([delivery("d1")], { connection: { active: false } });
    expect([sent, targets]).toEqual([[], []]);
    expect(document()).toMatchObject({ state: "waiting", reasonCode: "PARTNER_UNAVAILABLE" });
  });
});

describe("giving up", () => {
  it("does not happen, nor the fallback, while the clock is uncertain", async () => {
    const expired = [delivery("d1", { lastError: textTerm("it answered 503") })];
    const { entered, document, takings } = await deliver([], {
      expired,
      isTimeSure: false,
      connection: { fallback: { route: { transport: "folder", url: null }, afterMinutes: 1 } },
    });
    expect(entered).toEqual([]);
    expect(document().state).toBe("processing");
    expect(takings.map(({ fallbackBefore }) => fallbackBefore)).toEqual([null, null]);
  });

  it("makes a document an exception after a day without acceptance, with the last response", async () => {
    const expired = [delivery("d1", { lastError: textTerm("it answered 503") })];
    const { entered, document, events } = await deliver([], { expired });
    expect(entered).toMatchObject([{ id: "d1", outcome: { state: "failed", documentId: "id-1" } }]);
    expect(document()).toMatchObject({ state: "attention", reasonCode: "DELIVERY_FAILED" });
    expect(inEnglish(document().reason)).toContain("attempted for 24 h ");
    expect(inEnglish(document().reason)).toContain("it answered 503");
    expect(events).toHaveLength(1);
  });

  it.each([
    ["that nobody took for a day", { expired: [acknowledgement("a1")] }, []],
    ["that is refused", { fails: refused }, [acknowledgement("a1")]],
  ] as const)("makes an acknowledgement %s an exception that can be retried", async (_w, given, due) => {
    const { entered, exceptions } = await deliver(due, given as Given);
    expect(exceptions).toMatchObject([
      {
        state: "attention",
        direction: "outbound",
        type: "Acknowledgement",
        connection: "tiny",
        reasonCode: "DELIVERY_FAILED",
        messageId: null,
        input: null,
      },
    ]);
    expect(entered).toMatchObject([{ id: "a1", outcome: { state: "failed", documentId: "new-id" } }]);
  });

  it("raises no exception for an acknowledged document when the transport fails permanently", async () => {
    for (const given of [{ fails: refused }, { expired: [delivery("d1")] }]) {
      const due = "fails" in given ? [delivery("d1")] : [];
      const { entered, document, events } = await deliver(due, {
        ...given,
        document: { acknowledgement: "accepted" },
      });
      expect(entered).toMatchObject([{ id: "d1", outcome: { state: "done" } }]);
      expect(document()).toMatchObject({ state: "done", reasonCode: null });
      expect(events).toEqual([]);
    }
  });

  it("raises the same exception again for a retried acknowledgement", async () => {
    const again = acknowledgement("a1", { documentId: "id-1" });
    const { exceptions, document } = await deliver([again], { fails: refused });
    expect(exceptions).toEqual([]);
    expect(document()).toMatchObject({ state: "attention", reasonCode: "DELIVERY_FAILED" });
  });
});

describe("giving up when the journal refuses the exception", () => {
  it("ends the delivery without delaying others", async () => {
    const refusal = asJournalFailure(Object.assign(new Error("too large"), { code: "54000" }));
    const expired = [acknowledgement("a1"), acknowledgement("a2")];
    const { entered, exceptions, sent } = await deliver([delivery("d1")], {
      expired,
      enters: ({ key }) => (key.endsWith("/a1") ? refusal : null),
    });
    expect(entered.map(({ id, outcome }) => [id, (outcome as DeliveryOutcome).state])).toEqual([
      ["a1", "failed"],
      ["a2", "failed"],
      ["d1", "done"],
    ]);
    expect(exceptions).toHaveLength(1);
    expect(sent).toEqual(["d1"]);
  });
});

describe("several deliveries", () => {
  it("run concurrently: one that fails does not stop the others", async () => {
    const { sent, entered } = await deliver(
      [acknowledgement("a1"), acknowledgement("a2"), acknowledgement("a3")],
      { fails: (id) => (id === "a1" ? away() : null) },
    );
    expect(sent).toEqual(["a1", "a2", "a3"]);
    expect(entered).toContainEqual(expect.objectContaining({ id: "a3" }));
    expect(entered.map(({ id, outcome }) => [id, (outcome as DeliveryOutcome).state]).toSorted()).toEqual([
      ["a1", "queued"],
      ["a2", "done"],
      ["a3", "done"],
    ]);
  });

  it.each([
    ["the format says so", { inOrder: true }, true],
    [
      "the connection's options say so",
      { connection: { format: { code: "x12", version: "", options: { inOrder: true } } } },
      true,
    ],
    ["nothing says so", {}, false],
  ])("run in order when %s", async (_what, given, inOrder) => {
    const { takings } = await deliver([], given);
    expect(takings.map((taking) => taking.inOrder)).toEqual([inOrder]);
  });

  it("are left to their lease after an internal error, which does not count for the partner", async () => {
    const { entered, log, document, targets } = await deliver([delivery("d1")], {
      fails: () => new TypeError("bug"),
    });
    expect([entered, targets]).toEqual([[], []]);
    expect(document().state).toBe("processing");
    expect(log.entries).toContainEqual(
      expect.objectContaining({ message: "deliveries failed, trying again" }),
    );
  });
});

describe("the fallback route", () => {
  const old = delivery("d1", { since: at(-minutes(45)), failingSince: at(-minutes(44)) });

  it("is used only if there is one, for documents tried long enough", async () => {
    const { takings } = await deliver([], { connection: { fallback } });
    expect(takings.map(({ route, target }) => [route, target])).toEqual([
      ["primary", "tiny"],
      ["fallback", "tiny/fallback"],
    ]);
    for (const { fallbackBefore } of takings) expect(fallbackBefore).toEqual(at(-minutes(30)));
    expect((await deliver([])).takings.map(({ fallbackBefore }) => fallbackBefore)).toEqual([null]);
  });

  it("sends the document, and the record shows the route and the reason", async () => {
    const { entered, sendings, targets } = await deliver([old], {
      connection: { fallback },
      byFallback: true,
      document: { type: "Order" },
    });
    expect(sendings).toMatchObject([
      { by: "fallback", route: fallback.route, about: { type: "Order", number: "1" } },
    ]);
    expect(entered[0]?.note).toBe(
      "Order with 2 lines.\nSent by email to orders@harbor.example because Tiny Supply has not responded since 2026-11-20T09:16:00.000Z.",
    );
    expect(entered[0]?.events).toMatchObject([{ data: { route: "fallback" } }]);
    expect(targets).toEqual(["tiny/fallback answered"]);
  });

  it.each([
    ["folder", null, "in the fallback folder"],
    ["https", "https://backup.example/in?key=secret", "to backup.example because"],
  ] as const)("by %s is recorded without secrets", async (transport, url, words) => {
    const { entered } = await deliver([old], {
      connection: { fallback: { route: { transport, url }, afterMinutes: 30 } },
      byFallback: true,
    });
    expect(entered[0]?.note).toContain(words);
    expect(entered[0]?.note).not.toContain("secret");
  });

  it.each([away, silent, refused])("that fails too makes the document wait: %s", async (fails) => {
    const given = { connection: { fallback }, byFallback: true, fails };
    const { entered, document } = await deliver([old], given);
    expect(entered).toMatchObject([{ outcome: { state: "queued" } }]);
    expect(document().state).toBe("waiting");
  });

  it("begins at the agreed time, whatever the next attempt of the primary route", async () => {
    const young = delivery("d1", { since: at(-minutes(29)), attempts: 9 });
    const { entered } = await deliver([young], { connection: { fallback }, fails: away });
    expect(entered[0]?.outcome).toMatchObject({ at: at(minutes(1)) });
  });
});

describe("stopping", () => {
  it("interrupts a delivery that takes too long, and returns it without counting the attempt", async () => {
    const outcomes: DeliveryOutcome[] = [];
    let started = false;
    const deliverer = startDeliveries({
      isTimeSure: () => true,
      journal: {
        ...memoryJournal([]),
        dueConnections: async () => ["tiny"],
        takeDeliveries: async () => ({ deliveries: [acknowledgement("a1")], probing: false }),
        expiredDeliveries: async () => [],
        showWaiting: async () => 0,
        targetFailed: () => Promise.reject(new Error("the partner is to blame for nothing")),
        targetAnswered: async () => false,
        delivered: async () => {},
        insertDocument: async () => null,
        settleDelivery: async (_delivery, outcome) => {
          outcomes.push(outcome);
          return true;
        },
      },
      connections: createConnections({ version: "1", connections: [tinyConnection()] }),
      formats: [],
      transport: (_delivery, _connection, { signal }) => {
        started = true;
        return new Promise((_, reject) => {
          signal.addEventListener("abort", () =>
            reject(new DeliveryFailure("partner-unanswered", textTerm("broken off"))),
          );
        });
      },
      clock: () => now,
      random: () => 0.5,
      giveUpHours: 24,
      graceMs: 1,
      onSettled: () => {},
      log: recordedLog(),
    });
    await eventually("the delivery is under way", () => started);
    await deliverer.stop();
    expect(outcomes).toEqual([{ state: "queued", at: now, error: null }]);
  });
});
