import { describe, expect, test } from "vitest";
import { z } from "zod";
import { settingsOf } from "../../../sidecar/catalogue/settings.ts";
import { choice } from "../../../sidecar/formats/shared/choice.ts";

const only = (schema: z.ZodType) => {
  const [setting, ...others] = settingsOf(z.strictObject({ value: schema }));
  expect(others).toEqual([]);
  return setting;
};

describe("a setting", () => {
  test.each([
    [
      "a boolean",
      z.boolean().default(true),
      { type: "boolean", default: true, minimum: null, maximum: null },
    ],
    ["an integer", z.int().min(1).max(9), { type: "integer", default: null, minimum: 1, maximum: 9 }],
    ["an integer without bounds", z.int().default(3), { type: "integer", minimum: null, maximum: null }],
    [
      "a decimal",
      z.number().min(0).max(100).default(2.5),
      { type: "decimal", default: 2.5, minimum: 0, maximum: 100 },
    ],
    [
      "an optional number",
      z.int().min(0).nullable().default(null),
      { type: "integer", default: null, minimum: 0 },
    ],
    ["a text", z.string().regex(/^Z\d$/).default("Z1"), { type: "text", default: "Z1", pattern: "^Z\\d$" }],
    ["a text that is not empty", z.string().min(1), { type: "text", minimum: 1 }],
    [
      "a choice",
      choice([
        ["b", "B"],
        ["a", "A"],
      ]).default("a"),
      {
        type: "choice",
        default: "a",
        choices: [
          { value: "b", label: "B" },
          { value: "a", label: "A" },
        ],
      },
    ],
    ["a choice without a default", choice([["a", "A"]]).optional(), { type: "choice", default: null }],
    [
      "a list",
      z
        .array(z.string().regex(/^[A-Z]+$/))
        .min(1)
        .default(["A"]),
      { type: "list", default: ["A"], item_pattern: "^[A-Z]+$", minimum: 1, pattern: null, choices: [] },
    ],
    [
      "a list of choices",
      z.array(choice([["a", "A"]])),
      { type: "list", choices: [{ value: "a", label: "A" }] },
    ],
    [
      "a map of texts",
      z.record(z.string().regex(/^\w+$/), z.string().regex(/^\d$/)).default({}),
      { type: "map", default: {}, pattern: "^\\w+$", item_pattern: "^\\d$", value_choices: [] },
    ],
    [
      "a map whose keys and values must not be empty",
      z.record(z.string().min(1), z.string().min(1)).default({}),
      { type: "map", pattern: "^[\\s\\S]+$", item_pattern: "^[\\s\\S]+$" },
    ],
    [
      "a map of choices",
      z.record(z.string(), choice([["in", "In"]])),
      { type: "map", value_choices: [{ value: "in", label: "In" }], item_pattern: null },
    ],
    [
      "a record",
      z.int().nullable().default(null).meta({ record: "account.account" }),
      { type: "record", record_model: "account.account", default: null },
    ],
  ])("is derived from %s", (_what, schema, expected) => expect(only(schema)).toMatchObject(expected));

  test("has its title, help, unit and examples", () =>
    expect(
      only(
        z
          .array(z.string().meta({ examples: ["A-1"] }))
          .meta({ title: "Places", description: "Where.", unit: "days" }),
      ),
    ).toMatchObject({ label: "Places", help: "Where.", unit: "days", example: "A-1", group: null }));

  test("of a nested object has its path and its group", () => {
    const schema = z.strictObject({
      first: z.boolean().default(false),
      inner: z
        .strictObject({ one: z.int().default(1) })
        .prefault({})
        .meta({ title: "Inner" }),
    });
    expect(settingsOf(schema).map(({ path, group, default: usual }) => [path, group, usual])).toEqual([
      ["first", null, false],
      ["inner.one", "Inner", 1],
    ]);
  });

  test("of an unsupported type is an error in the declaration", () =>
    expect(() => settingsOf(z.strictObject({ odd: z.union([z.string(), z.int()]) }))).toThrow("odd"));
});
