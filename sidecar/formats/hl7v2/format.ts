import { MOST_MESSAGES, splitMessages } from "../../codecs/hl7v2/messages.ts";
import { looksLikeHl7 } from "../../codecs/hl7v2/split.ts";
import { EncodingFailure, type Format, type Part } from "../format.ts";
import { problemOf } from "../mapping.ts";
import { decodeHl7 } from "./decode.ts";
import { encodeAcknowledgement } from "./encode.ts";
import { hl7Options } from "./options.ts";
import { inboundHl7 } from "./registry.ts";
import { describeHl7 } from "./source-view.ts";

const CONTENT_TYPES = ["application/hl7-v2", "application/hl7-v2+er7", "x-application/hl7-v2+er7"];

/** HL7 v2 as the engine sees it: recognised, cut into messages, read, and acknowledged. No document is written. */
export const hl7v2: Format = {
  code: "hl7v2",
  label: "HL7 v2",
  mediaTypes: CONTENT_TYPES,
  kinds: ["ehr", "wms", "other"],
  versions: [
    "2.1",
    "2.2",
    "2.3",
    "2.3.1",
    "2.4",
    "2.5",
    "2.5.1",
    "2.6",
    "2.7",
    "2.7.1",
    "2.8",
    "2.8.1",
    "2.8.2",
  ].map((code) => ({ code, label: code })),
  defaultVersion: "2.5.1",
  reads: [...new Set(Object.values(inboundHl7).map(({ documentType }) => documentType))],
  writes: [],
  options: hl7Options,
  rules: [],
  inOrder: true,
  recognises: (bytes, contentType) =>
    (contentType !== null && CONTENT_TYPES.includes(contentType)) || looksLikeHl7(bytes),
  split,
  decode: (bytes, context) => decodeHl7(bytes, context, inboundHl7),
  describe: describeHl7,
  encode: () =>
    Promise.reject(
      new EncodingFailure(
        problemOf("UNSUPPORTED_DOCUMENT", "format", "HL7 v2 is read, not written, on a connection."),
      ),
    ),
  encodeReply: encodeAcknowledgement,
};

/**
 * One part a message, in the order in which they stand; a transport that answers each message counts on that. Behind them
 * what cannot be read: text outside of any message, and batches that are not whole, each as one piece of evidence,
 * while the messages in them are taken for themselves.
 */
function split(bytes: Uint8Array): Part[] {
  const { messages, batches, leftover, tooMany } = splitMessages(bytes);
  const whole = { start: 0, end: bytes.length, identity: null };
  if (tooMany)
    return [{ ...whole, unreadable: `There are more than ${MOST_MESSAGES} messages in one body.` }];
  const parts = messages.map(({ start, end, identity }): Part => {
    if (identity !== null) return { start, end, identity };
    const why =
      "MSH cannot be read: its separators are missing or cannot be used, or its message control ID (MSH-10) is missing or has more than 199 characters. The sender must correct it.";
    return { start, end, identity: null, unreadable: why };
  });
  for (const { start, end, issues } of batches)
    if (issues[0]) parts.push({ start, end, identity: null, unreadable: issues[0].message });
  for (const { start, end } of leftover)
    parts.push({ start, end, identity: null, unreadable: "There is text outside of any message." });
  return parts.length > 0 ? parts : [{ ...whole, unreadable: "There is no message in the body." }];
}
