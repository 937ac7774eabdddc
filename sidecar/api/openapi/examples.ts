import { readFileSync } from "node:fs";
import { eventType } from "../../formats/cloudevents/event-type.ts";

/**
 * Examples of messages and documents. `dev/generate-openapi-examples.ts` copies them from `fixtures/`, because the sidecar is
 * installed without fixtures.
 */
export const examples = JSON.parse(readFileSync(new URL("examples.json", import.meta.url), "utf8")) as {
  readonly x12: Readonly<Record<"answer" | "invoice", string>>;
  readonly hl7: Readonly<Record<"dispense", string>>;
  readonly billing: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly documents: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly encounterEvent: Readonly<Record<string, unknown>>;
};

/** Returns an example of a CloudEvent that contains the fixture document of this type. */
export const eventExample = (type: string): unknown => ({
  specversion: "1.0",
  id: "answer-1",
  source: "urn:suture:connection:portal",
  type: eventType(type),
  data: examples.documents[type],
});

/** Examples of messages by the code of their format. A format without one is described without an example. */
export const inboundExamples: Readonly<Record<string, unknown>> = {
  cloudevents: eventExample("OrderResponse"),
  x12: examples.x12.answer,
  hl7v2: examples.hl7.dispense,
  billing: examples.billing["invoice.issued"],
};
