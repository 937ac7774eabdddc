import { z } from "zod";
import type { Term } from "../../terms/term.ts";
import { jsonFault, readJson } from "../json.ts";
import { say } from "../terms.ts";
import { elementRanges } from "./elements.ts";

/** A CloudEvent 1.0 in structured JSON mode, with the members that are used here (CloudEvents JSON format, chapter 3). */
export const cloudEvent = z.object({
  specversion: z.literal("1.0"),
  id: z.string().min(1),
  source: z.string().min(1),
  type: z.string().min(1),
  subject: z.string().optional(),
  data: z.unknown(),
});
export type CloudEvent = z.infer<typeof cloudEvent>;

export type CloudEventResult = { readonly event: CloudEvent } | { readonly fault: Term };

/** An event in a body, or the fault that prevents reading it, with the byte range of the event. */
export type CloudEventPart = CloudEventResult & { readonly start: number; readonly end: number };

/** The maximum number of events in a body. Each event is stored as a separate message, and all of them in one transaction. */
export const MAXIMUM_EVENTS = 1000;

/**
 * Parses an event in structured mode. Returns the event, or a fault that names the invalid attributes, but never their values.
 */
export function readCloudEvent(bytes: Uint8Array): CloudEventResult {
  const read = contentOf(bytes);
  return "fault" in read ? read : eventOf(read.content);
}

/**
 * Parses a body with a single event or a list of events, which may be empty (CloudEvents JSON format, chapter 4 "JSON Batch
 * Format"). The events of a list are parsed one by one, so each invalid event has its own fault. If the body is not JSON or
 * contains too many events, the result is a single fault.
 */
export function readCloudEvents(
  bytes: Uint8Array,
): { readonly events: readonly CloudEventPart[] } | { readonly fault: Term } {
  const read = contentOf(bytes);
  if ("fault" in read) return read;
  const { content } = read;
  if (!Array.isArray(content)) return { events: [{ ...eventOf(content), start: 0, end: bytes.length }] };
  if (content.length > MAXIMUM_EVENTS) return { fault: say("too-many-events", { most: MAXIMUM_EVENTS }) };
  return { events: elementRanges(bytes).map((range, index) => ({ ...eventOf(content[index]), ...range })) };
}

function contentOf(bytes: Uint8Array): { readonly content: unknown } | { readonly fault: Term } {
  const read = readJson(bytes);
  return "fault" in read ? { fault: jsonFault(read.fault) } : read;
}

function eventOf(content: unknown): CloudEventResult {
  const parsed = cloudEvent.safeParse(content);
  if (parsed.success) return { event: parsed.data };
  const names = parsed.error.issues.map((issue) => issue.path.join(".") || "event");
  return {
    fault: say("attributes-invalid", { names: { all: [...new Set(names)] } }),
  };
}
