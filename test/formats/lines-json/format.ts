import { EncodingFailure, type Format } from "../../../sidecar/formats/format.ts";
import { problemOf } from "../../../sidecar/formats/mapping.ts";
import { recognisedBy } from "../../../sidecar/formats/shared/recognise.ts";
import { envelopeOfLines } from "./envelope-view.ts";
import { linesJsonIdentifiers } from "./identifiers.ts";
import { linesJsonOptions } from "./options.ts";
import { readLines } from "./reader.ts";
import { splitLines } from "./split.ts";
import { say } from "./terms.ts";

const unwritable = () => new EncodingFailure(problemOf("UNSUPPORTED_DOCUMENT", "format", say("not-written")));

/** A toy: answers to orders as lines of JSON. It is added by this folder and by its line in the test's registries. */
export const linesJson: Format = {
  code: "lines-json",
  label: "Lines of JSON",
  mediaTypes: ["application/x-lines-json"],
  kinds: ["edi"],
  versions: [{ code: "1", label: "1" }],
  defaultVersion: "1",
  reads: ["OrderResponse"],
  writes: [],
  messages: [{ name: "answer", documentType: "OrderResponse", direction: "in" }],
  options: linesJsonOptions,
  rules: [],
  identifiers: linesJsonIdentifiers,
  endpoints: ["events"],
  topic: "lines",
  recognises: recognisedBy(["application/x-lines-json"]),
  split: splitLines,
  decode: readLines,
  envelope: envelopeOfLines,
  encode: () => Promise.reject(unwritable()),
  encodeReply: () => Promise.reject(unwritable()),
};
