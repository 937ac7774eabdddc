import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { CHECKOUT } from "../../../dev/environment/place.ts";
import { flows } from "../../../sidecar/flows/catalogue.ts";
import { hl7Options } from "../../../sidecar/formats/hl7v2/options.ts";
import { x12Options } from "../../../sidecar/formats/x12/options.ts";

/** The tables of settings in the documentation have the labels, names and defaults of the schemas. */

/** Returns the rows of the table that follows a heading, without its head, each as its cells. */
function table(page: string, heading: string): string[][] {
  const [, rest = ""] = readFileSync(join(CHECKOUT, "docs", page), "utf8").split(`\n${heading}\n`);
  const section = rest.split(/\n#{1,6} /)[0] ?? "";
  const rows = [...section.matchAll(/^\| (.*) \|$/gm)].map(([, row = ""]) => row.split(" | "));
  return rows.slice(1).filter(([first]) => first !== "---");
}

const code = (cell = ""): string => cell.replaceAll("`", "");

type Shape = Readonly<Record<string, z.ZodType>>;

const optionsOf = (schema: z.ZodType): Shape =>
  "shape" in schema._zod.def ? (schema._zod.def.shape as Shape) : innerShape(schema);
const innerShape = (schema: z.ZodType): Shape =>
  "innerType" in schema._zod.def ? optionsOf(schema._zod.def.innerType as z.ZodType) : {};

/** Returns the title of an option, or of a group of options. */
function titleAt(options: z.ZodObject, path: string): string | undefined {
  const [name = "", ...rest] = path.split(".");
  const schema = options.shape[name] as z.ZodType;
  const own = rest.length === 0 ? schema : optionsOf(schema)[rest.join(".")];
  return own?.meta()?.title;
}

/** Writes a default as a table does. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return "none";
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

describe("the policy in Connect a vendor", () => {
  const settings = flows
    .filter(({ code: flow }) => ["order-change", "order-response", "vendor-invoice"].includes(flow))
    .flatMap(({ policy }) => {
      const defaults = policy.parse({}) as Record<string, unknown>;
      return Object.entries(policy.shape as Shape).map(([name, schema]) => [
        schema.meta()?.title ?? "",
        name,
        shown(defaults[name]),
      ]);
    });
  const expected = new Map(settings.map((row) => [row[1], row]));

  it("lists the settings of its flows", () => {
    const rows = table("onboard-a-partner.md", "### Policy").map(([label, name, value]) => [
      label,
      code(name),
      value,
    ]);
    expect(rows.toSorted()).toEqual([...expected.values()].toSorted());
  });
});

describe("the policy in Connect a billing system", () => {
  it("has the labels and the default waiting time of both flows", () => {
    const titles = flows
      .filter(({ code: flow }) => ["customer-invoice", "payment"].includes(flow))
      .flatMap(({ policy }) => Object.values(policy.shape as Shape).map((schema) => schema.meta()?.title));
    const rows = table("connect-billing.md", "## 1. The connection");
    const first = rows.findIndex(([label]) => label === "Policy");
    const policy = rows.slice(first + 1).slice(0, new Set(titles).size);
    expect(policy.map(([label]) => label).toSorted()).toEqual([...new Set(titles)].toSorted());
    expect(policy.find(([label]) => label === "Wait for Earlier Documents")?.[1]).toBe("72");
  });
});

describe("the format options", () => {
  it("of X12 are listed with their labels and defaults", () => {
    const rows = table("onboard-a-partner.md", "### Format options");
    expect(rows.map(([, name]) => code(name)).toSorted()).toEqual(Object.keys(x12Options.shape).toSorted());
    const defaults = x12Options.parse({}) as Record<string, unknown>;
    for (const [label, cell, value] of rows) {
      const name = code(cell);
      expect(label, name).toBe(titleAt(x12Options, name));
      const own = defaults[name];
      const isGroup = typeof own === "object" && name !== "purposes";
      const written = own === undefined ? "none" : isGroup ? "{}" : JSON.stringify(own);
      expect(code(value).replaceAll(": ", ":").replaceAll(", ", ","), name).toBe(written);
    }
  });

  it("of stock movements are listed with their labels", () => {
    const rows = table("stock-consumption.md", "## Format options");
    const movement = Object.keys(optionsOf(hl7Options.shape.movement)).map((name) => `movement.${name}`);
    expect(rows.map(([, name]) => code(name)).toSorted()).toEqual([...movement, "supply"].toSorted());
    for (const [label, name] of rows) expect(label, name).toBe(titleAt(hl7Options, code(name)));
  });
});
