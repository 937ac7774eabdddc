import { createMessageSplitter, MOST_MESSAGES } from "../../codecs/hl7v2/messages.ts";
import type { Part, Splitter } from "../format.ts";
import { say } from "./terms.ts";

/**
 * Creates a splitter of a body into its messages. They are returned in order, because a transport that acknowledges each message
 * relies on it. The messages are followed by unreadable parts for incomplete batches, whose messages are read nevertheless, and for
 * text outside messages. Of the body, only the MSH segment of one message is held in memory.
 */
export function createHl7Splitter(): Splitter {
  const messages: Part[] = [];
  const batches: Part[] = [];
  const texts: Part[] = [];
  const splitter = createMessageSplitter({
    onMessage({ start, end, identity }) {
      const unreadable = identity === null && { unreadable: say("header-unreadable") };
      messages.push({ start, end, identity, ...unreadable });
    },
    onBatch({ start, end, issues: [issue] }) {
      if (issue) batches.push({ start, end, identity: null, unreadable: issue.message });
    },
    onLeftover: ({ start, end }) =>
      texts.push({ start, end, identity: null, unreadable: say("text-outside") }),
  });
  return {
    push: splitter.push,
    end() {
      const { length, tooMany } = splitter.end();
      const whole = { start: 0, end: length, identity: null };
      if (tooMany) return [{ ...whole, unreadable: say("too-many-messages", { most: MOST_MESSAGES }) }];
      const parts = [...messages, ...batches, ...texts];
      return parts.length > 0 ? parts : [{ ...whole, unreadable: say("no-message") }];
    },
  };
}

/** Splits a whole body like `createHl7Splitter`. */
export function splitHl7(bytes: Uint8Array): readonly Part[] {
  const splitter = createHl7Splitter();
  splitter.push(bytes);
  return splitter.end();
}
