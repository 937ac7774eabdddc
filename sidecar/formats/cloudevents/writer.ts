import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { CanonicalDocument } from "../../documents/document.ts";
import type { Encounter } from "../../documents/encounter.ts";
import { type EncodeContext, type Encoded, EncodingFailure } from "../format.ts";
import { problemOf } from "../mapping.ts";
import { eventType } from "./event-type.ts";
import { say } from "./terms.ts";

const CONTENT_TYPE = "application/cloudevents+json";

/**
 * Writes an encounter as a CloudEvent 1.0 in structured mode. The source and ID let the billing system detect duplicates
 * (§3.1.1).
 * @throws EncodingFailure for another document type, or if the encounter has no version
 */
export async function writeCloudEvent(document: CanonicalDocument, context: EncodeContext): Promise<Encoded> {
  if (document.type !== "Encounter") throw unwritable();
  const type = eventType(document.type);
  const id = eventId(document);
  const event = {
    specversion: "1.0",
    id,
    source: sourceOf(context.connection),
    type,
    subject: document.id,
    time: new Date(context.now).toISOString(),
    datacontenttype: "application/json",
    data: document,
  };
  return {
    code: type,
    bytes: new TextEncoder().encode(`${JSON.stringify(event)}\n`),
    contentType: CONTENT_TYPE,
    fileName: `${id.replaceAll("/", "-")}.json`,
    control: { eventId: id },
    controlReference: id,
  };
}

/** Returns the error for a document type that cannot be written in this format. */
export const unwritable = () =>
  new EncodingFailure(problemOf("UNSUPPORTED_DOCUMENT", "format", say("document-not-written")));

function eventId({ id, version }: Encounter): string {
  if (version !== undefined) return `encounter/${id}/${version}`;
  throw new EncodingFailure(problemOf("SCHEMA_INVALID", "version", say("version-missing")));
}

/**
 * Returns the `source` of outgoing events: a URN that contains our identifier on the connection or, if there is none, the code of
 * the connection.
 */
function sourceOf({ code, identifiers }: ConnectionProfile): string {
  const ours = identifiers.find(({ owner }) => owner === "us");
  return ours ? `urn:suture:${encodeURIComponent(ours.id.toLowerCase())}` : `urn:suture:connection:${code}`;
}
