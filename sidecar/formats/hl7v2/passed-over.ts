import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { Problem } from "../mapping.ts";
import { optionsOf } from "../options.ts";
import type { Header } from "./header.ts";
import { passOverOptions } from "./options.ts";

/**
 * Returns whether a message is ignored if no mapping finds a document in it, or the problem with invalid options. Only a message
 * with a readable event can be ignored. A message type alone covers only the events of the HL7 standard: a site-defined event
 * must be listed in full, because only the site knows its meaning.
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
