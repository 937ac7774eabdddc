import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { canonicalDocument } from "../../../sidecar/documents/document.ts";
import { calendarDate } from "../../../sidecar/documents/values.ts";
import { quickParser } from "../../../sidecar/formats/quick-parse.ts";

const ROOT = join(import.meta.dirname, "../../../fixtures");
const documents = globSync("*/document.json", { cwd: ROOT })
  .map((path) => JSON.parse(readFileSync(join(ROOT, path), "utf8")) as { type: string })
  .filter(({ type }) => type !== undefined);
const schemas = canonicalDocument.options as readonly z.ZodType<object>[];
const schemaOf = (type: string) =>
  canonicalDocument.options.find(({ shape }) => shape.type.value === type) as z.ZodType<object>;

/** Compared as text, so that the order of members is compared as well. */
const text = (value: unknown) => JSON.stringify(value);

type Change = { readonly at: number; readonly value: unknown; readonly adds: boolean };

/** Returns a copy in which the value at one of its places is replaced, or a member is added beside it. */
function changed(document: unknown, { at, value, adds }: Change): unknown {
  const places: [container: Record<string, unknown>, key: string][] = [];
  const copy = structuredClone(document);
  const visit = (inner: unknown) => {
    if (typeof inner !== "object" || inner === null) return;
    for (const key of Object.keys(inner)) {
      places.push([inner as Record<string, unknown>, key]);
      visit((inner as Record<string, unknown>)[key]);
    }
  };
  visit(copy);
  const [container, key] = places[at % places.length] ?? [{}, ""];
  container[adds && !Array.isArray(container) ? `${key}2` : key] = value;
  return copy;
}

const change = fc.record({
  at: fc.nat(),
  adds: fc.boolean(),
  value: fc.oneof(
    fc.constantFrom<unknown>(undefined, null, "", "12.50", "2026-02-29", "USD", true, [], {}, 3, "Order"),
    fc.string(),
    fc.jsonValue(),
  ),
});

describe("documents of the fixtures", () => {
  test("there are some of several types", () => {
    expect(new Set(documents.map(({ type }) => type)).size).toBeGreaterThan(4);
  });

  test("are parsed as zod parses them", () => {
    for (const document of documents) {
      const parsed = quickParser(schemaOf(document.type))(document);
      if (parsed !== undefined) expect(text(parsed)).toBe(text(schemaOf(document.type).parse(document)));
    }
  });

  test.each(["Invoice", "OrderResponse", "Acknowledgement"])("of type %s are not left to zod", (type) => {
    for (const document of documents.filter((each) => each.type === type))
      expect(quickParser(schemaOf(type))(document), text(document)).toBeDefined();
  });

  test("changed anywhere, are parsed as zod parses them, or left to it", () => {
    fc.assert(
      fc.property(fc.constantFrom(...documents), fc.array(change, { maxLength: 3 }), (document, changes) => {
        const schema = schemaOf(document.type);
        const candidate = changes.reduce<unknown>(changed, document);
        const parsed = quickParser(schema)(candidate);
        if (parsed === undefined) return;
        expect(text(parsed)).toBe(text(schema.parse(candidate)));
        expect(text(parsed)).not.toContain("undefined");
      }),
      { numRuns: 3000 },
    );
  });

  test("of all types have a parser", () => {
    for (const schema of schemas) expect(quickParser(schema)({})).toBeUndefined();
  });
});

describe("schemas that the quick parser does not know are left to zod", () => {
  test.each<[string, z.ZodType<object>, object]>([
    ["refinements", z.object({ a: z.string() }).refine(() => false), { a: "x" }],
    ["refined strings", z.object({ a: z.string().refine(() => false) }), { a: "x" }],
    ["transformations", z.object({ a: z.string().trim() }), { a: " x " }],
    ["defaults", z.object({ a: z.string().default("x") }), { a: "y" }],
    ["coercion", z.object({ a: z.coerce.string() }), { a: "y" }],
    ["strict objects", z.strictObject({ a: z.string() }), { a: "y", b: "z" }],
    ["unions", z.object({ a: z.union([z.string(), z.number()]) }), { a: "y" }],
    ["numbers", z.object({ a: z.number() }), { a: 1 }],
    ["integers with other limits", z.object({ a: z.int().gt(0) }), { a: 1 }],
    ["multiples", z.object({ a: z.int().multipleOf(2) }), { a: 2 }],
    ["other string formats", z.object({ a: z.email() }), { a: "a@example.com" }],
  ])("%s", (_, schema, candidate) => expect(quickParser(schema)(candidate)).toBeUndefined());

  test("but integers are checked", () => {
    const parse = quickParser(z.object({ a: z.int().min(1).max(99).optional() }));
    for (const a of [1, 99, undefined]) expect(parse({ a })).toEqual(a === undefined ? {} : { a });
    for (const a of [0, 100, 1.5, Number.NaN, "1", null, 2 ** 60]) expect(parse({ a })).toBeUndefined();
  });

  test("but lengths, expressions and dates are checked", () => {
    const parse = quickParser(
      z.object({
        a: z.string().min(2).max(3),
        b: z.string().regex(/^x/).optional(),
        c: calendarDate.optional(),
      }),
    );
    expect(parse({ a: "ab", b: undefined, other: 1 })).toEqual({ a: "ab" });
    expect(parse({ a: "a" })).toBeUndefined();
    expect(parse({ a: "abcd" })).toBeUndefined();
    expect(parse({ a: "ab", b: "y" })).toBeUndefined();
    expect(parse({ a: "ab", c: "2027-02-29" })).toBeUndefined();
    expect(parse({ a: "ab", c: "2028-02-29" })).toEqual({ a: "ab", c: "2028-02-29" });
  });
});
