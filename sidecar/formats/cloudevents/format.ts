import { canonicalDocument } from "../../documents/document.ts";
import type { MessageKind } from "../declaration.ts";
import type { Format } from "../format.ts";
import { jsonLines } from "../shared/json-lines.ts";
import { describeJson } from "../shared/json-source-view.ts";
import { recognisedBy } from "../shared/recognise.ts";
import { documentEvent } from "./document-event.ts";
import { eventType } from "./event-type.ts";
import { cloudEventsOptions } from "./options.ts";
import { readEvent } from "./reader.ts";
import { splitEvents } from "./split.ts";
import { say } from "./terms.ts";
import { unwritable, writeCloudEvent } from "./writer.ts";

/** The media type of a body with a single event. */
export const EVENT_CONTENT_TYPE = "application/cloudevents+json";
/** The media type of a body with a batch of events. Each event of a batch becomes a separate message. */
export const BATCH_CONTENT_TYPE = "application/cloudevents-batch+json";

const types = canonicalDocument.options.map(({ shape }) => shape.type.value);

/**
 * The format of CloudEvents that have the type `health.suture.<document>.v1` and contain a canonical document as their data. All
 * document types can be read; only encounters can be written.
 */
export const cloudEvents: Format = {
  code: "cloudevents",
  label: "CloudEvents",
  mediaTypes: [EVENT_CONTENT_TYPE, BATCH_CONTENT_TYPE],
  kinds: "all",
  versions: [{ code: "1.0", label: "1.0" }],
  defaultVersion: "1.0",
  reads: types,
  writes: ["Encounter"],
  messages: [
    ...types.map((type): MessageKind => ({ name: eventType(type), documentType: type, direction: "in" })),
    { name: eventType("Encounter"), documentType: "Encounter", direction: "out" },
  ],
  options: cloudEventsOptions,
  rules: [],
  endpoints: ["events"],
  published: {
    title: "A document as a CloudEvent",
    summary:
      "health.suture.<document>.v1 with a canonical document as data. A list of events is accepted as well.",
    content: { name: "DocumentEvent", schema: documentEvent },
  },
  recognises: recognisedBy([EVENT_CONTENT_TYPE, BATCH_CONTENT_TYPE]),
  split: splitEvents,
  decode: readEvent,
  describe: describeJson,
  lines: jsonLines,
  expected: say("expected"),
  encode: writeCloudEvent,
  encodeReply: () => Promise.reject(unwritable()),
};
