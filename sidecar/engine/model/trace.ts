import { randomBytes } from "node:crypto";

/** Returns a new W3C trace ID: 32 hexadecimal digits. */
export const newTraceId = (): string => randomBytes(16).toString("hex");

/**
 * Returns the trace ID of a `traceparent` header (W3C Trace Context, version 00), or a new one if the header is missing or
 * invalid.
 */
export function traceIdOf(traceparent: unknown): string {
  const match =
    typeof traceparent === "string"
      ? /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/.exec(traceparent)
      : null;
  return match?.[1] ?? newTraceId();
}

/**
 * Returns the `traceparent` for outgoing requests and events. Spans are not recorded, so the right half of the trace ID
 * serves as the parent ID. If it is all zeros, which the standard forbids, the left half is used. (The left half of a
 * padded 64-bit ID is all zeros.)
 */
export function traceparentOf(traceId: string): string {
  const [left, right] = [traceId.slice(0, 16), traceId.slice(16)];
  return `00-${traceId}-${/^0+$/.test(right) ? left : right}-01`;
}
