import { existsSync, globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { segment, value } from "../../../../sidecar/codecs/hl7v2/navigate.ts";
import type { HL7Message, HL7Segment } from "../../../../sidecar/codecs/hl7v2/types.ts";
import type { Hl7Mapper } from "../../../../sidecar/formats/hl7v2/mapper.ts";
import { readHl7Message } from "../../../../sidecar/formats/hl7v2/reader.ts";
import { inboundHl7 } from "../../../../sidecar/formats/hl7v2/registry.ts";
import type { CodeTable } from "../../../../sidecar/formats/shared/code-table.ts";
import { supplierConnection } from "../../../support/connection.ts";
import { adt } from "../../../support/hl7-text.ts";

/**
 * The mappings must read every coded element with a table of its allowed codes. The test observes all fields while the available
 * messages are read, so it finds any code that reads a coded field without `coded.ts`.
 */

const seen = vi.hoisted(() => ({
  /** Fields that were read without the function for codes. */
  bare: new Set<string>(),
  /** Fields with the table with which each was read. */
  byTable: new Set<string>(),
  table: undefined as string | undefined,
  isAnswering: false,
}));

vi.mock("../../../../sidecar/codecs/hl7v2/read.ts", async (original) => {
  const real = await original<typeof import("../../../../sidecar/codecs/hl7v2/read.ts")>();
  const watched = ({ id, fields }: HL7Segment): HL7Segment => ({
    id,
    fields: new Proxy(fields, {
      get(target, key) {
        const place = `${id}-${String(key)}`;
        if (typeof key === "string" && /^\d+$/.test(key) && !seen.isAnswering) {
          if (seen.table === undefined) seen.bare.add(place);
          else seen.byTable.add(`${place} ${seen.table}`);
        }
        return Reflect.get(target, key);
      },
    }),
  });
  const readHl7 = (...given: Parameters<typeof real.readHl7>) => {
    const { messages, ...rest } = real.readHl7(...given);
    const all = messages.map((read) => ({
      ...read,
      message: read.message && { ...read.message, segments: read.message.segments.map(watched) },
    }));
    return { ...rest, messages: all };
  };
  return { ...real, readHl7 };
});

vi.mock("../../../../sidecar/formats/hl7v2/values/coded.ts", async (original) => {
  const real = await original<typeof import("../../../../sidecar/formats/hl7v2/values/coded.ts")>();
  const under =
    <Given extends readonly [CodeTable<never>, ...unknown[]], Result>(read: (...given: Given) => Result) =>
    (...given: Given): Result => {
      seen.table = given[0].element;
      try {
        return read(...given);
      } finally {
        seen.table = undefined;
      }
    };
  return {
    ...real,
    coded: under(real.coded as never),
    codedRepetitions: under(real.codedRepetitions as never),
    codedElements: under(real.codedElements as never),
  };
});

/** The codec reads these fields for the acknowledgement. The mapping has validated them before. */
vi.mock("../../../../sidecar/codecs/hl7v2/acknowledge.ts", async (original) => {
  const real = await original<typeof import("../../../../sidecar/codecs/hl7v2/acknowledge.ts")>();
  const mode = (message: HL7Message) => {
    seen.isAnswering = true;
    const asked = real.mode(message);
    seen.isAnswering = false;
    return asked;
  };
  return { ...real, mode };
});

/** Fields with a table in the standard (v2.8.2, appendix A) in the segments that are read, and in ZSU as agreed. */
const codedFields: Readonly<Record<string, readonly number[]>> = {
  MSH: [9, 11, 12, 15, 16, 17, 18, 19, 20],
  EVN: [1, 4],
  PID: [8, 10, 15, 16, 17, 22, 24, 26, 27, 28, 30, 31, 32, 35, 36],
  PV1: [2, 4, 10, 12, 13, 14, 15, 16, 18, 20, 21, 22, 24, 28, 29, 32, 34, 36, 37, 38, 39, 40, 41],
  PV2: [2, 3, 7, 14, 15, 16, 18, 19, 20, 21, 22, 24, 25, 26, 27, 30, 31, 32, 34, 36, 37, 38],
  ORC: [1, 5, 6, 16, 20, 25, 26, 28, 29],
  RXD: [2, 5, 6, 11, 14, 15, 17, 20, 21, 24, 25, 27, 28, 29],
  ZSU: [2, 4],
};
const coded = new Set(
  Object.entries(codedFields).flatMap(([id, fields]) => fields.map((index) => `${id}-${index}`)),
);

/** All coded fields that are read, with their HL7 tables. */
const readByTable = [
  "EVN-1 0003",
  "MSH-11 0103",
  "MSH-11 0207",
  "MSH-12 0104",
  "MSH-15 0155",
  "MSH-16 0155",
  "MSH-18 0211",
  "MSH-9 0003",
  "MSH-9 0076",
  "MSH-9 0354",
  "ORC-1 0119",
  "PV1-2 0004",
  "RXD-2 0396",
  "RXD-5 0396",
  "ZSU-2 0396",
  "ZSU-4 0396",
];

const root = resolve(import.meta.dirname, "../../../..");
const corpus = join(process.env.SUTURE_CORPUS ?? resolve(root, "../shared/corpus"), "hl7v2");
const files = [
  ...globSync("fixtures/**/*.hl7", { cwd: root }).map((name) => join(root, name)),
  ...(existsSync(corpus) ? globSync("*.hl7", { cwd: corpus }).map((name) => join(corpus, name)) : []),
];
/** Messages for cases that no fixture covers: each form of an event, each condition. */
const made = [
  adt("A03").replace("ADT^A03", "ADT^^ADT_A03").replace("EVN|A03", "EVN|"),
  adt("A03").replace("EVN|A03", "EVN|A01"),
  adt("A03").replace("|2.5.1", "|2.5.1|||AL|ER||ASCII~ISO IR87"),
];

function decode(bytes: Uint8Array, mappers = inboundHl7) {
  const connection = supplierConnection({ code: "ehr", kind: "ehr" });
  return readHl7Message(
    bytes,
    { connection, duplicateOfOther: false, pseudonym: () => "0".repeat(32) },
    mappers,
  );
}
const readAll = () => {
  for (const bytes of [...files.map((name) => readFileSync(name)), ...made.map((text) => Buffer.from(text))])
    decode(bytes);
};
const bareCodes = () => [...seen.bare].filter((place) => coded.has(place)).sort();

describe("coded elements of HL7 v2", () => {
  beforeEach(() => {
    seen.bare.clear();
    seen.byTable.clear();
  });

  test("are read with a table, in every message", () => {
    readAll();
    expect(files.length).toBeGreaterThan(10);
    expect(bareCodes()).toEqual([]);
  });

  test("are these, with these tables of HL7", () => {
    readAll();
    expect([...seen.byTable].sort()).toEqual(readByTable);
  });

  test("are found in every mapper that reads one directly", () => {
    const careless: Hl7Mapper = {
      documentType: "Encounter",
      map(message) {
        value(segment(message, "PV1"), 18);
        return [];
      },
    };
    decode(Buffer.from(adt("A03")), { ADT_A03: careless });
    expect(bareCodes()).toEqual(["PV1-18"]);
  });
});
