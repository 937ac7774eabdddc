import type { Request } from "express";
import { hasAttributes } from "../../../codecs/cloudevents/binary.ts";
import { BATCH_CONTENT_TYPE, EVENT_CONTENT_TYPE } from "../../../formats/cloudevents/format.ts";

export type EventMode = "structured" | "batched" | "binary";

/**
 * Returns the mode of the CloudEvents HTTP binding (§3) that a request uses, according to its content type and headers. Returns
 * null if it is not an event.
 */
export function modeOf(request: Request): EventMode | null {
  const type = mediaType(request);
  if (type === EVENT_CONTENT_TYPE) return "structured";
  if (type === BATCH_CONTENT_TYPE) return "batched";
  const isJson = type === null || type === "application/json" || type.endsWith("+json");
  return isJson && !type?.startsWith("application/cloudevents") && hasAttributes(attributesOf(request))
    ? "binary"
    : null;
}

/** Returns the content type of a request in lower case and without its parameters, or null if it states none. */
export const mediaType = (request: Request): string | null =>
  request.get("content-type")?.split(";")[0]?.trim().toLowerCase() || null;

/** Returns the `ce-` headers, which contain the attributes of an event in binary mode (§3.1.3). */
export const attributesOf = (request: Request): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      name.startsWith("ce-") && typeof value === "string" ? [[name, value]] : [],
    ),
  );
