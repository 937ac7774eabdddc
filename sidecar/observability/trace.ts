import { randomBytes } from "node:crypto";

/** A W3C trace id: 32 hexadecimal digits. */
export const newTraceId = (): string => randomBytes(16).toString("hex");

/** The trace id of a `traceparent` header (W3C Trace Context, version 00), or a new one when there is none that is valid. */
export function traceIdOf(traceparent: unknown): string {
  const match =
    typeof traceparent === "string" ? /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(traceparent) : null;
  return match?.[1] && !/^0+$/.test(match[1]) ? match[1] : newTraceId();
}
