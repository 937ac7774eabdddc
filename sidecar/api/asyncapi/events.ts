import { z } from "zod";
import { documentWord } from "../../documents/document.ts";
import { encounter } from "../../documents/encounter.ts";
import { reasons } from "../../documents/reason-codes.ts";
import type { ExchangeEventName } from "../../engine/model/exceptions.ts";
import { encounterEvents } from "../../flows/billing/encounter-completed/plan.ts";
import type { CatalogueEntry } from "../../flows/catalogue-entry.ts";

/**
 * An event that is published on `suture.events`: its routing key, its CloudEvents type, its meaning, and the schema of its data.
 */
export type OutgoingEvent = {
  readonly routingKey: string;
  readonly type: string;
  readonly summary: string;
  readonly data: z.ZodObject;
};

/** The schema of the data of an event about a document: identifiers and state, without the document's content. */
export const exchangeData = z.object({
  key: z.string().describe("The document's key; the same in Odoo."),
  messageId: z.uuid().nullable().describe("null for outgoing documents."),
  connection: z.string().nullable(),
  flow: z.string().nullable(),
  documentType: z.string().nullable(),
  documentNumber: z.string().nullable(),
  state: z.string(),
  reasonCode: z
    .enum(Object.keys(reasons) as [keyof typeof reasons])
    .nullable()
    .optional(),
  links: z
    .array(z.object({ model: z.string(), id: z.int(), name: z.string().optional() }))
    .optional()
    .describe("The records in Odoo."),
});

const ofExchanges: Readonly<Record<ExchangeEventName, string>> = {
  "exchange.applied": "An incoming document was applied in Odoo.",
  "exchange.exception": "A document became an exception; reasonCode is the reason.",
  "exchange.resolved":
    "A document that was an exception was applied in Odoo, or an outgoing document was acknowledged late.",
};

const ofEncounters: Readonly<Record<string, string>> = {
  "encounter.completed": "An encounter can be billed. Published once for each encounter.",
  "encounter.corrected":
    "A reported value has changed, or the encounter was completed again after a withdrawal.",
  "encounter.withdrawn": "The discharge or admission of a reported encounter was cancelled.",
};

const event = (routingKey: string, summary: string, data: z.ZodObject): OutgoingEvent => ({
  routingKey,
  type: `health.suture.${routingKey}.v1`,
  summary,
  data,
});

const dispatched = (flows: readonly CatalogueEntry[]) =>
  new Set(
    flows
      .filter(({ direction }) => direction === "outbound")
      .map(({ document_type }) => documentWord(document_type)),
  );

/**
 * Returns all events that may be published on `suture.events`. There is one event for each type of outgoing document, which is
 * derived from the outbound flows.
 */
export const outgoingEvents = (flows: readonly CatalogueEntry[]): readonly OutgoingEvent[] => [
  ...Object.entries(ofExchanges).map(([key, summary]) => event(key, summary, exchangeData)),
  ...[...dispatched(flows)].map((word) =>
    event(`${word}.dispatched`, "The partner's transport has accepted an outgoing document.", exchangeData),
  ),
  ...[...new Set(Object.values(encounterEvents))].map((key) =>
    event(key, ofEncounters[key] ?? "", encounter),
  ),
];

/**
 * Returns the schema of an event as it is published: a CloudEvents 1.0 event in structured mode, with the extensions partitionkey
 * and traceparent.
 */
export const publishedEvent = ({ type, data }: OutgoingEvent) =>
  z.object({
    specversion: z.literal("1.0"),
    id: z.uuid().describe("Identifies the event, which may arrive twice."),
    type: z.literal(type),
    source: z.string().describe("urn:suture:connection:<code>"),
    subject: z.string().describe("The aggregate: all events of one order have the same value."),
    partitionkey: z.string(),
    time: z.iso.datetime(),
    datacontenttype: z.literal("application/json"),
    traceparent: z.string(),
    data,
  });
