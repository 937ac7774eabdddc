import { z } from "zod";
import { documentEvent } from "../../formats/cloudevents/document-event.ts";
import { EVENT_CONTENT_TYPE } from "../../formats/cloudevents/format.ts";
import type { RouteDescription } from "./description.ts";
import { examples } from "./examples.ts";

const deliveredEvent = documentEvent.extend({
  id: z.string().describe("With source, the same whenever it is sent again."),
  source: z.string().describe("The sender: our identifier on the connection, or the connection."),
});

/** The requests that the sidecar sends to the address of an HTTPS route, described as OpenAPI webhooks. */
export const OUTGOING: Readonly<Record<string, RouteDescription>> = {
  delivery: {
    method: "post",
    path: "delivery",
    tag: "Deliveries",
    summary: "Outgoing files",
    description:
      "Sent to the address of the connection, with the agreed `Authorization`. Any 2xx status accepts it. After 408, 425, 429 and 5xx it is retried, for 24 hours by default; any other status raises an exception. Redirects are not followed.",
    callers: [],
    headers: {
      "idempotency-key": { required: true, description: "The same at every attempt." },
    },
    body: {
      required: true,
      content: {
        "application/edi-x12": { description: "An 850, or a TA1, 997 or 999." },
        [EVENT_CONTENT_TYPE]: {
          name: "DeliveredEvent",
          schema: deliveredEvent,
          examples: { "an encounter, for billing": examples.encounterEvent },
        },
      },
    },
    answers: { 200: { description: "Accepted. Any 2xx status means this." } },
    problems: [],
  },
};
