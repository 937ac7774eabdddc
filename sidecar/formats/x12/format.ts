import { looksLikeX12, MOST_INTERCHANGES, splitInterchanges } from "../../codecs/x12/split.ts";
import { MOST_SEGMENTS } from "../../codecs/x12/tokenizer.ts";
import type { X12Header } from "../../codecs/x12/types.ts";
import type { DocumentType } from "../../documents/document.ts";
import type { Format, Part } from "../format.ts";
import { decodeX12 } from "./decode.ts";
import { DEFAULT_VERSION, encodeDocument, encodeReply } from "./encode.ts";
import { envelopeOfX12 } from "./envelope-view.ts";
import { x12Options, x12Rules } from "./options.ts";
import { inboundX12, outboundX12 } from "./registry.ts";
import { describeX12 } from "./source-view.ts";

/** X12 as the engine sees it: recognised, cut into interchanges, read with its acknowledgements, written. */
export const x12: Format = {
  code: "x12",
  label: "X12",
  mediaTypes: ["application/edi-x12"],
  kinds: ["edi", "wms", "other"],
  versions: [
    { code: "004010", label: "004010" },
    { code: "005010", label: "005010" },
  ],
  defaultVersion: DEFAULT_VERSION,
  versionPattern: "^(004010|005010)[A-Za-z0-9_]{0,6}$",
  reads: [...new Set(Object.values(inboundX12).map(({ documentType }) => documentType))],
  writes: Object.keys(outboundX12) as DocumentType[],
  options: x12Options,
  rules: x12Rules,
  recognises: (bytes, contentType) => contentType === "application/edi-x12" || looksLikeX12(bytes),
  split,
  decode: decodeX12,
  describe: describeX12,
  envelope: envelopeOfX12,
  encode: encodeDocument,
  encodeReply,
};

const MOST = { segments: MOST_SEGMENTS, interchanges: MOST_INTERCHANGES };

/** One part an interchange; what stands outside of any is a part that cannot be read. */
function split(bytes: Uint8Array): Part[] {
  const { interchanges, leftover, tooMany } = splitInterchanges(bytes);
  const unreadable = (start: number, end: number, why: string): Part => ({
    start,
    end,
    identity: null,
    unreadable: why,
  });
  if (interchanges.length === 0) return [unreadable(0, bytes.length, "There is no interchange in the body.")];
  if (tooMany)
    return [unreadable(0, bytes.length, `There are more than ${MOST[tooMany]} ${tooMany} in one body.`)];
  const parts: Part[] = interchanges.map(({ start, end, header }) => {
    if (header === null)
      return unreadable(start, end, "The interchange header (ISA) is cut short or broken.");
    return { start, end, identity: identityOf(header) };
  });
  for (const { start, end } of leftover)
    parts.push(unreadable(start, end, "There is text outside of any interchange."));
  return parts.sort((one, other) => one.start - other.start);
}

/** ISA05–08 and ISA13: one control number between two partners is one interchange (X12.5). */
function identityOf({ sender, receiver, control }: X12Header): string {
  return `x12/${sender.qualifier}*${sender.id}>${receiver.qualifier}*${receiver.id}/${control}`;
}
