import { describe, expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import { createConnections } from "../../../../sidecar/engine/model/connections.ts";
import { type OutboxParts, startOutbox } from "../../../../sidecar/engine/odoo-sync/outbox.ts";
import type { Odoo, OutboxRow } from "../../../../sidecar/engine/ports/odoo.ts";
import type { NewDocument } from "../../../../sidecar/engine/records.ts";
import { OdooFailure } from "../../../../sidecar/engine/resilience/failures.ts";
import { asJournalFailure } from "../../../../sidecar/journal/failures.ts";
import { testBreaker } from "../../../support/breaker.ts";
import { recordedLog } from "../../../support/log.ts";
import { tinyConnection, tinyFlow } from "../../../support/tiny.ts";
import { inEnglish, textTerm } from "../../../support/told.ts";

const traceId = "0af7651916cd43dd8448eb211c80319c";
const row = (given: Partial<OutboxRow> = {}): OutboxRow => ({
  id: 1,
  key: "purchase.order/7/send/1",
  kind: "document",
  event: "order.confirmed",
  connection: "tiny",
  model: "purchase.order",
  resId: 7,
  number: "P00007",
  messageKey: null,
  arguments: {},
  traceId,
  ...given,
});
const command = (event: string, given: Partial<OutboxRow> = {}) =>
  row({
    kind: "command",
    event,
    messageKey: "tiny/a/1",
    model: null,
    resId: null,
    connection: null,
    ...given,
  });

const sends = tinyFlow({
  code: "send",
  direction: "outbound",
  documentType: "Order",
  lane: "critical",
  accepts: ((input: { type: string; event?: string }) =>
    input.type === "OutboxTrigger" && input.event === "order.confirmed") as never,
  aggregate: ((trigger: { number: string }) => `tiny/${trigger.number}`) as never,
  documentNumber: ((trigger: { number: string }) => trigger.number) as never,
});

type Report = Parameters<Odoo["outboxReport"]>[0][number];

/** Polls Odoo's outbox twice. */
async function poll(take: () => OutboxRow[], given: Partial<OutboxParts["journal"]> = {}) {
  const entered: NewDocument[] = [];
  const commands: OutboxRow[] = [];
  const reports: Report[] = [];
  const order: string[] = [];
  let takes = 0;
  const heard: string[] = [];
  const breaker = testBreaker({
    onOpen: () => heard.push("open"),
    onClose: () => heard.push("close"),
  });
  const connections = createConnections({ version: "1", connections: [tinyConnection()] });
  const loop = startOutbox(
    {
      journal: {
        insertDocument: async (document) => {
          entered.push(document);
          order.push("journal");
          return "id";
        },
        ...given,
      },
      carryOut: async (one) => {
        commands.push(one);
        return one.event === "explode" ? textTerm('Suture does not know the command "explode".') : null;
      },
      odoo: {
        outboxTake: async () => {
          takes += 1;
          return takes === 1 ? take() : [];
        },
        outboxReport: async (results) => {
          reports.push(...results);
          order.push("odoo");
        },
      },
      connections,
      refreshConnections: async () => {
        order.push("configuration");
        connections.replace({
          version: "2",
          connections: [tinyConnection(), tinyConnection({ code: "just-live" })],
        });
      },
      flows: [tinyFlow({ code: "inbound", accepts: (() => true) as never }), sends],
      breaker,
      newTraceId: () => "f".repeat(32),
      clock: () => new Date(),
      onTaken: () => order.push("nudge"),
      log: recordedLog(),
    },
    1,
  );
  await eventually("another look at the outbox", () => takes > 1);
  await loop.stop();
  return { entered, commands, reports, order, heard };
}

describe("what Odoo has written down for a document", () => {
  it("is handed to the flow with the row, and nothing if the row has none", async () => {
    const document = { type: "OrderChange", sequence: 1 };
    const given = [
      row({ arguments: { document, by: "Mara" } }),
      row({ id: 2 }),
      row({ id: 3, arguments: { document: null } }),
    ];
    const { entered } = await poll(() => given);
    expect(entered.map(({ input }) => (input as { document?: unknown }).document)).toEqual([
      document,
      undefined,
      undefined,
    ]);
  });
});

describe("an outbox answer that is too large", () => {
  it("is requested with fewer rows, down to one, and with all of them again after a success", async () => {
    const asked: number[] = [];
    const loop = startOutbox(
      {
        journal: { insertDocument: async () => "id" },
        carryOut: async () => null,
        odoo: {
          outboxTake: async (limit) => {
            asked.push(limit);
            if (limit > 1) throw new OdooFailure("unanswered", textTerm("Odoo's answer is too large"));
            return [];
          },
          outboxReport: async () => {},
        },
        connections: createConnections({ version: "1", connections: [] }),
        refreshConnections: async () => {},
        flows: [],
        breaker: testBreaker(),
        newTraceId: () => traceId,
        clock: () => new Date(),
        onTaken: () => {},
        log: recordedLog(),
      },
      1,
    );
    await eventually("it came through and was asked again", () => {
      loop.nudge();
      return asked.lastIndexOf(50) > 0;
    });
    await loop.stop();
    expect(asked.slice(0, 7)).toEqual([50, 25, 12, 6, 3, 1, 50]);
  });
});

describe("a document of Odoo's outbox", () => {
  it("over a connection that has just gone live is not refused: the configuration is requested first", async () => {
    const { entered, reports, order } = await poll(() => [row({ connection: "just-live" })]);
    expect(order).toEqual(["configuration", "journal", "nudge", "odoo"]);
    expect(reports).toEqual([{ id: 1, status: "taken" }]);
    expect(entered).toMatchObject([{ connection: "just-live" }]);
  });

  it("is in the journal before it is reported as taken", async () => {
    const { entered, reports, order } = await poll(() => [row()]);
    expect(order).toEqual(["journal", "nudge", "odoo"]);
    expect(reports).toEqual([{ id: 1, status: "taken" }]);
    expect(entered).toMatchObject([
      {
        direction: "outbound",
        connection: "tiny",
        flow: "send",
        lane: "critical",
        type: "Order",
        number: "P00007",
        key: "purchase.order/7/send/1",
        aggregate: "tiny/P00007",
        links: [{ model: "purchase.order", id: 7 }],
        state: "queued",
        traceId,
        input: { type: "OutboxTrigger", event: "order.confirmed", model: "purchase.order", id: 7 },
      },
    ]);
  });

  it("gets a trace ID if Odoo has none", async () => {
    expect((await poll(() => [row({ traceId: "" })])).entered[0]?.traceId).toBe("f".repeat(32));
  });

  it.each([
    ["its connection is gone", { connection: "gone" }, /switched off or no longer exists/],
    ["it names no connection", { connection: null }, /switched off or no longer exists/],
    ["it is about no record", { model: null }, /./],
    ["no flow sends it", { event: "order.unheard" }, /No flow sends documents for the event “order.unheard”/],
  ] as const)("is refused with a text when %s; the next row is taken", async (_what, given, message) => {
    const { entered, reports } = await poll(() => [row(given), row({ id: 2 })]);
    expect(inEnglish(reports)).toEqual([
      { id: 1, status: "refused", message: expect.stringMatching(message) },
      { id: 2, status: "taken" },
    ]);
    expect(entered).toHaveLength(1);
  });

  it("is not reported when the journal does not store it: Odoo returns it again", async () => {
    const insertDocument = () => Promise.reject(new Error("journal away"));
    const { reports } = await poll(() => [row()], { insertDocument });
    expect(reports).toEqual([]);
  });
});

describe("a command of Odoo's outbox", () => {
  it("is executed, then reported as taken", async () => {
    const wish = command("replay", { arguments: { by: "Ann" } });
    const { commands, reports, entered } = await poll(() => [wish]);
    expect(commands).toEqual([wish]);
    expect(reports).toEqual([{ id: 1, status: "taken" }]);
    expect(entered).toEqual([]);
  });

  it("is refused with the reason when it cannot be executed; the next row is taken", async () => {
    const { reports } = await poll(() => [command("explode"), command("replay", { id: 2 })]);
    expect(inEnglish(reports)).toEqual([
      { id: 1, status: "refused", message: expect.stringContaining("explode") },
      { id: 2, status: "taken" },
    ]);
  });
});

describe("the poll detects the state of Odoo", () => {
  it.each([
    ["unavailable", ["open", "close"]],
    ["refused", []],
    ["conflict", []],
  ] as const)("a failure of kind %s, then an answer: %j", async (kind, heard) => {
    const test = await poll(() => {
      throw new OdooFailure(kind, textTerm("x"));
    });
    expect(test.heard).toEqual(heard);
    expect(test.reports).toEqual([]);
  });
});

describe("the polling of Odoo", () => {
  /** Starts a poll with an interval of an hour, and counts the calls. The clock is fixed. */
  function slowly(take: () => OutboxRow[] = () => []) {
    const seen = { takes: 0 };
    const breaker = testBreaker();
    const loop = startOutbox(
      {
        journal: { insertDocument: async () => null },
        carryOut: async () => null,
        odoo: {
          outboxTake: async () => {
            seen.takes += 1;
            return take();
          },
          outboxReport: async () => {},
        },
        refreshConnections: async () => {},
        connections: createConnections({ version: "1", connections: [tinyConnection()] }),
        flows: [sends],
        breaker,
        newTraceId: () => traceId,
        clock: () => new Date("2026-11-20T10:00:00Z"),
        onTaken: () => {},
        log: recordedLog(),
      },
      3_600_000,
    );
    return { loop, seen, breaker };
  }

  it("is immediate after a nudge, whatever the interval", async () => {
    const { loop, seen } = slowly();
    await eventually("the first look", () => seen.takes === 1);
    loop.nudge();
    await eventually("another look", () => seen.takes === 2);
    await loop.stop();
  });

  it("is immediate when a probe of an unreachable Odoo is due, whatever the interval", async () => {
    let fails = true;
    const { loop, seen, breaker } = slowly(() => {
      if (fails) throw new OdooFailure("unavailable", textTerm("away"));
      return [];
    });
    await eventually("some probes", () => seen.takes > 1 && breaker.isOpen());
    fails = false;
    await eventually("it is back", () => !breaker.isOpen());
    await loop.stop();
  });

  it("is repeated immediately while there is more than one call returns", async () => {
    let left = 2;
    const full = Array.from({ length: 50 }, (_, index) => row({ id: index + 1 }));
    const { loop, seen } = slowly(() => (left-- > 0 ? full : []));
    await eventually("the rest is taken", () => seen.takes === 3);
    await loop.stop();
  });
});

describe("a row that the journal refuses", () => {
  it("is refused to Odoo with a text, and the following ones are taken", async () => {
    const { reports } = await poll(() => [row(), row({ id: 2, key: "purchase.order/8/send/1" })], {
      insertDocument: async ({ key }) => {
        if (key.includes("/7/"))
          throw asJournalFailure(Object.assign(new Error("too large"), { code: "54000" }));
        return "id";
      },
    });
    expect(inEnglish(reports)).toMatchObject([
      { id: 1, status: "refused", message: expect.stringContaining("an error in Suture") },
      { id: 2, status: "taken" },
    ]);
  });
});
