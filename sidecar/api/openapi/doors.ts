import { z } from "zod";
import { billingEvent } from "../../codecs/billing/read.ts";
import { cloudEvent } from "../../codecs/cloudevents/read.ts";
import { canonicalDocument } from "../../documents/document.ts";
import { eventType } from "../../formats/cloudevents/event-type.ts";
import { BATCH_CONTENT_TYPE, EVENT_CONTENT_TYPE } from "../../formats/cloudevents/format.ts";
import { ACCEPTED } from "./common.ts";
import type { Content, RouteDescription } from "./description.ts";
import { examples } from "./examples.ts";

/** The doors that messages come in by: files, webhooks, CloudEvents. */

const TAG = "Hand in";

/** The event of a canonical document, as a connection of ours would send it. */
export const documentEvent = cloudEvent.extend({
  type: z.string().describe("health.suture.<document>.v1"),
  source: z.string().describe("urn:suture:connection:<code> of the connection whose key is shown."),
  time: z.iso.datetime({ offset: true }).optional(),
  datacontenttype: z.string().optional(),
  data: canonicalDocument,
});

/** A fixture's document in its event. */
export const eventExample = (type: string): unknown => ({
  specversion: "1.0",
  id: "answer-1",
  source: "urn:suture:connection:portal",
  type: eventType(type),
  data: examples.documents[type],
});

const eventContent: Content = {
  name: "DocumentEvent",
  schema: documentEvent,
  examples: { "order response": eventExample("OrderResponse"), payment: eventExample("Payment") },
};
const batchContent: Content = {
  name: "DocumentEvents",
  schema: z.array(documentEvent).max(1000),
  examples: { two: [eventExample("OrderResponse"), { ...(eventExample("Payment") as object), id: "pay-1" }] },
};

const edi: RouteDescription = {
  method: "post",
  path: "/v1/edi/{connection}",
  tag: TAG,
  summary: "Hand in a file",
  description:
    "The body is the file as it is; what it is, is told by its content. One message for each interchange. `Content-Encoding` gzip, deflate or br is undone. Within SUTURE_MAX_BODY_BYTES after that.",
  callers: ["connectionKey"],
  body: {
    required: true,
    content: {
      "application/edi-x12": {
        description: "X12 850, 855, 810, 997 or 999.",
        examples: { "order response (855)": examples.x12.answer, "invoice (810)": examples.x12.invoice },
      },
      [EVENT_CONTENT_TYPE]: eventContent,
    },
  },
  answers: { 202: ACCEPTED },
  problems: [
    "empty-body",
    "bad-request",
    "unauthorized",
    "unknown-connection",
    "slow-body",
    "body-too-large",
    "unsupported-encoding",
    "unreadable",
    "too-many-requests",
    "not-ready",
  ],
};

const webhooks: RouteDescription = {
  method: "post",
  path: "/v1/webhooks/{connection}",
  tag: TAG,
  summary: "Deliver a webhook",
  description:
    "One event a request, signed by Standard Webhooks 1.0 with the connection's secret. A connection of the kind Billing speaks the events below, whatever the `Content-Type`; on another kind the header says what the body is.",
  callers: ["webhookSignature"],
  headers: {
    "webhook-id": {
      required: true,
      description: "The same at every attempt; visible ASCII without a full stop, 256 characters at most.",
    },
    "webhook-timestamp": { required: true, description: "Seconds since 1970, at most 300 from our clock." },
  },
  body: {
    required: true,
    content: {
      "application/json": { name: "BillingEvent", schema: billingEvent, examples: examples.billing },
    },
  },
  answers: { 202: ACCEPTED },
  problems: [
    "empty-body",
    "bad-request",
    "unauthorized",
    "unknown-connection",
    "slow-body",
    "body-too-large",
    "unsupported-encoding",
    "unreadable",
    "too-many-requests",
    "not-ready",
  ],
};

const events: RouteDescription = {
  method: "post",
  path: "/v1/events",
  tag: TAG,
  summary: "Publish CloudEvents",
  description:
    "CloudEvents 1.0 of the connection whose key is shown: structured, in a batch, or in binary mode (JSON of the document in the body, the attributes in the headers `ce-…`). `source` and `id` tell repetitions. Each event of a batch is a message of its own; a bad one is `unreadable` and does not keep the others out. One event of another source, and nothing of the body is taken.",
  callers: ["connectionKey"],
  headers: Object.fromEntries(
    ["ce-specversion", "ce-id", "ce-source", "ce-type"].map((name) => [
      name,
      { required: false, description: "In binary mode: the attribute of the event." },
    ]),
  ),
  body: {
    required: true,
    content: {
      [EVENT_CONTENT_TYPE]: eventContent,
      [BATCH_CONTENT_TYPE]: batchContent,
      "application/json": {
        name: "Document",
        schema: canonicalDocument,
        description: "In binary mode.",
        examples: examples.documents,
      },
    },
  },
  answers: { 202: ACCEPTED },
  problems: [
    "empty-body",
    "bad-request",
    "unauthorized",
    "forbidden",
    "unknown-connection",
    "slow-body",
    "body-too-large",
    "unsupported-encoding",
    "unsupported-media-type",
    "unreadable",
    "too-many-requests",
    "not-ready",
  ],
};

export const doorDescriptions: readonly RouteDescription[] = [edi, webhooks, events];
