import { describe, expect, test } from "vitest";
import type { CanonicalDocument } from "../../../../sidecar/documents/document.ts";
import { type EncodeContext, EncodingFailure } from "../../../../sidecar/formats/format.ts";
import { x12 } from "../../../../sidecar/formats/x12/format.ts";
import { x12Losses } from "../../../../sidecar/formats/x12/losses.ts";
import { supplierConnection } from "../../../support/connection.ts";
import { inEnglish } from "../../../support/told.ts";
import { fixtureDocument } from "../../documents/document-fixtures.ts";

/** Every document that is both written and read is the same afterwards, except for the listed losses. */

const versions = ["004010", "005010"];

function connectionIn(version: string) {
  return supplierConnection({ format: { code: "x12", version, options: {} } });
}

/** Writes a document to the partner and reads it as if the partner had sent it. */
async function writtenAndRead(document: CanonicalDocument, version: string): Promise<CanonicalDocument> {
  const connection = connectionIn(version);
  let last = 0;
  const context: EncodeContext = {
    connection,
    now: "2026-12-01T09:30:00.000Z",
    next: async () => ++last,
  };
  const { bytes } = await x12.encode(document, context);
  const other = { partner: "us", us: "partner" } as const;
  const identifiers = connection.identifiers.map((one) => ({ ...one, owner: other[one.owner] }));
  const { documents } = x12.decode(bytes, {
    connection: { ...connection, identifiers },
    duplicateOfOther: false,
    pseudonym: () => "",
  });
  const [found] = documents;
  if (found === undefined || !("document" in found) || found.document === undefined)
    throw new Error(JSON.stringify(inEnglish(documents)));
  return found.document;
}

/** Returns a copy without the members at a path, such as "lines.*.note". */
function without(value: unknown, [name = "", ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => without(one, name === "*" ? rest : [name, ...rest]));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      if (key !== name) return [[key, inner]];
      return rest.length === 0 ? [] : [[key, without(inner, rest)]];
    }),
  );
}

/** Returns a document without its losses. Its packages are numbered by their position. */
function comparable(document: CanonicalDocument): unknown {
  const kept = (x12Losses[document.type] ?? []).reduce<unknown>(
    (left, { path }) => without(left, path.split(".")),
    document,
  );
  if (document.type !== "DespatchAdvice") return kept;
  const numbers = new Map((document.packages ?? []).map(({ id }, at) => [id, `package ${at + 1}`]));
  const { packages, lines, ...rest } = kept as typeof document;
  const renamed = (id: string) => numbers.get(id) ?? id;
  return {
    ...rest,
    packages: packages?.map((one) => ({
      ...one,
      id: renamed(one.id),
      ...(one.parent === undefined ? {} : { parent: renamed(one.parent) }),
    })),
    lines: lines.map((one) => ({
      ...one,
      packedIn: one.packedIn?.map((each) => ({ ...each, package: renamed(each.package) })),
    })),
  };
}

const failureOf = async (document: CanonicalDocument, version: string) => {
  try {
    await writtenAndRead(document, version);
  } catch (error) {
    if (error instanceof EncodingFailure) return error.problem.findings.map(({ text }) => inEnglish(text));
    throw error;
  }
  return [];
};

const despatch = fixtureDocument<"DespatchAdvice">("despatch-advice/typical");
const everything = fixtureDocument<"DespatchAdvice">("despatch-advice/everything");
const stock = fixtureDocument<"InventoryReport">("inventory-report/typical");
const receipt = fixtureDocument<"ReceiptAdvice">("receipt-advice/typical");
const [line] = despatch.lines;
if (line === undefined) throw new Error("The fixture has no line.");
const boxes = (value: string) => ({ value, unit: "BX" });

const documents: readonly (readonly [string, CanonicalDocument])[] = [
  ["a typical despatch advice", despatch],
  ["the smallest despatch advice", fixtureDocument("despatch-advice/smallest")],
  [
    "a despatch advice with packages in packages, of several orders",
    {
      ...everything,
      orderReference: undefined,
      packages: everything.packages?.slice(0, 2),
      lines: [
        { ...line, id: "a", packedIn: [{ package: "C1" }] },
        { ...line, id: "b", orderReference: "P00032", packedIn: [{ package: "C1" }] },
        {
          ...line,
          id: "c",
          orderReference: "P00032",
          packedIn: [{ package: "P1" }],
          lots: [{ serials: ["S-1", "S-2"] }],
        },
      ],
    },
  ],
  [
    "a despatch advice with lots and packages of a line",
    {
      ...despatch,
      packages: [
        { id: "C1", kind: "carton", sscc: "006141410000000012" },
        { id: "C2", kind: "pallet", trackingNumber: "1Z9" },
      ],
      lines: [
        {
          ...line,
          rest: "cancelled",
          orderedQuantity: boxes("12"),
          lots: [
            { number: "L1", expiry: "2028-11-30", quantity: boxes("6") },
            { number: "L2", quantity: boxes("4") },
          ],
          packedIn: [
            { package: "C1", quantity: boxes("6") },
            { package: "C2", quantity: boxes("4") },
          ],
        },
      ],
    },
  ],
  ["a typical inventory report", stock],
  ["the smallest inventory report", fixtureDocument("inventory-report/smallest")],
  ["a typical receipt advice", receipt],
  ["the smallest receipt advice", fixtureDocument("receipt-advice/smallest")],
].map(([name, document]) => [String(name), JSON.parse(JSON.stringify(document)) as CanonicalDocument]);

describe.each(versions)("written as X12 %s and read again", (version) => {
  test.each(documents)("%s is the same without its losses", async (_name, document) => {
    const read = await writtenAndRead(document, version);
    expect(comparable(read)).toEqual(comparable(document));
  });
});

describe("a document that X12 cannot contain", () => {
  test.each<[string, CanonicalDocument, string]>([
    [
      "packages within each other of which a line is in several",
      everything,
      "The goods of line 1 are in packages in a way that an X12 856 cannot contain.",
    ],
    [
      "an unknown unit",
      { ...despatch, lines: [{ ...line, quantity: { value: "1", unit: "x12:UN" } }] },
      "The unit x12:UN of line 1 has no X12 code (element 355).",
    ],
    [
      "several lots of a receipt",
      {
        ...receipt,
        lines: [
          {
            id: "1",
            item: { ids: [] },
            received: boxes("10"),
            lots: [
              { number: "L1", quantity: boxes("6") },
              { number: "L2", quantity: boxes("4") },
            ],
          },
        ],
      },
      "Line 1 has several lots in a way that an X12 861 cannot contain.",
    ],
    [
      "sales",
      {
        ...stock,
        kind: "sales",
        lines: [{ item: line.item, quantities: [{ kind: "sold", quantity: boxes("1") }] }],
      },
      "Line 1 has a quantity that was sold or returned, which an X12 846 cannot contain.",
    ],
    [
      "an item without a number",
      { ...stock, lines: [{ item: { ids: [] }, quantities: [{ kind: "on-hand", quantity: boxes("1") }] }] },
      "The item of line 1 has no number that an X12 846 can contain.",
    ],
  ])("with %s is not written, and the reason names the line", async (_what, document, text) => {
    expect(await failureOf(document, "004010")).toContain(text);
  });
});
