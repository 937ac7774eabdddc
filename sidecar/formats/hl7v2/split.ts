import { MOST_MESSAGES, splitMessages } from "../../codecs/hl7v2/messages.ts";
import type { Part } from "../format.ts";
import { say } from "./terms.ts";

/**
 * Splits a body into its messages. They are returned in order, because a transport that acknowledges each message relies on it.
 * The messages are followed by unreadable parts for incomplete batches, whose messages are read nevertheless, and for text
 * outside messages.
 */
export function splitHl7(bytes: Uint8Array): Part[] {
  const { messages, batches, leftover, tooMany } = splitMessages(bytes);
  const whole = { start: 0, end: bytes.length, identity: null };
  if (tooMany) return [{ ...whole, unreadable: say("too-many-messages", { most: MOST_MESSAGES }) }];
  const parts = messages.map(({ start, end, identity }): Part => {
    if (identity !== null) return { start, end, identity };
    return { start, end, identity: null, unreadable: say("header-unreadable") };
  });
  for (const { start, end, issues } of batches)
    if (issues[0]) parts.push({ start, end, identity: null, unreadable: issues[0].message });
  for (const { start, end } of leftover)
    parts.push({ start, end, identity: null, unreadable: say("text-outside") });
  return parts.length > 0 ? parts : [{ ...whole, unreadable: say("no-message") }];
}
