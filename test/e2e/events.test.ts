import { randomUUID } from "node:crypto";
import { describe, expect, inject, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { placeOrder } from "../../dev/clients/purchasing.ts";
import type { Taken } from "../../dev/clients/sidecar.ts";
import { onlyMessage, world } from "../support/world.ts";

const { sidecar, connections } = inject("environment");
const SOURCE = "urn:suture:connection:edi-harbor";

async function publish(headers: Record<string, string>, content: unknown) {
  const response = await fetch(`${sidecar.url}/v1/events`, {
    method: "POST",
    headers: { authorization: `Bearer ${connections["edi-harbor"].key}`, ...headers },
    body: JSON.stringify(content),
  });
  return { status: response.status, body: (await response.json()) as Taken };
}

const structured = { "content-type": "application/cloudevents+json" };
const answerTo = (order: string, id: string) => ({
  specversion: "1.0",
  id,
  source: SOURCE,
  type: "health.suture.order-response.v1",
  data: { type: "OrderResponse", id: `R-${id}`, orderReference: order, response: "accepted", lines: [] },
});
const newOrder = () =>
  placeOrder(world().odoo, {
    supplier: "Harbor Medical Supply",
    lines: [{ item: "NF-1001", quantity: 7 }],
  });

/** The value of a metric's line; 0 when there is none yet. */
async function metric(line: string): Promise<number> {
  const text = await (await fetch(`${sidecar.url}/metrics`)).text();
  return Number(
    text
      .split("\n")
      .find((one) => one.startsWith(`${line} `))
      ?.slice(line.length + 1) ?? 0,
  );
}

describe("POST /v1/events", () => {
  it("accepts an event with the connection's key once, in every mode", async () => {
    const { settled } = world();
    const event = answerTo((await newOrder()).name, randomUUID());
    const first = await publish(structured, event);
    expect(first.status).toBe(202);
    await settled(onlyMessage(first), "done");
    const again = await publish(structured, event);
    expect(again.body.messages).toMatchObject([{ id: onlyMessage(first), status: "duplicate" }]);
  });

  it("accepts events in binary mode and in a batch", async () => {
    const { settled } = world();
    const [one, two, three] = await Promise.all([newOrder(), newOrder(), newOrder()]);
    const { data, ...attributes } = answerTo(one.name, randomUUID());
    const headers = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [`ce-${name}`, value]),
    );
    const binary = await publish({ ...headers, "content-type": "application/json" }, data);
    const batch = await publish({ "content-type": "application/cloudevents-batch+json" }, [
      answerTo(two.name, randomUUID()),
      answerTo(three.name, randomUUID()),
    ]);
    expect([binary.status, batch.status, batch.body.messages.length]).toEqual([202, 202, 2]);
    for (const { id } of [...binary.body.messages, ...batch.body.messages]) await settled(id, "done");
  });

  it("refuses events with another connection's source", async () => {
    const { status } = await publish(structured, {
      ...answerTo("P1", randomUUID()),
      source: "urn:suture:connection:billing",
    });
    expect(status).toBe(403);
  });
});

describe("GET /metrics", () => {
  it("counts received messages, their outcomes, and calls to Odoo", async () => {
    const taken = 'suture_messages_total{door="events",connection="edi-harbor",outcome="accepted"}';
    const done = 'suture_document_attempts_total{state="done",reason=""}';
    const calls = 'suture_odoo_call_duration_seconds_count{call="apply",outcome="ok"}';
    const before = { taken: await metric(taken), done: await metric(done), calls: await metric(calls) };
    const posted = await publish(structured, answerTo((await newOrder()).name, randomUUID()));
    await world().settled(onlyMessage(posted), "done");
    expect(await metric(taken)).toBe(before.taken + 1);
    await eventually("the attempt is counted", async () => (await metric(done)) > before.done);
    expect(await metric(calls)).toBeGreaterThan(before.calls);
    for (const part of ["journal", "broker", "odoo", "configuration"])
      expect(await metric(`suture_part_up{part="${part}"}`)).toBe(1);
  });
});
