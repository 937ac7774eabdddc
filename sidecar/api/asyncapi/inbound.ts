import type { z } from "zod";
import { billingEvent } from "../../codecs/billing/read.ts";
import { canonicalDocument } from "../../documents/document.ts";
import { BILLING_CONTENT_TYPE } from "../../formats/billing/format.ts";
import { EVENT_CONTENT_TYPE } from "../../formats/cloudevents/format.ts";
import { documentEvent, eventExample } from "../openapi/endpoints.ts";
import { examples } from "../openapi/examples.ts";
import type { ChannelMessage } from "./channel-message.ts";

const text = (description: string) => ({ type: "string", description });

const headers = {
  type: "object",
  properties: {
    "suture-connection": text("The connection's code, as in the second word of the routing key; optional."),
    traceparent: text("W3C Trace Context; used if valid."),
  },
} as const;

/** Returns the messages that other systems may publish to `suture.inbound`, and the schemas to which they refer. */
export function inboundMessages(): {
  readonly messages: Readonly<Record<string, ChannelMessage>>;
  readonly schemas: Readonly<Record<string, z.ZodType>>;
} {
  return {
    schemas: { Document: canonicalDocument, DocumentEvent: documentEvent, BillingEvent: billingEvent },
    messages: {
      documentEvent: {
        name: "documentEvent",
        title: "A document as a CloudEvent",
        summary:
          "health.suture.<document>.v1 with a canonical document as data. A list of events is accepted as well.",
        contentType: EVENT_CONTENT_TYPE,
        headers,
        payload: { $ref: "#/components/schemas/DocumentEvent" },
        examples: [{ payload: eventExample("OrderResponse") }],
      },
      x12: {
        name: "x12",
        title: "X12",
        summary: "A file as it would be sent over HTTP.",
        contentType: "application/edi-x12",
        headers,
        payload: text("X12 850, 855, 810, 997 or 999, versions 004010 and 005010."),
        examples: [{ payload: examples.x12.answer }],
      },
      hl7v2: {
        name: "hl7v2",
        title: "HL7 v2",
        summary: "Messages without MLLP framing.",
        contentType: "application/hl7-v2",
        headers,
        payload: text("ADT or RDS, or any message with supply segments."),
        examples: [{ payload: examples.hl7.dispense }],
      },
      billingEvent: {
        name: "billingEvent",
        title: "An event of the billing system",
        summary: "Invoices and payments; here the event's id identifies duplicates.",
        contentType: BILLING_CONTENT_TYPE,
        headers,
        payload: { $ref: "#/components/schemas/BillingEvent" },
        examples: [{ payload: examples.billing["invoice.issued"] }],
      },
    },
  };
}
