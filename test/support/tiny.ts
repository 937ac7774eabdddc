import { z } from "zod";
import type { Acknowledgement } from "../../sidecar/documents/acknowledgement.ts";
import type { ConfiguredConnection } from "../../sidecar/engine/ports/connection.ts";
import type { DecodeLookups } from "../../sidecar/engine/ports/journal/messages.ts";
import type { Flow, Plan } from "../../sidecar/flows/flow.ts";
import type { DecodedDocument, Encoded, Format } from "../../sidecar/formats/format.ts";
import { problemOf } from "../../sidecar/formats/mapping.ts";
import { supplierConnection } from "./connection.ts";
import { textTerm } from "./told.ts";

/**
 * Creates a connection for the tiny format and the tiny flow, which are as small as possible but pass through every stage. A body
 * is text: the line `tiny <identity>`, then a line `<number> <aggregate>` for each document. The documents are acknowledgements,
 * the smallest canonical documents.
 */
export const tinyConnection = (given: Partial<ConfiguredConnection> = {}): ConfiguredConnection => ({
  ...supplierConnection({ code: "tiny", name: "Tiny Supply", flows: ["tiny"] }),
  active: true,
  route: { transport: "folder", url: null },
  ...given,
});

export const tinyDocument = (number: string, aggregate: string): Acknowledgement => ({
  type: "Acknowledgement",
  id: number,
  reference: { groupControl: aggregate },
  status: "accepted",
  errors: [],
});

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("utf8");

function tinyDecoded(line: string, index: number): DecodedDocument {
  const [number = "", aggregate] = line.split(" ");
  const common = { key: String(index + 1), code: "T", controlReference: null, start: 0, end: 0 };
  if (aggregate === undefined)
    return {
      ...common,
      problem: problemOf("SCHEMA_INVALID", "aggregate", textTerm("The aggregate is missing.")),
    };
  return { ...common, start: index, end: index + 1, document: tinyDocument(number, aggregate) };
}

const encoded = (content: string, number: number): Encoded => ({
  code: "T",
  bytes: Buffer.from(content),
  contentType: "text/plain",
  fileName: `${number}.txt`,
  control: { control: String(number) },
  controlReference: String(number),
});

/**
 * Creates the tiny format. `split` splits a body at lines "===". A part that does not begin with `tiny ` is unreadable. `decode`
 * throws if the body contains a line "throw".
 */
export const tinyFormat = (given: Partial<Format> = {}): Format => ({
  code: "tiny",
  label: "Tiny",
  mediaTypes: ["text/plain"],
  kinds: "all",
  versions: [{ code: "1", label: "1" }],
  defaultVersion: "1",
  reads: ["Acknowledgement"],
  writes: ["Acknowledgement"],
  messages: [],
  options: z.strictObject({}),
  rules: [],
  recognises: (bytes) => text(bytes).includes("tiny "),
  split(bytes) {
    let start = 0;
    return text(bytes)
      .split("===\n")
      .map((part) => {
        const range = { start, end: start + part.length };
        start = range.end + "===\n".length;
        const identity = /^tiny (\S+)\n/.exec(part)?.[1];
        return identity
          ? { ...range, identity }
          : { ...range, identity: null, unreadable: textTerm("No head line.") };
      });
  },
  decode(bytes) {
    const [, ...lines] = text(bytes).trimEnd().split("\n");
    if (lines.includes("throw")) throw new Error("the decoder threw");
    return { documents: lines.map(tinyDecoded), replies: [{ code: "R", content: `${lines.length} read` }] };
  },
  encode: async (document, { next }) => encoded(document.id, await next("document")),
  encodeReply: async (reply, { next }) => encoded(String(reply.content), await next("reply")),
  ...given,
});

export type TinyFlow = Flow<Acknowledgement>;
export const tinyFlow = (given: Partial<TinyFlow> = {}): Flow =>
  ({
    code: "tiny",
    name: "Tiny",
    description: "For tests.",
    version: 1,
    direction: "inbound",
    documentType: "Acknowledgement",
    kinds: [],
    owner: "Tests",
    systemOfRecord: "partner",
    timing: "real-time",
    lane: "standard",
    serviceLevelSeconds: 60,
    sensitivity: "business",
    retentionDays: 1,
    policy: z.object({}),
    accepts: (input): input is Acknowledgement => input.type === "Acknowledgement",
    aggregate: (document) => `tiny/${document.reference.groupControl}`,
    documentNumber: (document) => document.id,
    reads: () => ({}),
    plan: (document) => notePlan(document.id),
    ...given,
  }) satisfies TinyFlow as unknown as Flow;

/** Returns a plan that posts the number in a note, so that the record in Odoo shows which documents were applied. */
export const notePlan = (number: string): Extract<Plan, { operations: unknown }> => ({
  operations: [{ op: "notify", to: { model: "purchase.order", id: 1 }, body: textTerm(number) }],
  links: [{ model: "purchase.order", id: 1 }],
  note: textTerm(`Noted ${number}.`),
});

/** What decoding finds in a journal without outgoing documents. */
export const nothingSent: DecodeLookups = { sentControls: async () => [] };
