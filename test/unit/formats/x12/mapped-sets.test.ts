import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reasons } from "../../../../sidecar/documents/reason-codes.ts";
import { documentTypes } from "../../../../sidecar/documents/registry.ts";
import { takenTypes } from "../../../../sidecar/engine/receive/new-documents.ts";
import { flows } from "../../../../sidecar/flows/catalogue.ts";
import type { DecodeContext, Decoded, DecodedDocument } from "../../../../sidecar/formats/format.ts";
import { createDecoding } from "../../../../sidecar/formats/streaming.ts";
import { x12 } from "../../../../sidecar/formats/x12/format.ts";
import { inboundX12 } from "../../../../sidecar/formats/x12/registry.ts";
import { supplierConnection } from "../../../support/connection.ts";
import { tinyConnection } from "../../../support/tiny.ts";
import { CLAIM_PAYMENT_SAMPLE, SET_SAMPLES } from "../../codecs/x12/set-samples.ts";

/** Every sample of a set that has a mapping, in each of its versions, through the reader. */
const samples = [
  ...SET_SAMPLES.flatMap(({ versions, ...sample }) => versions.map((version) => ({ ...sample, version }))),
  { code: "835", group: "HP", version: "005010X221A1", body: CLAIM_PAYMENT_SAMPLE },
].filter(({ code }) => inboundX12[code] !== undefined);

const connection = supplierConnection();
const taken = takenTypes(flows, tinyConnection({ flows: [] }));
const context: DecodeContext = {
  connection,
  duplicateOfOther: false,
  pseudonym: () => "0".repeat(32),
  taken,
};

type Sample = (typeof samples)[number];

function fileOf(sets: readonly Sample[]): Buffer {
  const isa =
    "ISA*00*          *00*          *ZZ*HARBORMED      *ZZ*NORTHFIELD     *261120*0900*^*00501*000000007*0*P*>";
  const groups = sets.flatMap(({ group, version, code, body }, at) => [
    `GS*${group}*HARBORMED*NORTHFIELD*20261120*0900*${at + 1}*X*${version}`,
    `ST*${code}*0001`,
    ...body,
    `SE*${body.length + 2}*0001`,
    `GE*1*${at + 1}`,
  ]);
  return Buffer.from([isa, ...groups, `IEA*${sets.length}*000000007`].map((line) => `${line}~\n`).join(""));
}

function inPieces(bytes: Uint8Array, pieces: readonly Uint8Array[]): Decoded {
  const decoding = createDecoding(x12, context);
  for (const piece of pieces) decoding.outline(piece);
  const documents: DecodedDocument[] = decoding.begin()
    ? pieces.flatMap((piece) => decoding.decode(piece))
    : [];
  const last = decoding.end();
  expect(bytes.length).toBe(pieces.reduce((sum, piece) => sum + piece.length, 0));
  return { ...last, documents: [...documents, ...last.documents] };
}

const cutAt = (bytes: Uint8Array, places: readonly number[]): Uint8Array[] => {
  const sorted = [0, ...places.map((place) => place % bytes.length).sort((a, b) => a - b), bytes.length];
  return sorted.slice(1).map((end, at) => bytes.subarray(sorted[at], end));
};

describe("a set that becomes a document without a flow", () => {
  test.each(samples)("$code in $version is a valid document and accepted", (sample) => {
    const { documents, replies } = x12.decode(fileOf([sample]), context);
    expect(documents).toMatchObject([
      { code: sample.code, document: { type: inboundX12[sample.code]?.documentType } },
    ]);
    const [found] = documents;
    const document = found !== undefined && "document" in found ? found.document : undefined;
    const entry = documentTypes.find(({ schema }) => schema.shape.type.value === document?.type);
    expect(entry?.schema.safeParse(document).error).toBeUndefined();
    expect(JSON.stringify(replies)).toContain('["AK5","A"');
  });

  test("is accepted only because it waits for its flow: without a type that is taken it is rejected", () => {
    const [sample] = samples;
    const { replies } = x12.decode(fileOf(sample ? [sample] : []), { ...context, taken: [] });
    expect(JSON.stringify(replies)).toContain('["AK5","R"');
  });

  const file = fileOf(samples);
  const whole = x12.decode(file, context);

  test.each([1, 2, 3, 7, 64])("is the same in pieces of %i bytes", (size) => {
    const places = Array.from({ length: Math.ceil(file.length / size) - 1 }, (_, at) => (at + 1) * size);
    expect(inPieces(file, cutAt(file, places))).toEqual(whole);
  });

  test("is the same however the file is cut", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(file.length - 1), { maxLength: 30 }), (places) => {
        expect(inPieces(file, cutAt(file, places))).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });

  test("is a document or an exception with a known reason, whatever bytes it contains", () => {
    for (let turn = 0; turn < 300; turn++) {
      const damaged = Uint8Array.from(file);
      // A fixed sequence of places and bytes, so that a failure can be repeated.
      for (let hit = 0; hit < 20; hit++)
        damaged[106 + ((turn * 7919 + hit * 104729) % (file.length - 106))] = (turn * 31 + hit * 17) % 256;
      for (const each of x12.decode(damaged, context).documents)
        expect("document" in each || Object.hasOwn(reasons, each.problem?.code ?? "")).toBe(true);
    }
  });

  test("is never valid with other values in its elements without being a document of its schema", () => {
    const value = fc.constantFrom(
      "",
      "0",
      "-1",
      "1",
      "X",
      "ZZ",
      "99999999999999999999",
      "20261301",
      "A>B",
      "00",
    );
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.nat(), fc.nat(), value, (sample, line, element, other) => {
        const body = sample.body.map((each, at) => {
          if (at !== line % sample.body.length) return each;
          const parts = each.split("*");
          parts[1 + (element % Math.max(1, parts.length - 1))] = other;
          return parts.join("*");
        });
        const [found] = x12.decode(fileOf([{ ...sample, body }]), context).documents;
        if (found === undefined || !("document" in found)) return;
        const entry = documentTypes.find(({ schema }) => schema.shape.type.value === found.document?.type);
        expect(entry?.schema.safeParse(found.document).success).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
