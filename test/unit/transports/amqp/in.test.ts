import { describe, expect, it } from "vitest";
import type { Delivered } from "../../../../sidecar/engine/ports/broker.ts";
import { type Arrival, NoRoomError } from "../../../../sidecar/engine/ports/intake.ts";
import type { Rejection } from "../../../../sidecar/engine/ports/journal/access.ts";
import { asJournalFailure } from "../../../../sidecar/journal/failures.ts";
import { amqpIngress } from "../../../../sidecar/transports/amqp/in.ts";
import { createInboundWatch } from "../../../../sidecar/transports/amqp/inbound-watch.ts";
import { recordedLog } from "../../../support/log.ts";

const traceId = "0af7651916cd43dd8448eb211c80319c";
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
const message = (given: Partial<Delivered> = {}): Delivered => ({
  body: Buffer.from("ISA*"),
  routingKey: "edi.edi-harbor.855",
  messageId: "m-1",
  userId: null,
  contentType: "application/edi-x12",
  headers: { traceparent },
  ...given,
});

const KINDS: Readonly<Record<string, string>> = {
  "edi-harbor": "edi",
  billing: "billing",
  ehr: "ehr",
  stores: "wms",
  shop: "other",
};

/** An error as PostgreSQL's client reports it. */
const refusal = (code: string) => asJournalFailure(Object.assign(new Error(`refused: ${code}`), { code }));

/** Receives messages one by one. The intake first fails with the given errors. */
async function takeIn(
  messages: readonly Delivered[],
  given: { failures?: Error[]; evidence?: Error; known?: () => boolean; stopping?: AbortSignal } = {},
) {
  const arrivals: Arrival[] = [];
  const rejections: Rejection[] = [];
  const faults: string[] = [];
  const failures = [...(given.failures ?? [])];
  const log = recordedLog();
  const watch = createInboundWatch(() => new Date(0));
  const { handle, queue } = amqpIngress({
    queue: "suture.inbound",
    intake: async (arrival) => {
      const failure = failures.shift();
      if (failure) throw failure;
      arrivals.push(arrival);
      return [];
    },
    journal: {
      insertRejection: async (rejection) => {
        if (given.evidence) throw given.evidence;
        rejections.push(rejection);
      },
    },
    kindOf: (code) => KINDS[code] ?? null,
    publishers: new Map([["partner", new Set(["edi-harbor", "shop"])]]),
    connectionsKnown: given.known ?? (() => true),
    maximumBytes: 10,
    watch,
    onFault: (fault) => faults.push(fault),
    log,
    retryMs: 1,
  });
  const verdicts = [];
  for (const one of messages)
    verdicts.push(await handle([one], given.stopping ?? new AbortController().signal));
  return { verdicts, queue, arrivals, rejections, faults, log, watch };
}

describe("a message published to suture.inbound", () => {
  it("is received with all its broker properties", async () => {
    const { verdicts, queue, arrivals } = await takeIn([message({ userId: "edi-harbor" })]);
    expect([verdicts, queue]).toEqual([["done"], "suture.inbound"]);
    expect(arrivals).toEqual([
      {
        connection: "edi-harbor",
        transport: "amqp",
        contentType: "application/edi-x12",
        headers: { "message-id": "m-1", "routing-key": "edi.edi-harbor.855", "user-id": "edi-harbor" },
        sender: "edi-harbor",
        body: Buffer.from("ISA*"),
        traceId,
      },
    ]);
  });

  it.each([
    ["empty", Buffer.alloc(0), 400, "empty-body"],
    ["too large", Buffer.alloc(11), 413, "body-too-large"],
  ])("that is %s is refused and recorded", async (_what, body, status, reason) => {
    const { verdicts, arrivals, rejections } = await takeIn([message({ body })]);
    expect(verdicts).toEqual(["done"]);
    expect(arrivals).toEqual([]);
    expect(rejections).toMatchObject([
      { connection: "edi-harbor", transport: "amqp", status, reason, size: body.length, traceId },
    ]);
  });

  it("of the largest size is accepted", async () => {
    expect((await takeIn([message({ body: Buffer.alloc(10) })])).arrivals).toHaveLength(1);
  });
});

describe("the connection of a message", () => {
  const long = "x".repeat(4000);
  it.each([
    // routing key, header, user, connection, fault
    ["edi.edi-harbor.855", undefined, null, "edi-harbor", null],
    ["edi.edi-harbor.855", "edi-harbor", null, "edi-harbor", null],
    ["edi.edi-harbor.855", "", null, "edi-harbor", null],
    ["edi.edi-harbor.855", 7, null, "edi-harbor", null],
    ["edi.edi-harbor", undefined, null, "edi-harbor", null],
    ["edi.har\0bor.855", "har\0bor", null, "har\ufffdbor", null],
    ["ehr.ehr.RDS_O13", "ehr", null, "ehr", null],
    ["ehr.nobody.x", "nobody", null, "nobody", null],
    ["erp.stores.x", undefined, null, "stores", null],
    ["erp.shop.requisition", undefined, "partner", "shop", null],
    ["edi.edi-harbor.855", undefined, "edi-harbor", "edi-harbor", null],
    ["edi.edi-harbor.855", undefined, "partner", "edi-harbor", null],
    ["edi", undefined, null, null, "no-connection"],
    ["", undefined, null, null, "no-connection"],
    ["edi..855", undefined, null, null, "no-connection"],
    ["edi", "edi-harbor", null, null, "header-differs"],
    ["edi.edi-harbor.855", "edi-other", null, null, "header-differs"],
    ["billing.billing.x", "ehr", null, null, "header-differs"],
    ["billing.ehr.x", "ehr", null, null, "other-world"],
    ["edi.billing.x", undefined, null, null, "other-world"],
    ["erp.edi-harbor.x", undefined, null, null, "other-world"],
    ["erp.ehr.requisition", undefined, null, null, "other-world"],
    ["edi.stores.x", undefined, null, null, "other-world"],
    ["wms.stores.x", undefined, null, null, "unknown-world"],
    ["EDI.edi-harbor.x", undefined, null, null, "unknown-world"],
    ["edi.edi-harbor.855", undefined, "ehr", null, "other-user"],
    ["ehr.ehr.x", undefined, "partner", null, "other-user"],
    ["edi.nobody.x", undefined, "somebody", null, "other-user"],
    ["edi.edi-harbor.855", long, null, null, "connection-too-long"],
    [`edi.${"x".repeat(201)}.855`, undefined, null, null, "connection-too-long"],
  ])(
    "for key %j, header %j, user %j: connection %j, fault %j",
    async (routingKey, header, userId, connection, fault) => {
      const headers = { traceparent, ...(header !== undefined && { "suture-connection": header }) };
      const { verdicts, arrivals, faults } = await takeIn([message({ routingKey, headers, userId })]);
      expect(verdicts).toEqual(["done"]);
      expect(arrivals[0]?.connection).toBe(connection);
      expect(faults).toEqual(fault === null ? [] : [fault]);
    },
  );

  it("is stored with the reason for doubt, and logged", async () => {
    const headers = { traceparent, "suture-connection": "ehr" };
    const { arrivals, log } = await takeIn([message({ headers, userId: "partner" })]);
    const evidence = {
      "message-id": "m-1",
      "routing-key": "edi.edi-harbor.855",
      "suture-connection": "ehr",
      "user-id": "partner",
    };
    expect(arrivals).toMatchObject([{ connection: null, headers: evidence, body: Buffer.from("ISA*") }]);
    expect(log.entries).toMatchObject([{ level: "warn", fields: { fault: "header-differs", ...evidence } }]);
  });

  it("is not determined before the configuration is known", async () => {
    let asked = 0;
    const { verdicts, arrivals } = await takeIn([message()], { known: () => ++asked > 3 });
    expect(verdicts).toEqual(["done"]);
    expect(asked).toBe(4);
    expect(arrivals).toHaveLength(1);
  });
});

describe("a message that cannot be stored", () => {
  const two = [message({ messageId: "1" }), message({ messageId: "2" })];
  const taken = ({ arrivals }: { arrivals: readonly Arrival[] }) =>
    arrivals.map(({ headers }) => headers["message-id"]);

  it.each([
    ["is away", refusal("57P03")],
    [
      "has no connection to it",
      asJournalFailure(Object.assign(new Error("connect"), { code: "ECONNREFUSED" })),
    ],
    ["has no room", new NoRoomError("no room")],
  ])("while the journal %s stays in the broker, however long", async (_what, failure) => {
    const test = await takeIn(two, { failures: Array(100).fill(failure) });
    expect(test.verdicts).toEqual(["done", "done"]);
    expect(taken(test)).toEqual(["1", "2"]);
    expect(test.watch.observe()).toEqual({ stuckSeconds: 0, retries: 100 });
    expect(test.rejections).toEqual([]);
  });

  it.each(["54000", "22P05", "23505", "21000"])(
    "because the journal refuses it (%s) is dead-lettered unchanged and recorded, and the next one is received",
    async (code) => {
      const test = await takeIn(two, { failures: [refusal(code)] });
      expect(test.verdicts).toEqual(["dead", "done"]);
      expect(taken(test)).toEqual(["2"]);
      expect(test.rejections).toMatchObject([
        {
          connection: null,
          transport: "amqp",
          status: 500,
          reason: "not-storable",
          excerpt: Buffer.from("ISA*"),
        },
      ]);
      expect(test.log.entries).toMatchObject([{ level: "error", fields: { traceId } }]);
    },
  );

  it("is dead-lettered also if it cannot be recorded", async () => {
    const test = await takeIn(two, { failures: [refusal("54000")], evidence: refusal("54000") });
    expect(test.verdicts).toEqual(["dead", "done"]);
  });

  it("because of an internal error is retried for a while, then dead-lettered", async () => {
    const test = await takeIn(two, { failures: Array(60).fill(new TypeError("ours")) });
    expect(test.verdicts).toEqual(["dead", "done"]);
    expect((await takeIn(two, { failures: Array(59).fill(new TypeError("ours")) })).verdicts).toEqual([
      "done",
      "done",
    ]);
  });

  it("is returned when the sidecar stops", async () => {
    const stopping = AbortSignal.timeout(20);
    const failures = Array(100_000).fill(refusal("57P03"));
    const { verdicts, arrivals } = await takeIn([message()], { failures, stopping });
    expect(verdicts).toEqual(["again"]);
    expect(arrivals).toEqual([]);
  });
});

describe("the watch over suture.inbound", () => {
  it("reports since when the current message is being received", () => {
    let now = 0;
    const watch = createInboundWatch(() => new Date(now));
    expect(watch.observe()).toEqual({ stuckSeconds: 0, retries: 0 });
    watch.began();
    now = 90_000;
    watch.failed();
    expect(watch.observe()).toEqual({ stuckSeconds: 90, retries: 1 });
    watch.ended();
    expect(watch.observe()).toEqual({ stuckSeconds: 0, retries: 1 });
  });
});
