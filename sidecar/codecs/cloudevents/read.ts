import { z } from "zod";

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
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { fault: "The event is not JSON in UTF-8." };
  }
  const parsed = cloudEvent.safeParse(content);
  if (parsed.success) return { event: parsed.data };
  const names = parsed.error.issues.map((issue) => issue.path.join(".") || "event");
  return {
    fault: `The event's ${[...new Set(names)].join(", ")} is missing or not as CloudEvents 1.0 asks.`,
  };
}
