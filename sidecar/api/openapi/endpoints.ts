import { z } from "zod";
import { billingEvent } from "../../codecs/billing/read.ts";
import { canonicalDocument } from "../../documents/document.ts";
import { documentEvent } from "../../formats/cloudevents/document-event.ts";
import { BATCH_CONTENT_TYPE, EVENT_CONTENT_TYPE } from "../../formats/cloudevents/format.ts";
import { ACCEPTED } from "./common.ts";
import type { Content, RouteDescription } from "./description.ts";
import { eventExample, examples } from "./examples.ts";

/** The descriptions of the routes that receive messages: files, webhooks, CloudEvents. */

const TAG = "Send messages";

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
  summary: "Deliver a file",
  description:
    "The body is the unchanged file; its content determines the format. Each interchange becomes a separate message. `Content-Encoding` gzip, deflate or br is supported. The limit SUTURE_MAX_BODY_BYTES applies after decompression.",
  callers: ["connectionKey"],
  body: {
    required: true,
    content: {
      "application/edi-x12": {
        description:
          "X12 810, 820, 824, 832, 846, 852, 855, 856, 861, 865, 867, 944, 945, 997 or 999. The sets that are understood are listed in docs/formats.md.",
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
    "slow-body",
    "body-too-large",
    "unsupported-encoding",
    "unreadable",
    "too-many-requests",
    "not-ready",
    "connection-paused",
  ],
};

const webhooks: RouteDescription = {
  method: "post",
  path: "/v1/webhooks/{connection}",
  tag: TAG,
  summary: "Deliver a webhook",
  description:
    "One event per request, signed according to Standard Webhooks 1.0 with the connection's secret. A connection of the kind Billing expects the events below, whatever the `Content-Type`; for other kinds, the header determines the format.",
  callers: ["webhookSignature"],
  headers: {
    "webhook-id": {
      required: true,
      description:
        "The same value at every attempt; visible ASCII without a full stop, at most 256 characters.",
    },
    "webhook-timestamp": {
      required: true,
      description: "Seconds since 1970. The difference from the sidecar's time must not exceed 300.",
    },
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
    "slow-body",
    "body-too-large",
    "unsupported-encoding",
    "unreadable",
    "too-many-requests",
    "not-ready",
    "connection-paused",
  ],
};

const events: RouteDescription = {
  method: "post",
  path: "/v1/events",
  tag: TAG,
  summary: "Publish CloudEvents",
  description:
    "CloudEvents 1.0 of the connection that owns the key: structured, in a batch, or in binary mode (JSON of the document in the body, the attributes in the headers `ce-…`). `source` and `id` identify duplicates. Each event of a batch is a separate message; an invalid one is `unreadable` and does not affect the others. If one event has another source, the whole body is refused.",
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
    "slow-body",
    "body-too-large",
    "unsupported-encoding",
    "unsupported-media-type",
    "unreadable",
    "too-many-requests",
    "not-ready",
    "connection-paused",
  ],
};

export const endpointDescriptions: readonly RouteDescription[] = [edi, webhooks, events];
