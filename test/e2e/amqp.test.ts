import { randomUUID } from "node:crypto";
import amqp from "amqplib";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { placeOrder } from "../../dev/clients/purchasing.ts";
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

  it("takes raw EDI by its header, applies it, and tells what became of it", async () => {
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

  it("takes a canonical document as a CloudEvent", async () => {
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

  it("raises what names no connection that we have, with its evidence, and goes on", async () => {
    const { settled } = world();
    const traceId = trace();
    const headers = { "suture-connection": "edi-nobody", traceparent: traceparent(traceId) };
    await publish(`stray ${traceId}`, "edi.edi-nobody.x", { contentType: "text/plain", headers });
    const message = await settled((await arrived(traceId)).id, "attention");
    expect(message.documents[0]?.reasonCode).toBe("UNKNOWN_PARTNER");
  });

  it("is open to each system under the routing keys of its own world only", async () => {
    const { billing } = inject("environment").connections;
    const client = await amqp.connect(billing.amqpUrl);
    client.on("error", () => {});
    const other = await client.createConfirmChannel();
    const refused = new Promise<Error>((resolve) => other.once("error", resolve));
    other.publish("suture.inbound", "edi.edi-harbor.855", Buffer.from("x"), {}, () => {});
    expect((await refused).message).toMatch(/ACCESS_REFUSED/);
    await client.close();
  });

  it("is all that a publisher may do", async () => {
    const other = await connection.createChannel();
    other.on("error", () => {});
    await expect(other.checkQueue("suture.inbound").then(() => other.get("suture.inbound"))).rejects.toThrow(
      /ACCESS_REFUSED/,
    );
  });
});
