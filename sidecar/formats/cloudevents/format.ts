import { type CloudEventPart, readCloudEvent, readCloudEvents } from "../../codecs/cloudevents/read.ts";
import { canonicalDocument } from "../../documents/document.ts";
import { LONGEST, tooLong } from "../../documents/limits.ts";
import type { Decoded, DecodedDocument, Format, Part } from "../format.ts";
import { problemOf, validated } from "../mapping.ts";
import { describeJson } from "../shared/json-source-view.ts";
import { encodeCloudEvent, unwritable } from "./encode.ts";
import { eventType } from "./event-type.ts";
import { cloudEventsOptions } from "./options.ts";

const CODE = "cloudevents";
/** One event, and a list of events, each of which is a message of its own. */
export const EVENT_CONTENT_TYPE = "application/cloudevents+json";
export const BATCH_CONTENT_TYPE = "application/cloudevents-batch+json";

/** Systems that speak our own documents: a CloudEvent `health.suture.<document>.v1` whose data is one. Written for encounters. */
export const cloudEvents: Format = {
  code: CODE,
  label: "CloudEvents",
  mediaTypes: [EVENT_CONTENT_TYPE, BATCH_CONTENT_TYPE],
  kinds: "all",
  versions: [{ code: "1.0", label: "1.0" }],
  defaultVersion: "1.0",
  reads: canonicalDocument.options.map(({ shape }) => shape.type.value),
  writes: ["Encounter"],
  options: cloudEventsOptions,
  rules: [],
  recognises: (_bytes, contentType) =>
    contentType === EVENT_CONTENT_TYPE || contentType === BATCH_CONTENT_TYPE,
  split(bytes) {
    const result = readCloudEvents(bytes);
    if ("fault" in result) return [{ start: 0, end: bytes.length, identity: null, unreadable: result.fault }];
    return result.events.map(partOf);
  },
  decode: (bytes) => decode(bytes),
  describe: describeJson,
  encode: encodeCloudEvent,
  encodeReply: () => Promise.reject(unwritable()),
};

/** CloudEvents 3.1.1: source and id together tell one event from another. */
function partOf({ start, end, ...result }: CloudEventPart): Part {
  if ("fault" in result) return { start, end, identity: null, unreadable: result.fault };
  const { id, source, type } = result.event;
  const unreadable = tooLong("event", {
    id: [id, LONGEST.eventId],
    source: [source, LONGEST.eventSource],
    type: [type, LONGEST.eventType],
  });
  if (unreadable !== null) return { start, end, identity: null, unreadable };
  return { start, end, identity: `cloudevents/${source}/${id}` };
}

function decode(bytes: Uint8Array): Decoded {
  const result = readCloudEvent(bytes);
  if ("fault" in result)
    return { documents: [], replies: [], problem: problemOf("UNREADABLE", "event", result.fault) };
  return { documents: [documentOf(bytes, result.event.type, result.event.data)], replies: [] };
}

function documentOf(bytes: Uint8Array, type: string, data: unknown): DecodedDocument {
  const isOurs = /^health\.suture\.[a-z-]{1,40}\.v1$/.test(type);
  // Another type may be any text: it is not shown.
  const common = {
    key: "1",
    code: isOurs ? type : CODE,
    controlReference: null,
    start: 0,
    end: bytes.length,
  };
  if (!isOurs)
    return {
      ...common,
      problem: problemOf(
        "UNSUPPORTED_DOCUMENT",
        "type",
        "The event's type is not health.suture.<document>.v1.",
      ),
    };
  const mapped = validated(canonicalDocument, data);
  if ("problem" in mapped) return { ...common, problem: mapped.problem };
  if (eventType(mapped.document.type) !== type)
    return {
      ...common,
      problem: problemOf("SCHEMA_INVALID", "type", "The event's type and its document's type differ."),
    };
  return { ...common, document: mapped.document };
}
