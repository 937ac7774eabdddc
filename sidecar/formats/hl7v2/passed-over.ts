import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { Problem } from "../mapping.ts";
import { optionsOf } from "../options.ts";
import type { Header } from "./header.ts";
import { passOverOptions } from "./options.ts";

/**
 * Returns whether the format options list a message as ignored, or a problem if the options are invalid. Call it only if no
 * mapper reads a document from the message. Returns false if the event of the message cannot be read. A message type alone
 * ("ADT") covers the events of the HL7 standard; a site-defined event must be listed with its type ("ADT^Z01"), because only the
 * site knows its meaning.
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
