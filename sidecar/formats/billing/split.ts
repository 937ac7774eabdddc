import { readBillingEnvelope } from "../../codecs/billing/read.ts";
import type { Part } from "../format.ts";

/**
 * Returns the one event of a body. Its own id tells deliveries apart where the transport does not, such as on the broker; the id
 * of a webhook takes precedence.
 */
export function splitBilling(bytes: Uint8Array): readonly Part[] {
  const read = readBillingEnvelope(bytes);
  const whole = { start: 0, end: bytes.length };
  if ("fault" in read) return [{ ...whole, identity: null, unreadable: read.fault }];
  return [{ ...whole, identity: `billing/${read.envelope.id}` }];
}
