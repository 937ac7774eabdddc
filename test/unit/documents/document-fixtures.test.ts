import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { documentFields } from "../../../sidecar/catalogue/document-fields.ts";
import { canonicalDocument, documentWord } from "../../../sidecar/documents/document.ts";
import { documentTypes } from "../../../sidecar/documents/registry.ts";
import { eventType } from "../../../sidecar/formats/cloudevents/event-type.ts";
import { readEvent } from "../../../sidecar/formats/cloudevents/reader.ts";
import { quickParser } from "../../../sidecar/formats/quick-parse.ts";
import { fixtureDocument, fixtureNames, schemaOf } from "./document-fixtures.ts";

const TYPES = [
  "DespatchAdvice",
  "ReceiptAdvice",
  "RemittanceAdvice",
  "Catalogue",
  "InventoryReport",
  "ApplicationAdvice",
];
const cases = fixtureNames.map((name) => [name, fixtureDocument(name)] as const);

/** Returns every object in a value with its path in the catalogue, such as "lines.*.item". */
function objectsIn(value: unknown, path = ""): [path: string, object: Record<string, unknown>][] {
  if (Array.isArray(value)) return value.flatMap((one) => objectsIn(one, `${path}.*`));
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.entries(value).flatMap(([name, one]) =>
    objectsIn(one, path === "" ? name : `${path}.${name}`),
  );
  return [[path, value as Record<string, unknown>], ...inner];
}

const event = (document: { readonly type: string }) =>
  new TextEncoder().encode(
    JSON.stringify({
      specversion: "1.0",
      id: "1",
      source: "urn:suture:connection:portal",
      type: eventType(document.type),
      data: document,
    }),
  );

describe("the fixtures of documents", () => {
  test.each(TYPES)("are the smallest, a typical and a complete %s", (type) => {
    const word = documentWord(type);
    expect(fixtureNames.filter((name) => name.startsWith(`${word}/`))).toEqual(
      ["everything", "smallest", "typical"].map((name) => `${word}/${name}`),
    );
  });

  test.each(cases)("%s is read unchanged", (_name, document) => {
    expect(canonicalDocument.parse(document)).toEqual(document);
    expect(readEvent(event(document)).documents).toMatchObject([{ document }]);
  });

  test.each(TYPES)("of %s contain each of its fields", (type) => {
    const declaration = documentTypes.find(({ schema }) => schema.shape.type.value === type);
    if (!declaration) throw new Error(`${type} is not declared`);
    const all = cases.flatMap(([, document]) => (document.type === type ? objectsIn(document) : []));
    const used = new Set(all.flatMap(([path, one]) => Object.keys(one).map((name) => `${path}.${name}`)));
    const paths = documentFields(declaration).map(({ path }) => path);
    const shared =
      /\.(address|region|country|city|postalCode|lines)\b|\.\*$|(^|\.)(price|seller|buyer|payer|payee|carrier|place|shipFrom|deliverTo|substitute)\./;
    const unused = paths.filter((path) => !used.has(path.includes(".") ? path : `.${path}`));
    expect(unused.filter((path) => !shared.test(path))).toEqual([]);
  });
});

describe("a document with an unknown member", () => {
  test.each(cases)("anywhere in %s is refused", (_name, document) => {
    for (const [path] of objectsIn(document)) {
      const changed = structuredClone(document);
      for (const [at, one] of objectsIn(changed)) if (at === path) one.surprise = 1;
      expect(schemaOf(document.type).safeParse(changed).success, path).toBe(false);
      expect(readEvent(event(changed)).documents, path).toMatchObject([
        { problem: { code: "SCHEMA_INVALID" } },
      ]);
    }
  });
});

describe("a document with a number that is no decimal number", () => {
  const numbers = new Set([
    "value",
    "amount",
    "paid",
    "invoiced",
    "discount",
    "unpaid",
    "factor",
    "statedLineCount",
  ]);

  test.each(cases.filter(([name]) => name.endsWith("/everything")))(
    "anywhere in %s is refused",
    (_name, document) => {
      for (const [path, one] of objectsIn(document))
        for (const name of Object.keys(one).filter((each) => numbers.has(each) && !path.startsWith("errors")))
          for (const wrong of ["1,5", "1e3", "", " 1", "NaN", "0x1", 1, null]) {
            const changed = structuredClone(document);
            for (const [at, each] of objectsIn(changed)) if (at === path && name in each) each[name] = wrong;
            expect(schemaOf(document.type).safeParse(changed).success, `${path}.${name} ${wrong}`).toBe(
              false,
            );
          }
    },
  );
});

describe("the quick parser", () => {
  const quick = TYPES.filter(
    (type) => !["DespatchAdvice", "RemittanceAdvice", "ApplicationAdvice"].includes(type),
  );

  test.each(quick)("reads %s itself, because catalogues and reports are long", (type) => {
    for (const [, document] of cases)
      if (document.type === type)
        expect(quickParser(schemaOf(type) as z.ZodType<object>)(document)).toEqual(document);
  });

  test("returns what zod returns for documents with any change", () => {
    const parsers = new Map(TYPES.map((type) => [type, quickParser(schemaOf(type) as z.ZodType<object>)]));
    const value = fc.oneof(
      fc.constantFrom<unknown>(null, "", "1.5", "2026-02-30", "USD", [], {}),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...cases),
        fc.nat(),
        fc.nat(),
        value,
        fc.boolean(),
        (one, at, member, to, adds) => {
          const changed = structuredClone(one[1]);
          const objects = objectsIn(changed);
          const object = objects[at % objects.length]?.[1] ?? {};
          const names = Object.keys(object);
          object[adds ? "more" : (names[member % names.length] ?? "x")] = to;
          const parsed = parsers.get(one[1].type)?.(changed);
          if (parsed !== undefined) expect(schemaOf(one[1].type).parse(changed)).toEqual(parsed);
          if (adds) expect(parsed).toBeUndefined();
        },
      ),
      { numRuns: 1500 },
    );
  });
});
