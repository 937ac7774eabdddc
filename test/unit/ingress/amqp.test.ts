import { describe, expect, it } from "vitest";
import type { Delivered } from "../../../sidecar/broker/consumer.ts";
import type { Arrival } from "../../../sidecar/engine/intake.ts";
import { amqpIngress } from "../../../sidecar/ingress/amqp.ts";
import type { Rejection } from "../../../sidecar/journal/rejections.ts";
import { recordedLog } from "../../support/log.ts";

const traceId = "0af7651916cd43dd8448eb211c80319c";
const message = (given: Partial<Delivered> = {}): Delivered => ({
  body: Buffer.from("ISA*"),
  routingKey: "edi.edi-harbor.855",
  messageId: "m-1",
  contentType: "application/edi-x12",
  headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01` },
  ...given,
});

/** Takes messages in; the journal fails as often as said before it takes one. */
async function takeIn(messages: readonly Delivered[], failures = 0) {
  const arrivals: Arrival[] = [];
  const rejections: Rejection[] = [];
  let left = failures;
  const log = recordedLog();
  const { handle, queue } = amqpIngress({
    intake: async (arrival) => {
      if (left-- > 0) throw new Error("journal away");
      arrivals.push(arrival);
      return [];
    },
    journal: { insertRejection: async (rejection) => void rejections.push(rejection) },
    kindOf: (code) =>
      ({ "edi-harbor": "edi", "edi-other": "edi", billing: "billing", ehr: "ehr" })[code] ?? null,
    maximumBytes: 10,
    log,
  });
  return { verdict: await handle(messages), queue, arrivals, rejections, log };
}

describe("a message published to suture.inbound", () => {
  it("is taken in with all that the broker says about it", async () => {
    const { verdict, queue, arrivals } = await takeIn([message()]);
    expect([verdict, queue]).toEqual(["done", "suture.inbound"]);
    expect(arrivals).toEqual([
      {
        connection: "edi-harbor",
        transport: "amqp",
        contentType: "application/edi-x12",
        headers: { "message-id": "m-1" },
        sender: null,
        body: Buffer.from("ISA*"),
        traceId,
      },
    ]);
  });

  it.each([
    [{ headers: { "suture-connection": "edi-other" } }, "edi-other"],
    [{ headers: { "suture-connection": "" } }, "edi-harbor"],
    [{ headers: { "suture-connection": 7 } }, "edi-harbor"],
    [{ routingKey: "edi" }, null],
    [{ routingKey: "" }, null],
    [{ routingKey: "edi..855" }, null],
    [{ headers: { "suture-connection": "har\0bor" } }, "har\ufffdbor"],
  ])("with %j belongs to connection %s", async (given, connection) => {
    expect((await takeIn([message(given)])).arrivals[0]?.connection).toBe(connection);
  });

  it.each([
    ["a billing system that names the EHR", "billing.billing.x", "ehr", null],
    ["a supplier that names the billing system", "edi.edi-harbor.x", "billing", null],
    ["an EHR on its own", "ehr.ehr.RDS_O13", "ehr", "ehr"],
    ["a connection that is not there", "ehr.nobody.x", "nobody", "nobody"],
    ["the ERP, which speaks for none of the worlds", "erp.edi-harbor.x", "edi-harbor", "edi-harbor"],
  ])(
    "of %s belongs to connection %s by key and header %s: %s",
    async (_who, routingKey, header, connection) => {
      const { arrivals } = await takeIn([message({ routingKey, headers: { "suture-connection": header } })]);
      expect(arrivals[0]?.connection).toBe(connection);
    },
  );

  it.each([
    ["empty", Buffer.alloc(0), 400, "empty-body"],
    ["too large", Buffer.alloc(11), 413, "body-too-large"],
  ])("that is %s is turned away with its evidence", async (_what, body, status, reason) => {
    const { verdict, arrivals, rejections } = await takeIn([message({ body })]);
    expect(verdict).toBe("done");
    expect(arrivals).toEqual([]);
    expect(rejections).toMatchObject([
      { connection: "edi-harbor", transport: "amqp", status, reason, size: body.length, traceId },
    ]);
  });

  it("of the largest size is taken", async () => {
    expect((await takeIn([message({ body: Buffer.alloc(10) })])).arrivals).toHaveLength(1);
  });

  it("stays with the broker until the journal takes it: no verdict before", async () => {
    const { verdict, arrivals, log } = await takeIn(
      [message({ messageId: "1" }), message({ messageId: "2" })],
      1,
    );
    expect(verdict).toBe("done");
    expect(arrivals.map(({ headers }) => headers["message-id"])).toEqual(["1", "2"]);
    expect(log.entries).toMatchObject([{ level: "warn", fields: { error: "Error: journal away" } }]);
  });
});
