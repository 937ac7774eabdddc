import { z } from "zod";
import { EVENT_CONTENT_TYPE } from "../../formats/cloudevents/format.ts";
import type { RouteDescription } from "./description.ts";
import { documentEvent } from "./doors.ts";
import { examples } from "./examples.ts";

const deliveredEvent = documentEvent.extend({
  id: z.string().describe("With source, the same whenever it is sent again."),
  source: z.string().describe("Who we are: our identifier on the connection, or the connection."),
});

/** What the sidecar itself posts, to the address of a connection whose route is HTTPS: OpenAPI's webhooks. */
export const OUTGOING: Readonly<Record<string, RouteDescription>> = {
  delivery: {
    method: "post",
    path: "delivery",
    tag: "Deliveries",
    summary: "What we send to you",
    description:
      "Posted to the address of the connection, with the `Authorization` that was agreed. It is repeated until it is taken: any 2xx. 408, 425, 429 and 5xx are tried again, for half a day on average; other answers show it to a person. Redirects are not followed.",
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
    answers: { 200: { description: "Taken. Any 2xx is." } },
    problems: [],
  },
};
