import { randomUUID } from "node:crypto";
import amqp from "amqplib";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { placeOrder } from "../../dev/clients/purchasing.ts";
import { amqpUrl } from "../../dev/environment/rabbitmq.ts";
import { world } from "../support/world.ts";
import { orderResponse } from "../support/x12-text.ts";

type Summary = { id: string; status: string };

describe("publishing to suture.inbound", () => {
  let connection: amqp.ChannelModel;
  let channel: amqp.ConfirmChannel;
  beforeAll(async () => {
    connection = await amqp.connect(inject("environment").connections["edi-harbor"].amqpUrl);
    channel = await connection.createConfirmChannel();
  });
  afterAll(() => connection.close());

  async function publish(body: string, routingKey: string, options: amqp.Options.Publish): Promise<void> {
    channel.publish("suture.inbound", routingKey, Buffer.from(body), {
      persistent: true,
      mandatory: true,
      ...options,
    });
    await channel.waitForConfirms();
  }

  /** Publishes as a user without topic permissions. */
  async function asAdministrator(body: string, routingKey: string, options: amqp.Options.Publish) {
    const client = await amqp.connect(amqpUrl(world().place, "suture_admin"));
    const other = await client.createConfirmChannel();
    other.publish("suture.inbound", routingKey, Buffer.from(body), {
      persistent: true,
      mandatory: true,
      ...options,
    });
    await other.waitForConfirms();
    await client.close();
  }

  /** The message that the publication became: the only one of its trace. */
  const arrived = (traceId: string) =>
    eventually("the message is in the journal", async () => {
      const { body } = await world().sidecar.operator<{ messages: (Summary & { traceId: string })[] }>(
        "GET",
        "/v1/messages?limit=200",
      );
      return body.messages.find((message) => message.traceId === traceId);
    });
  const trace = () => randomUUID().replaceAll("-", "");
  const traceparent = (traceId: string) => `00-${traceId}-${traceId.slice(0, 16)}-01`;

  it("accepts raw EDI by its header, applies it, and publishes an event with the outcome", async () => {
    const { odoo, settled, control } = world();
    const order = await placeOrder(odoo, {
      supplier: "Harbor Medical Supply",
      lines: [{ item: "NF-1001", quantity: 7 }],
    });
    const answers = [["IQ", "6", "BX"]];
    const text = orderResponse(
      order.name,
      [{ line: 1, quantity: 7, price: 9.4, item: "HM-10040", answers }],
      { control: control() },
    );
    const traceId = trace();
    const headers = { "suture-connection": "edi-harbor", traceparent: traceparent(traceId) };
    await publish(text, "edi.edi-harbor.855", { contentType: "application/edi-x12", headers });
    await settled((await arrived(traceId)).id, "done");
    const lines = await odoo.searchRead(
      "purchase.order.line",
      [["order_id", "=", order.id]],
      ["product_qty"],
    );
    expect(lines).toMatchObject([{ product_qty: 6 }]);
  });

  it("accepts a canonical document as a CloudEvent", async () => {
    const { odoo, settled } = world();
    const order = await placeOrder(odoo, {
      supplier: "Harbor Medical Supply",
      lines: [{ item: "NF-1001", quantity: 7 }],
    });
    const id = randomUUID();
    const data = {
      type: "OrderResponse",
      id: `R-${id}`,
      orderReference: order.name,
      response: "accepted",
      lines: [],
    };
    const event = {
      specversion: "1.0",
      id,
      source: "urn:supplier:harbor",
      type: "health.suture.order-response.v1",
      data,
    };
    const traceId = trace();
    const options = {
      contentType: "application/cloudevents+json",
      messageId: id,
      headers: { traceparent: traceparent(traceId) },
    };
    await publish(JSON.stringify(event), "edi.edi-harbor.order-response", options);
    await settled((await arrived(traceId)).id, "done");
  });

  it("turns a message for an unknown connection into an exception with its evidence, and continues", async () => {
    const { settled } = world();
    const traceId = trace();
    const headers = { "suture-connection": "edi-nobody", traceparent: traceparent(traceId) };
    await asAdministrator(`stray ${traceId}`, "edi.edi-nobody.x", { contentType: "text/plain", headers });
    const message = await settled((await arrived(traceId)).id, "attention");
    expect(message.documents[0]?.reasonCode).toBe("UNKNOWN_PARTNER");
  });

  it.each([
    ["billing", "edi.edi-harbor.855"],
    ["billing", "billing.ehr.event"],
    ["billing", "erp.edi-harbor.855"],
    ["edi-harbor", "edi.edi-summit.855"],
    ["edi-harbor", "edi.edi-harbor-2.855"],
    ["ehr", "ehr.edi-harbor.adt"],
  ] as const)(
    "lets the system of %s publish for its own connection only, not under %s",
    async (who, routingKey) => {
      const client = await amqp.connect(inject("environment").connections[who].amqpUrl);
      client.on("error", () => {});
      const other = await client.createConfirmChannel();
      const refused = new Promise<Error>((resolve) => other.once("error", resolve));
      other.publish("suture.inbound", routingKey, Buffer.from("x"), {}, () => {});
      expect((await refused).message).toMatch(/ACCESS_REFUSED/);
      await client.close();
    },
  );

  it.each([
    ["a header of another connection", "billing.billing.event", { headers: { "suture-connection": "ehr" } }],
    ["a key of another world", "edi.ehr.adt", {}],
    ["the key of the ERP", "erp.edi-harbor.855", {}],
    ["a user of another connection", "ehr.ehr.adt", { userId: "suture_admin" }],
    [
      "a header that has no end",
      "edi.edi-harbor.855",
      { headers: { "suture-connection": "x".repeat(4000) } },
    ],
  ])("turns a message for no connection into an exception: %s", async (_what, routingKey, options) => {
    const traceId = trace();
    const headers = { traceparent: traceparent(traceId), ...("headers" in options && options.headers) };
    await asAdministrator(`stray ${traceId}`, routingKey, { ...options, headers });
    const message = await world().settled((await arrived(traceId)).id, "attention");
    expect(message.documents[0]?.reasonCode).toBe("UNKNOWN_PARTNER");
    const { body } = await world().sidecar.operator<{ messages: Summary[] }>("GET", "/v1/messages?limit=200");
    expect(body.messages.find(({ id }) => id === message.id)).toMatchObject({ connection: null });
  });

  it("stores an event with an overlong id as evidence, and accepts the next message", async () => {
    const { settled } = world();
    const event = {
      specversion: "1.0",
      source: "urn:supplier:harbor",
      type: "health.suture.order-response.v1",
    };
    const [first, second] = [trace(), trace()];
    const contentType = "application/cloudevents+json";
    const publishOne = (id: string, traceId: string) =>
      publish(JSON.stringify({ ...event, id, data: {} }), "edi.edi-harbor.order-response", {
        contentType,
        headers: { traceparent: traceparent(traceId) },
      });
    await publishOne(`${first}${"x".repeat(12_000)}`, first);
    await publishOne(second, second);
    const reasons = [];
    for (const traceId of [first, second])
      reasons.push((await settled((await arrived(traceId)).id, "attention")).documents[0]?.reasonCode);
    expect(reasons).toEqual(["UNREADABLE", "SCHEMA_INVALID"]);
  });

  it("is the only permission of a publisher", async () => {
    const other = await connection.createChannel();
    other.on("error", () => {});
    await expect(other.checkQueue("suture.inbound").then(() => other.get("suture.inbound"))).rejects.toThrow(
      /ACCESS_REFUSED/,
    );
  });
});
