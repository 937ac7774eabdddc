import { z } from "zod";
import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import { type Problem, problemOf } from "../mapping.ts";
import type { Header } from "./header.ts";

/** "ADT" is every event of the type, "SIU^S12" the one (MSH-9.1 and MSH-9.2). */
const messageType = z.string().regex(/^[A-Z][A-Z0-9]{2}(\^[A-Z][A-Z0-9]{2})?$/);

/**
 * The format option `passOver`: types of messages that are taken, acknowledged and kept, and that nothing comes of.
 * A site's ADT feed tells of every admission and transfer; only what the mappings read is of interest.
 */
export const passOverOptions = z.object({ passOver: z.array(messageType).default(["ADT"]) });

/**
 * Whether a message of this type is passed over when no mapping finds anything in it, or the option's own fault. A message
 * is passed over only when its event was read. A type alone stands for the events that HL7 has for it: what a site's own
 * event means is known to the site alone, so it is passed over where it is named in full.
 */
export function isPassedOver(
  { type, event, isEventUnknown }: Header,
  { format }: ConnectionProfile,
): boolean | { readonly problem: Problem } {
  const parsed = passOverOptions.safeParse(format.options);
  if (parsed.success) {
    const { passOver } = parsed.data;
    if (event === "") return false;
    const isOwn = isEventUnknown || event.startsWith("Z");
    return passOver.includes(`${type}^${event}`) || (!isOwn && passOver.includes(type));
  }
  const text =
    'The connection\'s format option passOver is not valid: a list such as ["ADT", "SIU^S12"]. Correct it in Odoo, then try again.';
  return { problem: problemOf("SCHEMA_INVALID", "format options", text) };
}
