import { type CloudEventPart, readCloudEvents } from "../../codecs/cloudevents/read.ts";
import { LONGEST, tooLong } from "../../documents/limits.ts";
import type { Part } from "../format.ts";
import { say } from "./terms.ts";

/** Cuts a body into its events: one, or those of a batch. */
export function splitEvents(bytes: Uint8Array): readonly Part[] {
  const result = readCloudEvents(bytes);
  if ("fault" in result) return [{ start: 0, end: bytes.length, identity: null, unreadable: result.fault }];
  return result.events.map(partOf);
}

/** Returns the part of one event. Source and id together identify an event (CloudEvents 1.0.2 §3.1.1). */
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
