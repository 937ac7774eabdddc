import { describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { createConnections } from "../../../sidecar/engine/connections.ts";
import { startDeliveries } from "../../../sidecar/engine/deliver.ts";
import { DeliveryFailure } from "../../../sidecar/engine/failures.ts";
import type { ConfiguredConnection, Delivery, Document, NewEvent } from "../../../sidecar/engine/ports.ts";
import { recordedLog } from "../../support/log.ts";
import { memoryJournal, queuedDocument } from "../../support/memory-journal.ts";
import { tinyConnection } from "../../support/tiny.ts";

const now = new Date("2026-11-20T10:00:00Z");
const at = (ms: number) => new Date(now.getTime() + ms);
const delivery = (id: string, given: Partial<Delivery> = {}): Delivery => ({
  id,
  connection: "tiny",
  kind: "document",
  code: "T",
  documentId: "id-1",
  messageId: null,
  fileName: `${id}.txt`,
  contentType: "text/plain",
  body: Buffer.from(id),
  attempts: 1,
  ...given,
});
const acknowledgement = (id: string, given: Partial<Delivery> = {}) =>
  delivery(id, { kind: "acknowledgement", documentId: null, messageId: "m1", ...given });

type Given = {
  connection?: Partial<ConfiguredConnection>;
  document?: Partial<Document>;
  fails?: (id: string) => Error | null;
};

/** Runs the deliveries once; gives back what was sent and what was entered. */
async function deliver(deliveries: readonly Delivery[], given: Given = {}) {
  const document = queuedDocument({
    number: "1",
    state: "processing",
    direction: "outbound",
    ...given.document,
  });
  const journal = memoryJournal([document]);
  const sent: string[] = [];
  const entered: { id: string; outcome: Record<string, unknown>; events?: readonly NewEvent[] }[] = [];
  let taken = 0;
  const log = recordedLog();
  const loop = startDeliveries({
    journal: {
      ...journal,
      takeDeliveries: async () => (taken++ === 0 ? [...deliveries] : []),
      settleDelivery: async (id, outcome) => void entered.push({ id, outcome }),
      delivered: async (id, documentId, due, events) =>
        void entered.push({ id, outcome: { state: "done", documentId, due }, events }),
    },
    connections: createConnections({ version: "1", connections: [tinyConnection(given.connection ?? {})] }),
    transport: async ({ id }) => {
      sent.push(id);
      const failure = given.fails?.(id);
      if (failure) throw failure;
    },
    clock: () => now,
    random: () => 0.5,
    onSettled: () => {},
    log,
  });
  await eventually("the second look", () => {
    loop.nudge();
    return taken > 1;
  });
  await loop.stop();
  return { sent, entered, log, document: () => journal.of("1"), events: journal.events };
}

const unreachable = () => new DeliveryFailure("it cannot be reached", true);
const refused = () => new DeliveryFailure("it answered 400", false);

describe("a delivery that the partner takes", () => {
  it("is done, awaits its acknowledgement, and is told", async () => {
    const { entered } = await deliver([delivery("d1")], {
      connection: { acknowledgementHours: 2 },
      document: { type: "Order" },
    });
    expect(entered).toMatchObject([
      { id: "d1", outcome: { state: "done", documentId: "id-1", due: at(7_200_000) } },
    ]);
    expect(entered[0]?.events).toMatchObject([{ type: "health.suture.order.dispatched.v1" }]);
  });

  it("awaits nothing from a partner that does not acknowledge", async () => {
    const { entered } = await deliver([delivery("d1")], { connection: { acknowledgementHours: null } });
    expect(entered[0]?.outcome.due).toBeNull();
  });

  it("is no event when it is an acknowledgement of ours", async () => {
    const { entered } = await deliver([acknowledgement("a1")]);
    expect(entered).toMatchObject([{ outcome: { state: "done", documentId: null }, events: [] }]);
  });
});

describe("a delivery that fails", () => {
  it.each([
    ["the partner is not there", delivery("d1"), unreachable, "queued", "waiting", "PARTNER_UNAVAILABLE"],
    ["the partner refuses it", delivery("d1"), refused, "failed", "attention", "DELIVERY_FAILED"],
    ["for a day", delivery("d1", { attempts: 150 }), unreachable, "failed", "attention", "DELIVERY_FAILED"],
    [
      "for nearly a day",
      delivery("d1", { attempts: 149 }),
      unreachable,
      "queued",
      "waiting",
      "PARTNER_UNAVAILABLE",
    ],
  ] as const)("because %s", async (_what, one, fails, outcome, state, reasonCode) => {
    const { entered, document, events } = await deliver([one], { fails });
    expect(entered).toMatchObject([{ id: "d1", outcome: { state: outcome, error: fails().message } }]);
    expect(document()).toMatchObject({ state, reasonCode });
    const told = events.map(({ type, data }) => [type, data.reasonCode]);
    expect(told).toEqual(
      state === "attention" ? [["health.suture.exchange.exception.v1", "DELIVERY_FAILED"]] : [],
    );
  });

  it("is tried again at the time that the document shows", async () => {
    const { entered, document } = await deliver([delivery("d1", { attempts: 3 })], { fails: unreachable });
    expect(entered[0]?.outcome).toMatchObject({ at: at(10_000), counted: true });
    expect(document()).toMatchObject({ nextAttemptAt: at(10_000), attempts: 1 });
  });

  it("tells a person what the partner's side said", async () => {
    const { document } = await deliver([delivery("d1")], { fails: refused });
    expect(document().reason).toContain("it answered 400");
  });

  it("is repeated for ever when it is an acknowledgement: the partner waits for it", async () => {
    const { entered, document } = await deliver([acknowledgement("a1", { attempts: 1000 })], {
      fails: refused,
    });
    expect(entered).toMatchObject([{ outcome: { state: "queued" } }]);
    expect(document().state).toBe("processing");
  });

  it("leaves a document alone that a person dismissed meanwhile", async () => {
    const { document } = await deliver([delivery("d1")], {
      document: { state: "dismissed" },
      fails: refused,
    });
    expect(document().state).toBe("dismissed");
  });

  it("for a connection that is switched off waits for it", async () => {
    const { sent, document } = await deliver([delivery("d1")], { connection: { active: false } });
    expect(sent).toEqual([]);
    expect(document()).toMatchObject({ state: "waiting", reasonCode: "PARTNER_UNAVAILABLE" });
  });
});

describe("several deliveries", () => {
  it("go out in order, and one that fails does not stop the others", async () => {
    const { sent, entered } = await deliver(
      [acknowledgement("a1"), acknowledgement("a2"), acknowledgement("a3")],
      { fails: (id) => (id === "a1" ? unreachable() : null) },
    );
    expect(sent).toEqual(["a1", "a2", "a3"]);
    expect(entered.map(({ id, outcome }) => [id, outcome.state])).toEqual([
      ["a1", "queued"],
      ["a2", "done"],
      ["a3", "done"],
    ]);
  });

  it("are left to their lease when something of ours fails: nothing is blamed on the partner", async () => {
    const { entered, log, document } = await deliver([delivery("d1")], { fails: () => new TypeError("bug") });
    expect(entered).toEqual([]);
    expect(document().state).toBe("processing");
    expect(log.entries).toContainEqual(expect.objectContaining({ message: "loop failed, tries again" }));
  });
});
