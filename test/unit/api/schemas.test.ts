import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { schemaFiles } from "../../../sidecar/api/docs/schemas.ts";
import { examples } from "../../../sidecar/api/openapi/examples.ts";
import { documentSchemas } from "../../../sidecar/api/openapi/named-schemas.ts";
import { billingEvent } from "../../../sidecar/codecs/billing/read.ts";
import { catalogue } from "../../../sidecar/flows/catalogue.ts";

/** The published schemas accept and refuse the same messages as the code. */

function compiled(folder: string, title: string) {
  const found = schemaFiles(catalogue).find((one) => one.folder === folder && one.title === title);
  if (!found) throw new Error(`there is no schema ${folder}/${title}`);
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
  formats.default(ajv);
  return ajv.compile(found.schema);
}

/** Returns small corruptions of a message: each member omitted, replaced by a number or by an invalid text, recursively. */
function* spoiled(value: unknown): Generator<unknown> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const replaced = (by: unknown): unknown =>
      Array.isArray(value) ? value.with(Number(key), by) : { ...value, [key]: by };
    if (!Array.isArray(value))
      yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    for (const by of [7, "", "no value of any kind", null, [], "2026-02-30", "-1.5"]) yield replaced(by);
    for (const other of spoiled(inner)) yield replaced(other);
  }
}

const cases: readonly (readonly [string, string, z.ZodType, unknown])[] = [
  ...Object.entries(documentSchemas).map(
    ([type, schema]) => ["documents", type, schema, examples.documents[type]] as const,
  ),
  ...billingEvent.options.map((schema) => {
    const type = schema.shape.type.value;
    return ["billing", type, schema, examples.billing[type]] as const;
  }),
];

/** The documents that refuse unknown members, and rules that a JSON Schema cannot express. */
const STRICT: ReadonlySet<string> = new Set([
  "DespatchAdvice",
  "ReceiptAdvice",
  "RemittanceAdvice",
  "Catalogue",
  "InventoryReport",
  "ApplicationAdvice",
]);
const WITH_RULES: ReadonlySet<string> = new Set(["DespatchAdvice", "RemittanceAdvice", "ApplicationAdvice"]);

/** Returns whether the code refuses a message only by rules that a JSON Schema cannot express, such as that amounts balance. */
const isAgainstRules = (schema: z.ZodType, message: unknown): boolean =>
  schema.safeParse(message).error?.issues.every(({ code }) => code === "custom") ?? false;

describe.each(cases)("%s/%s", (folder, title, schema, example) => {
  const validate = compiled(folder, title);

  it("accepts the fixture's message", () => {
    expect(validate(example), JSON.stringify(validate.errors)).toBe(true);
  });

  it(`${STRICT.has(title) ? "refuses" : "accepts"} unknown members`, () => {
    const more = { ...(example as object), "x-more": { any: "thing" } };
    expect([validate(more), schema.safeParse(more).success]).toEqual(
      STRICT.has(title) ? [false, false] : [true, true],
    );
  });

  it("accepts and refuses the same as the code", () => {
    const ways = [...spoiled(example)];
    const different = ways.filter((one) => validate(one) !== schema.safeParse(one).success);
    expect(different.filter((one) => !isAgainstRules(schema, one))).toEqual([]);
    if (!WITH_RULES.has(title)) expect(different).toEqual([]);
    expect(ways.filter((one) => !validate(one)).length).toBeGreaterThan(5);
  });
});

it("every schema has a unique name and version", () => {
  const ids = schemaFiles(catalogue).map(({ schema }) => schema.$id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain("urn:suture:schema:billing:invoice.issued:v1");
});
