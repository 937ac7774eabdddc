import { randomBytes } from "node:crypto";

/** A W3C trace id: 32 hexadecimal digits. */
export const newTraceId = (): string => randomBytes(16).toString("hex");

/** The trace id of a `traceparent` header (W3C Trace Context, version 00), or a new one when there is none that is valid. */
export function traceIdOf(traceparent: unknown): string {
  const match =
    typeof traceparent === "string"
      ? /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/.exec(traceparent)
      : null;
  return match?.[1] ?? newTraceId();
}

/**
 * The `traceparent` of what we send on. Spans are not recorded here, so half of the trace id stands for one; the half that
 * is not all zeros, which a parent id must not be (ids of 64 bits are padded with zeros on the left).
 */
export function traceparentOf(traceId: string): string {
  const [left, right] = [traceId.slice(0, 16), traceId.slice(16)];
  return `00-${traceId}-${/^0+$/.test(right) ? left : right}-01`;
}
