import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { Problem } from "../mapping.ts";
import { optionsOf } from "../options.ts";
import type { Header } from "./header.ts";
import { passOverOptions } from "./options.ts";

/**
 * Reports whether a message is ignored if no mapping finds anything in it, or returns the problem of invalid options. A message
 * is ignored only if its event could be read. A type alone stands for HL7's own events: a site's own event must be named in
 * full, because only the site knows what it means.
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
