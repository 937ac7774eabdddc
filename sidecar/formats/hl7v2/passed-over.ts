import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { Problem } from "../mapping.ts";
import { optionsOf } from "../options.ts";
import type { Header } from "./header.ts";
import { passOverOptions } from "./options.ts";

/**
 * Whether a message of this type is passed over when no mapping finds anything in it, or the option's own fault. A message
 * is passed over only when its event was read. A type alone stands for the events that HL7 has for it: what a site's own
 * event means is known to the site alone, so it is passed over where it is named in full.
 */
export function isPassedOver(
  { type, event, isEventUnknown }: Header,
  connection: ConnectionProfile,
): boolean | { readonly problem: Problem } {
  const read = optionsOf(passOverOptions, connection);
  if ("problem" in read) return read;
  const { passOver } = read.options;
  if (event === "") return false;
  const isOwn = isEventUnknown || event.startsWith("Z");
  return passOver.includes(`${type}^${event}`) || (!isOwn && passOver.includes(type));
}
