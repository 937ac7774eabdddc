import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { asyncApiDocument } from "../../../sidecar/api/asyncapi/document.ts";
import { eventExamples } from "../../../sidecar/api/asyncapi/event-examples.ts";
import { outgoingEvents, publishedEvent } from "../../../sidecar/api/asyncapi/events.ts";
import { inboundMessages } from "../../../sidecar/api/asyncapi/inbound.ts";
import { topology } from "../../../sidecar/broker/topology.ts";
import { workBroker } from "../../../sidecar/broker/work-broker.ts";
import { exchangeEvent } from "../../../sidecar/engine/model/exceptions.ts";
import type { Unpublished } from "../../../sidecar/engine/ports/journal/messages.ts";
import { startRelay } from "../../../sidecar/engine/receive/relay.ts";
import { catalogue } from "../../../sidecar/flows/catalogue.ts";
import { catalogueEntry } from "../../../sidecar/flows/catalogue-entry.ts";
import { formats as spoken } from "../../../sidecar/formats/registry.ts";
import { linesJson } from "../../formats/lines-json/format.ts";
import { recordedLog } from "../../support/log.ts";
import { queuedDocument } from "../../support/memory-journal.ts";
import { tinyFlow } from "../../support/tiny.ts";
import { filesWith, textOf } from "./route-walk.ts";

const events = outgoingEvents(catalogue);
const document = asyncApiDocument(catalogue, spoken);
const metaSchema = createRequire(import.meta.url).resolve("@asyncapi/specs/schemas/3.0.0-without-$id.json");

function isAsyncApi(content: unknown): unknown[] {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(metaSchema, "utf8")));
  validate(content);
  return validate.errors ?? [];
}

describe("the AsyncAPI document", () => {
  it("is valid by the schema of AsyncAPI 3.0", () => expect(isAsyncApi(document)).toEqual([]));

  it("is refused by the same check when it is invalid", () => {
    expect(isAsyncApi({ ...document, channels: { inbound: { adress: 7 } } })).not.toEqual([]);
  });

  it("names the public exchanges of the topology and no others", () => {
    const named = Object.values(document.channels).map(({ bindings }) => bindings.amqp.exchange);
    expect(named.map(({ name, type }) => ({ name, type }))).toEqual(
      topology().exchanges.filter(({ type }) => type === "topic"),
    );
  });

  it("has no dangling references", () => {
    const { schemas } = document.components as { schemas: object };
    const known = new Set([
      ...Object.keys(schemas).map((name) => `#/components/schemas/${name}`),
      ...Object.keys(document.channels).map((name) => `#/channels/${name}`),
    ]);
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to = ""]) => to);
    expect(references.length).toBeGreaterThan(10);
    expect(references.filter((to) => !known.has(to))).toEqual([]);
  });
});

it("has an event for the documents of every outbound flow of the composition", () => {
  const tiny = catalogueEntry(tinyFlow({ direction: "outbound" }));
  const { channels } = asyncApiDocument([tiny], spoken);
  expect(channels.events.parameters.event?.enum).toContain("acknowledgement.dispatched");
  expect(channels.events.parameters.event?.enum).not.toContain("order.dispatched");
});

describe("what is published to suture.inbound", () => {
  const messages = Object.values(inboundMessages(spoken).messages);

  it.each(messages.map((one) => [one.name, one] as const))(
    "%s: its example is accepted",
    (_name, message) => {
      const [example] = message.examples ?? [];
      const text = typeof example?.payload === "string" ? example.payload : JSON.stringify(example?.payload);
      const format = spoken.find((one) => one.recognises(Buffer.from(text), message.contentType));
      expect(format?.split(Buffer.from(text)).map(({ unreadable }) => unreadable)).toEqual([undefined]);
    },
  );

  it("describes every format", () => {
    expect(messages.map(({ contentType }) => contentType)).toEqual(
      spoken.map(({ mediaTypes }) => mediaTypes[0]),
    );
    expect(messages.every(({ examples }) => examples?.length === 1)).toBe(true);
  });

  it("describes a format of another composition from its declaration alone", () => {
    const { messages: described, schemas } = inboundMessages([linesJson]);
    expect(described).toEqual({
      "lines-json": {
        name: "lines-json",
        title: "Lines of JSON",
        summary: "A message in the format Lines of JSON.",
        contentType: "application/x-lines-json",
        headers: expect.any(Object),
        payload: { type: "string", description: "Lines of JSON: answer." },
      },
    });
    expect(Object.keys(schemas)).toEqual(["Document"]);
    expect(isAsyncApi(asyncApiDocument(catalogue, [...spoken, linesJson]))).toEqual([]);
  });
});

const listed = (routingKey: string) => events.find((one) => one.routingKey === routingKey);

/** Returns what the relay publishes for an event. */
async function relayed(event: Extract<Unpublished, { kind: "event" }>) {
  const published: { key: string; content: unknown }[] = [];
  const broker = workBroker({
    connected: () => true,
    publish: async (_exchange, key, body) => {
      published.push({ key, content: JSON.parse(Buffer.from(body).toString()) });
    },
  });
  let given = false;
  const journal: Parameters<typeof startRelay>[0] = {
    relayOnce: async (_limit, publish) => {
      if (given) return { published: 0, failed: 0 };
      given = true;
      await publish([event]);
      return { published: 1, failed: 0 };
    },
  };
  const loop = startRelay(journal, broker, recordedLog());
  await eventually("the event is published", () => published.length > 0);
  await loop.stop();
  return published[0];
}

describe("what is published to suture.events", () => {
  const subject = queuedDocument({ number: "P1", messageId: "01a1f882-168b-7058-aad3-5f3940b640cd" });
  const links = [{ model: "purchase.order", id: 1, name: "P1" }];

  it.each([
    ["exchange.applied", { state: "done", reasonCode: null, links }],
    ["exchange.exception", { state: "attention", reasonCode: "UNKNOWN_ITEM" }],
    ["exchange.resolved", { state: "done", reasonCode: null, links: [] }],
    ["order.dispatched", { state: "done", links }],
  ] as const)("%s conforms to the document, without further members", async (name, data) => {
    const event = { ...exchangeEvent(name, subject, data), at: new Date("2026-11-20T10:00:00Z") };
    const id = "01a1f882-16e7-7328-ab0b-2872ec71623d";
    const published = await relayed({ kind: "event", id, ...event });
    const described = listed(name);
    expect(published?.key).toBe(name);
    expect(described && publishedEvent(described).parse(published?.content)).toEqual(published?.content);
  });

  it.each(Object.entries(eventExamples))("the example of %s conforms to its schema", (name, example) => {
    const described = listed(name);
    expect(described && publishedEvent(described).parse(example)).toEqual(example);
  });

  it("has a description of every event", () => {
    expect(events.filter(({ summary }) => summary === "")).toEqual([]);
  });

  it("lists the events of every flow: add new ones to asyncapi/events.ts", () => {
    const telling = ["billing/encounter-completed"];
    expect(filesWith("flows", /^\s+events: \[/m)).toEqual(telling.map((flow) => `flows/${flow}/plan.ts`));
    expect(textOf("api/asyncapi/events.ts")).toContain("encounterEvents");
  });
});
