import { z } from "zod";
import { jsonFault, readJson } from "../json.ts";

/** A CloudEvent 1.0 in structured JSON mode, as far as it is used here (CloudEvents JSON format, chapter 3). */
const cloudEvent = z.object({
  specversion: z.literal("1.0"),
  id: z.string().min(1),
  source: z.string().min(1),
  type: z.string().min(1),
  subject: z.string().optional(),
  data: z.unknown(),
});
export type CloudEvent = z.infer<typeof cloudEvent>;

export type CloudEventResult = { readonly event: CloudEvent } | { readonly fault: string };

/** Reads an event. A fault names the attribute that is wrong, never its value. */
export function readCloudEvent(bytes: Uint8Array): CloudEventResult {
  const read = readJson(bytes);
  if ("fault" in read) return { fault: `The event ${jsonFault(read.fault)}.` };
  const parsed = cloudEvent.safeParse(read.content);
  if (parsed.success) return { event: parsed.data };
  const names = parsed.error.issues.map((issue) => issue.path.join(".") || "event");
  return {
    fault: `The event's ${[...new Set(names)].join(", ")} is missing or not as CloudEvents 1.0 asks.`,
  };
}
