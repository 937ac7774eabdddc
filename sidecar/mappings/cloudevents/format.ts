import { readCloudEvent } from "../../codecs/cloudevents/read.ts";
import { canonicalDocument } from "../../documents/document.ts";
import { type Decoded, type DecodedDocument, EncodingFailure, type Format } from "../format.ts";
import { problemOf, validated } from "../mapping.ts";

const CONTENT_TYPE = "application/cloudevents+json";

/** Systems that speak our own documents: a CloudEvent `health.suture.<document>.v1` whose data is one. Read only. */
export const cloudEvents: Format = {
  code: "cloudevents",
  recognises: (_bytes, contentType) => contentType === CONTENT_TYPE,
  split(bytes) {
    const result = readCloudEvent(bytes);
    const whole = { start: 0, end: bytes.length };
    if ("fault" in result) return [{ ...whole, identity: null, unreadable: result.fault }];
    // CloudEvents 3.1.1: source and id together tell one event from another.
    return [{ ...whole, identity: `cloudevents/${result.event.source}/${result.event.id}` }];
  },
  decode: (bytes) => decode(bytes),
  writes: () => false,
  encode: () => Promise.reject(unwritable()),
  encodeReply: () => Promise.reject(unwritable()),
};

const unwritable = () =>
  new EncodingFailure(
    problemOf("UNSUPPORTED_DOCUMENT", "format", "CloudEvents are read, not written, on a connection."),
  );

function decode(bytes: Uint8Array): Decoded {
  const result = readCloudEvent(bytes);
  if ("fault" in result)
    return { documents: [], replies: [], problem: problemOf("UNREADABLE", "event", result.fault) };
  return { documents: [documentOf(bytes, result.event.type, result.event.data)], replies: [] };
}

function documentOf(bytes: Uint8Array, type: string, data: unknown): DecodedDocument {
  const common = { key: "1", code: type, controlReference: null, start: 0, end: bytes.length };
  const name = /^health\.suture\.([a-z-]+)\.v1$/.exec(type)?.[1];
  if (name === undefined)
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
  if (kebab(mapped.document.type) !== name)
    return {
      ...common,
      problem: problemOf("SCHEMA_INVALID", "type", "The event's type and its document's type differ."),
    };
  return { ...common, document: mapped.document };
}

/** "OrderResponse" is "order-response" in the type of an event. */
const kebab = (type: string): string => type.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();
