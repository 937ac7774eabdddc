import { readBillingEnvelope } from "../../codecs/billing/read.ts";
import type { Part } from "../format.ts";

/**
 * Returns a body as a single part, because it contains one event. Its identity is the ID of the event, with which a duplicate is
 * recognised if the transport provides no ID, as on the broker; the ID of a webhook takes precedence. A body that cannot be read
 * is returned as an unreadable part.
 */
export function splitBilling(bytes: Uint8Array): readonly Part[] {
  const read = readBillingEnvelope(bytes);
  const whole = { start: 0, end: bytes.length };
  if ("fault" in read) return [{ ...whole, identity: null, unreadable: read.fault }];
  return [{ ...whole, identity: `billing/${read.envelope.id}` }];
}
