import type { DocumentType } from "../../documents/document.ts";
import type { MessageKind } from "../declaration.ts";
import type { Format } from "../format.ts";
import { envelopeOfX12 } from "./envelope-view.ts";
import { x12Identifiers } from "./identifiers.ts";
import { x12Options, x12Rules } from "./options.ts";
import { createX12Decoder, createX12Outliner, readX12Message } from "./reader.ts";
import { recognisesX12, X12_MEDIA_TYPE } from "./recognise.ts";
import { inboundX12, outboundX12 } from "./registry.ts";
import { x12Lines, x12Part } from "./source-lines.ts";
import { describeX12 } from "./source-view.ts";
import { createX12Splitter, splitX12 } from "./split.ts";
import { say } from "./terms.ts";
import { DEFAULT_VERSION, writeDocument, writeReply } from "./writer.ts";

/** An invalid option never prevents receiving. */
const numberMemoryDays = x12Options.shape.numberMemoryDays.catch(x12Options.parse({}).numberMemoryDays);

/** ANSI ASC X12. Interchanges can be read, acknowledged with TA1, 997 or 999, and written. */
export const x12: Format = {
  code: "x12",
  label: "X12",
  mediaTypes: [X12_MEDIA_TYPE],
  kinds: ["edi", "wms", "other"],
  versions: [
    { code: "004010", label: "004010" },
    { code: "005010", label: "005010" },
  ],
  defaultVersion: DEFAULT_VERSION,
  versionPattern: "^(004010|005010)[A-Za-z0-9_]{0,6}$",
  reads: [...new Set(Object.values(inboundX12).map(({ documentType }) => documentType))],
  writes: Object.keys(outboundX12) as DocumentType[],
  messages: [
    ...Object.entries(inboundX12).map(
      ([name, { documentType }]): MessageKind => ({ name, documentType, direction: "in" }),
    ),
    ...Object.entries(outboundX12).map(
      ([type, { transactionCode }]): MessageKind => ({
        name: transactionCode,
        documentType: type as DocumentType,
        direction: "out",
      }),
    ),
  ],
  options: x12Options,
  rules: x12Rules,
  identifiers: x12Identifiers,
  topic: "x12",
  acknowledges: true,
  published: {
    summary: "A file as it would be sent over HTTP.",
    content:
      "X12 810, 820, 824, 832, 846, 850, 852, 855, 856, 860, 861, 865, 867, 944, 945, 997 or 999, versions 004010 and 005010.",
  },
  recognises: recognisesX12,
  split: splitX12,
  splitter: createX12Splitter,
  memoryDays: ({ format }) => numberMemoryDays.parse(format.options.numberMemoryDays),
  decode: (bytes, context) => readX12Message(bytes, context, inboundX12),
  outliner: createX12Outliner,
  decoder: (context, outline) => createX12Decoder(context, outline, inboundX12),
  describe: describeX12,
  lines: x12Lines,
  part: x12Part,
  expected: say("expected"),
  envelope: envelopeOfX12,
  // Our writer puts an interchange in one line.
  readable: (text) => text.replaceAll("~", "~\n").trimEnd(),
  encode: (document, context) => writeDocument(document, context, outboundX12),
  encodeReply: writeReply,
};
