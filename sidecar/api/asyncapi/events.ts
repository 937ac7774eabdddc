import { z } from "zod";
import { documentWord } from "../../documents/document.ts";
import { encounter } from "../../documents/encounter.ts";
import { reasons } from "../../documents/reason-codes.ts";
import type { ExchangeEventName } from "../../engine/model/exceptions.ts";
import { encounterEvents } from "../../flows/billing/encounter-completed/plan.ts";
import { flows } from "../../flows/catalogue.ts";

/** An event of `suture.events`: under which routing key it is published, what it tells, and what its data are. */
export type OutgoingEvent = {
  readonly routingKey: string;
  readonly type: string;
  readonly summary: string;
  readonly data: z.ZodObject;
};

/** What became of a document: numbers and states, nothing of its content. */
export const exchangeData = z.object({
  key: z.string().describe("The document's own key; the same in Odoo."),
  messageId: z.uuid().nullable().describe("null for what we send."),
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
  "exchange.applied": "A document that came in is in Odoo.",
  "exchange.exception": "A document needs a person; reasonCode says why.",
  "exchange.resolved": "A document is in Odoo that had to wait for a retry first.",
};

const ofEncounters: Readonly<Record<string, string>> = {
  "encounter.completed": "An encounter can be billed; once for each encounter.",
  "encounter.corrected": "What was told of it has changed, or it was completed again after a withdrawal.",
  "encounter.withdrawn": "Its discharge or admission was cancelled.",
};

const event = (routingKey: string, summary: string, data: z.ZodObject): OutgoingEvent => ({
  routingKey,
  type: `health.suture.${routingKey}.v1`,
  summary,
  data,
});

const dispatched = new Set(
  flows
    .filter(({ direction }) => direction === "outbound")
    .map(({ documentType }) => documentWord(documentType)),
);

/** Every event there is. Those of outbound flows follow from the catalogue of flows. */
export const outgoingEvents: readonly OutgoingEvent[] = [
  ...Object.entries(ofExchanges).map(([key, summary]) => event(key, summary, exchangeData)),
  ...[...dispatched].map((word) =>
    event(`${word}.dispatched`, "The partner's transport has taken a document of ours.", exchangeData),
  ),
  ...[...new Set(Object.values(encounterEvents))].map((key) =>
    event(key, ofEncounters[key] ?? "", encounter),
  ),
];

/** The event as it is published (CloudEvents 1.0 in structured mode, with the extensions partitionkey and traceparent). */
export const publishedEvent = ({ type, data }: OutgoingEvent) =>
  z.object({
    specversion: z.literal("1.0"),
    id: z.uuid().describe("An event may come twice: this tells."),
    type: z.literal(type),
    source: z.string().describe("urn:suture:connection:<code>"),
    subject: z.string().describe("What it is about: events of one order have the same."),
    partitionkey: z.string(),
    time: z.iso.datetime(),
    datacontenttype: z.literal("application/json"),
    traceparent: z.string(),
    data,
  });
