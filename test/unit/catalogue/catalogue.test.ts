import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { catalogueOf } from "../../../sidecar/catalogue/catalogue.ts";
import type { FieldFacts } from "../../../sidecar/documents/declaration.ts";
import { reasons } from "../../../sidecar/documents/reason-codes.ts";
import { documentTypes } from "../../../sidecar/documents/registry.ts";
import { flows } from "../../../sidecar/flows/catalogue.ts";
import type { FormatDeclaration } from "../../../sidecar/formats/declaration.ts";
import { formats } from "../../../sidecar/formats/registry.ts";
import { transports } from "../../../sidecar/transports/registry.ts";
import { tinyFormat } from "../../support/tiny.ts";

const registries = { formats, transports, flows, documents: documentTypes, reasons };
const catalogue = catalogueOf(registries);

/** Returns every path at which a schema accepts a value, by walking the schema itself. */
function pathsOf(schema: z.ZodType, within = ""): string[] {
  const { def } = schema._zod as { def: z.core.$ZodTypeDef & { innerType?: z.ZodType; shape?: object } };
  if (def.innerType) return pathsOf(def.innerType, within);
  if (!def.shape) return [within];
  return Object.entries(def.shape).flatMap(([name, inner]) =>
    pathsOf(inner, within ? `${within}.${name}` : name),
  );
}

type Def = {
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly checks?: readonly { readonly _zod: { readonly def: { readonly check: string } } }[];
};

/** Returns the number of refinements in a schema. They are functions, which JSON Schema, and so Odoo, cannot express. */
function customChecks(schema: z.ZodType): number {
  const def = schema._zod.def as Def;
  const own = (def.checks ?? []).filter((each) => each._zod.def.check === "custom").length;
  const inner = [def.innerType, def.element, def.keyType, def.valueType, ...Object.values(def.shape ?? {})];
  return inner.reduce((sum, each) => sum + (each ? customChecks(each) : 0), own);
}

/** Returns all object schemas inside a schema, including itself. */
function objectsOf(schema: z.ZodType): z.ZodObject[] {
  const { def } = schema._zod as { def: z.core.$ZodTypeDef & { innerType?: z.ZodType; shape?: object } };
  if (def.innerType) return objectsOf(def.innerType);
  if (!def.shape) return [];
  return [schema as z.ZodObject, ...Object.values(def.shape).flatMap((inner) => objectsOf(inner))];
}

describe.each(formats.map((format) => [format.code, format] as const))(
  "the options of %s",
  (_code, format) => {
    const settings =
      catalogueOf({ ...registries, formats: [{ ...format, kinds: "all" }] }).formats[0]?.settings ?? [];

    test("are all listed, each once", () =>
      expect(settings.map(({ path }) => path)).toEqual(
        pathsOf(format.options).filter((path) => path !== ""),
      ));

    test("have their own title and help", () => {
      expect(settings.filter(({ label, path, help }) => label === path || help === null)).toEqual([]);
      expect(new Set(settings.map(({ label }) => label)).size).toBe(settings.length);
    });

    test("have no check that Odoo cannot perform", () => {
      expect(customChecks(format.options)).toBe(0);
      expect(
        customChecks(
          z.strictObject({
            odd: z
              .string()
              .refine(() => true)
              .default(""),
          }),
        ),
      ).toBe(1);
    });

    test("can all be omitted", () => expect(format.options.safeParse({}).success).toBe(true));

    test("are strict, in each of their objects", () =>
      expect(
        objectsOf(format.options).map((each) => each.safeParse({ zz: 1 }).error?.issues[0]?.code),
      ).toEqual(objectsOf(format.options).map(() => "unrecognized_keys")));

    test("have labels for all choices", () =>
      expect(
        settings
          .flatMap(({ choices, value_choices }) => [...choices, ...value_choices])
          .filter(({ value, label }) => value === label),
      ).toEqual([]));
  },
);

describe("a format in the catalogue", () => {
  test("can be chosen by a connection, those for certain kinds first", () =>
    expect(catalogue.formats.map(({ code, kinds }) => [code, kinds])).toEqual([
      ["hl7v2", ["ehr", "wms", "other"]],
      ["x12", ["edi", "wms", "other"]],
      ["cloudevents", []],
    ]));

  test("X12 with its settings and rules", () => {
    const golden = readFileSync(new URL("x12.golden.json", import.meta.url), "utf8");
    expect(catalogue.formats.find(({ code }) => code === "x12")).toEqual(JSON.parse(golden));
  });

  test("accepts the versions in use", () => {
    const x12 = catalogue.formats.find(({ code }) => code === "x12");
    const form = new RegExp(x12?.version_pattern ?? "");
    expect(
      ["004010", "005010", "004010VICS", "005010X230", "003040", "00401", "004010 VICS", ""].filter((each) =>
        form.test(each),
      ),
    ).toEqual(["004010", "005010", "004010VICS", "005010X230"]);
  });

  test("reads and writes existing documents", () => {
    const types = catalogue.documents.map(({ type }) => type);
    for (const { reads, writes } of catalogue.formats)
      expect([...reads, ...writes].filter((type) => !types.includes(type))).toEqual([]);
  });

  test("has rules about its own settings", () => {
    for (const { settings, rules } of catalogue.formats) {
      const paths = settings.map(({ path }) => path);
      const used = rules.flatMap((rule) => ("differ" in rule ? rule.differ : [rule.when.path]));
      expect(used.filter((path) => !paths.includes(path))).toEqual([]);
    }
  });
});

describe("the catalogue", () => {
  test("has unique names", () => {
    for (const codes of [
      catalogue.formats.map(({ code }) => code),
      catalogue.transports.map(({ code }) => code),
      catalogue.flows.map(({ code }) => code),
      catalogue.documents.map(({ type }) => type),
      catalogue.reasons.map(({ code }) => code),
      catalogue.states.map(({ code }) => code),
      ...catalogue.documents.map(({ fields }) => fields.map(({ path }) => path)),
      ...catalogue.flows.map(({ settings }) => settings.map(({ path }) => path)),
    ])
      expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  test("is plain JSON", () => expect(JSON.parse(JSON.stringify(catalogue))).toEqual(catalogue));

  test("has the same version for the same content, and a different one for different content", () => {
    const version = (given: Partial<FormatDeclaration>) =>
      catalogueOf({ ...registries, formats: [tinyFormat(given)] }).version;
    expect(version({})).toBe(version({}));
    expect(
      version({ options: z.strictObject({ odd: z.boolean().default(true).meta({ title: "Odd" }) }) }),
    ).not.toBe(version({}));
    expect(version({})).toMatch(/^[0-9a-f]{12}$/);
  });
});

describe("the enumerations of documents", () => {
  const enumerations = catalogue.documents.flatMap(({ type, fields }) =>
    fields.map((field) => ({ type, ...field })).filter(({ choices }) => choices.length > 0),
  );

  test("have labels that differ from each other and from the codes", () => {
    expect(enumerations.length).toBeGreaterThan(5);
    for (const { choices } of enumerations) {
      expect(choices.filter(({ value, label }) => value === label)).toEqual([]);
      expect(new Set(choices.map(({ label }) => label)).size).toBe(choices.length);
    }
  });

  test("have labels of values that exist", () => {
    for (const document of documentTypes)
      for (const [path, { choices = {} }] of Object.entries<FieldFacts>(document.fields)) {
        const known = enumerations.find(
          (each) => each.type === document.schema.shape.type.value && each.path === path,
        );
        const values = known?.choices.map(({ value }) => value) ?? [];
        expect(Object.keys(choices).filter((value) => !values.includes(value))).toEqual([]);
      }
  });
});

describe("the fields of a document", () => {
  const fieldsOf = (type: string) => {
    const fields = catalogue.documents.find((each) => each.type === type)?.fields ?? [];
    return new Map(fields.map((field) => [field.path, field]));
  };

  test.each([
    ["Order", "lines.*.quantity.value", { kind: "decimal", label: "", editable: true }],
    [
      "Order",
      "lines.*.quantity",
      { kind: "quantity", label: "Quantity", editable: false, finding_fields: ["quantity", "unit"] },
    ],
    ["Order", "lines.*.item.ids.*.scheme", { kind: "choice", label: "Kind of number" }],
    ["Order", "total", { kind: "decimal", stake: true }],
    ["Invoice", "dueDate", { kind: "date", addable: true, finding_fields: ["date"] }],
    ["Invoice", "currency", { kind: "currency" }],
    ["OrderResponse", "lines.*.parts.*.status", { kind: "choice", label: "Status" }],
    ["OrderResponse", "lines.*.parts.*.substitute", { kind: "item", finding_fields: ["item"] }],
    ["StockMovement", "occurredAt", { kind: "instant" }],
    ["StockMovement", "encounter", { editable: false, sensitive: true }],
    ["Encounter", "id", { editable: false, sensitive: true }],
    ["Payment", "amount", { kind: "decimal", stake: true }],
    ["CustomerInvoice", "account", { editable: true, sensitive: true }],
  ])("of %s: %s", (type, path, expected) => expect(fieldsOf(type).get(path)).toMatchObject(expected));

  test("do not repeat the type", () => {
    for (const { fields } of catalogue.documents)
      expect(fields.map(({ path }) => path)).not.toContain("type");
  });

  test.each(documentTypes.map((each) => [each.label, each] as const))(
    "for which %s declares something exist",
    (_label, { schema, fields }) => {
      const paths = [...fieldsOf(schema.shape.type.value).keys()];
      expect(Object.keys(fields).filter((path) => !paths.includes(path))).toEqual([]);
    },
  );
});
