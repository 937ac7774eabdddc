import { type CloudEventPart, readCloudEvents } from "../../codecs/cloudevents/read.ts";
import { LONGEST, tooLong } from "../../documents/limits.ts";
import type { Part } from "../format.ts";
import { say } from "./terms.ts";

/**
 * Splits a body into its events: a single event, or the events of a batch. A body or an event that cannot be read is returned as
 * an unreadable part.
 */
export function splitEvents(bytes: Uint8Array): readonly Part[] {
  const result = readCloudEvents(bytes);
  if ("fault" in result) return [{ start: 0, end: bytes.length, identity: null, unreadable: result.fault }];
  return result.events.map(partOf);
}

/**
 * Returns an event as a part of the body. The identity of the part is the combination of source and ID (CloudEvents 1.0.2
 * §3.1.1).
 */
function partOf({ start, end, ...result }: CloudEventPart): Part {
  if ("fault" in result) return { start, end, identity: null, unreadable: result.fault };
  const { id, source, type } = result.event;
  const long = tooLong({
    id: [id, LONGEST.eventId],
    source: [source, LONGEST.eventSource],
    type: [type, LONGEST.eventType],
  });
  if (long !== null) return { start, end, identity: null, unreadable: say("name-too-long", long) };
  return { start, end, identity: `cloudevents/${source}/${id}` };
}
