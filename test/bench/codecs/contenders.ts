import { Readable } from "node:stream";
import { Message } from "node-hl7-client";
import { type X12Interchange, X12Parser, X12TransactionMap } from "node-x12";
import { X12parser } from "x12-parser";
import { segment, value } from "../../../sidecar/codecs/hl7v2/navigate.ts";
import { readHl7 } from "../../../sidecar/codecs/hl7v2/read.ts";
import { createX12Reader } from "../../../sidecar/codecs/x12/read.ts";
import { x12 } from "../../../sidecar/formats/x12/format.ts";
import { decodeChunks } from "../../support/chunks.ts";
import { edifact } from "./edifact.ts";
import { dispenses, invoiceChunks, largeFiles } from "./inputs.ts";

/** One program in a comparison. Both programs of a pair receive the same bytes. */
export type Contender<Input> = {
  /** A description of the work, for the report. */
  readonly work: string;
  /** Does the work. Returns the number of results, so that no work is optimised away and both sides can be compared. */
  run(input: Input): Promise<number>;
};

export type Comparison<Input> = {
  readonly name: string;
  /** The minimum ratio of our rate to theirs. */
  readonly target: number;
  input(bytes: number): Input;
  lengthOf(input: Input): number;
  readonly ours: Contender<Input>;
  readonly theirs: Contender<Input>;
};

const sum = (chunks: readonly Uint8Array[]) => chunks.reduce((total, { length }) => total + length, 0);
const invoices = {
  input: (bytes: number) => [...invoiceChunks(bytes)],
  lengthOf: sum,
};

export const validation: Comparison<readonly Uint8Array[]> = {
  ...invoices,
  name: "X12: tokenise, envelope, validate",
  target: 2.6,
  ours: {
    work: "cuts segments, checks envelopes, builds loops and validates every element of each 810; from chunks",
    async run(chunks) {
      let sets = 0;
      const reader = createX12Reader({
        onTransaction: ({ issues }) => {
          if (issues.length === 0) sets++;
        },
      });
      for (const chunk of chunks) reader.push(chunk);
      reader.end();
      return sets;
    },
  },
  theirs: {
    work: "x12-parser: cuts segments into objects, validates nothing; from the same chunks through its stream",
    async run(chunks) {
      let sets = 0;
      const parser = new X12parser();
      for await (const found of Readable.from(chunks).pipe(parser)) if (found.name === "SE") sets++;
      return sets;
    },
  },
};

/** The fields that both sides read. Ours also computes amounts, converts units, dates and identifiers, and checks codes. */
const FIELDS = {
  number: "BIG02",
  date: "BIG01",
  order: "BIG04",
  total: "TDS01",
  lines: {
    line: "FOREACH(IT1)=>IT101",
    quantity: "FOREACH(IT1)=>IT102",
    unit: "FOREACH(IT1)=>IT103",
    price: "FOREACH(IT1)=>IT104",
    item: "FOREACH(IT1)=>IT107",
  },
};

export const decoding: Comparison<readonly Uint8Array[]> = {
  ...invoices,
  name: "X12: 810s to documents",
  target: 3,
  ours: {
    work: "two passes over the chunks, validation, invoices by their schema with amounts, units and codes, and the 997",
    async run(chunks) {
      let documents = 0;
      const decoded = decodeChunks(x12, () => chunks, largeFiles);
      for await (const found of decoded.documents) if ("document" in found) documents++;
      return decoded.rest().replies.length === 1 ? documents : 0;
    },
  },
  theirs: {
    work: "node-x12: parses the whole text, then maps four fields and five of each line to an object; validates nothing",
    async run(chunks) {
      let documents = 0;
      const text = Buffer.concat(chunks).toString("latin1");
      const { functionalGroups } = new X12Parser(true).parse(text) as X12Interchange;
      for (const { transactions } of functionalGroups)
        for (const transaction of transactions) {
          const mapped = new X12TransactionMap(FIELDS, transaction).toObject() as { lines: unknown[] };
          if (mapped.lines.length > 0) documents++;
        }
      return documents;
    },
  },
};

const DISPENSE_BYTES = 750;

export const messages: Comparison<readonly Uint8Array[]> = {
  name: "HL7 v2: read, with three fields",
  target: 1.2,
  input: (bytes) => dispenses(Math.ceil(bytes / DISPENSE_BYTES)),
  lengthOf: sum,
  ours: {
    work: "parses every field of each message, with escapes, character set and checks; reads MSH-10, PID-3.1 and PV1-19.1",
    async run(all) {
      let read = 0;
      for (const bytes of all) {
        const message = readHl7(bytes).messages[0]?.message;
        if (!message) continue;
        const fields = [
          value(segment(message, "MSH"), 10),
          value(segment(message, "PID"), 3),
          value(segment(message, "PV1"), 19),
        ];
        if (fields.every((field) => field)) read++;
      }
      return read;
    },
  },
  theirs: {
    work: "node-hl7-client: parses each message; reads the same three fields",
    async run(all) {
      let read = 0;
      for (const bytes of all) {
        const message = new Message({ text: Buffer.from(bytes).toString("utf8") });
        const fields = ["MSH.10", "PID.3.1", "PV1.19.1"].map((place) => message.get(place).toString());
        if (fields.every((field) => field !== "")) read++;
      }
      return read;
    },
  },
};

export const comparisons = { validation, decoding, edifact, messages };
