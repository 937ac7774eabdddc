import { MOST_MESSAGE_BYTES } from "../../codecs/hl7v2/read.ts";
import { type DecodeContext, EncodingFailure, type Format } from "../format.ts";
import { problemOf } from "../mapping.ts";
import { gatheringDecoder } from "../streaming.ts";
import { anyMessage } from "./mapper.ts";
import { hl7Options } from "./options.ts";
import { readHl7Message } from "./reader.ts";
import { HL7_MEDIA_TYPES, recognisesHl7 } from "./recognise.ts";
import { inboundHl7 } from "./registry.ts";
import { writeAcknowledgement } from "./replies.ts";
import { describeHl7, hl7Lines } from "./source-view.ts";
import { createHl7Splitter, splitHl7 } from "./split.ts";
import { say } from "./terms.ts";

const decode = (bytes: Uint8Array, context: DecodeContext) => readHl7Message(bytes, context, inboundHl7);

/** HL7 v2. Messages can be read and acknowledged; documents cannot be written. */
export const hl7v2: Format = {
  code: "hl7v2",
  label: "HL7 v2",
  mediaTypes: HL7_MEDIA_TYPES,
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
  messages: Object.entries(inboundHl7).map(([name, { documentType }]) => ({
    name: name === anyMessage ? "supply segments of any message" : name.replace("_", "^"),
    documentType,
    direction: "in",
  })),
  options: hl7Options,
  rules: [],
  endpoints: ["mllp"],
  topic: "adt",
  inOrder: true,
  published: {
    summary: "Messages without MLLP framing.",
    content: "ADT or RDS, or any message with supply segments.",
  },
  recognises: recognisesHl7,
  split: splitHl7,
  splitter: createHl7Splitter,
  decode,
  decoder: gatheringDecoder(decode, MOST_MESSAGE_BYTES),
  describe: describeHl7,
  lines: hl7Lines,
  expected: say("expected"),
  encode: () =>
    Promise.reject(new EncodingFailure(problemOf("UNSUPPORTED_DOCUMENT", "format", say("not-written")))),
  encodeReply: writeAcknowledgement,
};
