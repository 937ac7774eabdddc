import type { DecodeContext, Decoded, DecodedDocument } from "../../../sidecar/formats/format.ts";
import { optionsOf } from "../../../sidecar/formats/options.ts";
import { readAnswer } from "./documents/order-response.ts";
import { linesJsonOptions } from "./options.ts";

/** Reads a document from each line that is not empty. */
export function readLines(bytes: Uint8Array, { connection }: DecodeContext): Decoded {
  const read = optionsOf(linesJsonOptions, connection);
  if ("problem" in read) return { documents: [], replies: [], problem: read.problem };
  const lines = Buffer.from(bytes)
    .toString("utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const documents = lines.map((line, index): DecodedDocument => {
    const common = {
      key: String(index + 1),
      code: "answer",
      controlReference: null,
      start: 0,
      end: bytes.length,
    };
    return { ...common, ...readAnswer(line, read.options) };
  });
  return { documents, replies: [] };
}
