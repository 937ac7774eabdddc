import { readCloudEvent } from "../../codecs/cloudevents/read.ts";
import { canonicalDocument } from "../../documents/document.ts";
import type { Decoded, DecodedDocument } from "../format.ts";
import { problemOf, validator } from "../mapping.ts";
import { unreadableEvent } from "../shared/unreadable-event.ts";
import { eventType } from "./event-type.ts";
import { say } from "./terms.ts";

const toDocument = validator(canonicalDocument);

/** The document code of an event whose type is not supported. */
const NO_CODE = "cloudevents";

/** Reads a message with one event. Returns its document, or the problem that prevents its use. */
export function readEvent(bytes: Uint8Array): Decoded {
  const result = readCloudEvent(bytes);
  if ("fault" in result) return { documents: [], replies: [], problem: unreadableEvent(result.fault) };
  return { documents: [documentOf(bytes, result.event.type, result.event.data)], replies: [] };
}

function documentOf(bytes: Uint8Array, type: string, data: unknown): DecodedDocument {
  const isOurs = /^health\.suture\.[a-z-]{1,40}\.v1$/.test(type);
  // An unknown type can be arbitrary text, so it is not displayed.
  const common = {
    key: "1",
    code: isOurs ? type : NO_CODE,
    controlReference: null,
    start: 0,
    end: bytes.length,
  };
  if (!isOurs)
    return {
      ...common,
      problem: problemOf("UNSUPPORTED_DOCUMENT", "type", say("type-not-supported")),
    };
  const mapped = toDocument(data);
  if ("problem" in mapped) return { ...common, problem: mapped.problem };
  if (eventType(mapped.document.type) !== type)
    return {
      ...common,
      problem: problemOf("SCHEMA_INVALID", "type", say("types-differ")),
    };
  return { ...common, document: mapped.document };
}
