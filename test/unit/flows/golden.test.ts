import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { dispatchOf, fixtures, outcomeOf, readJson, readText } from "./golden.ts";

/** Every X12 fixture results in its document and the expected records in Odoo. A missing file fails. */

const folders = readdirSync(fixtures, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && /^([0-4]\d|1\d\d)-/.test(entry.name))
  .map(({ name }) => name)
  .sort();

describe("incoming messages", () => {
  test.each(folders.filter((name) => !/^4\d-/.test(name)))("%s", (name) => {
    const { document, odoo } = outcomeOf(name);
    expect(document).toEqual(readJson(name, "document.json"));
    expect(odoo).toEqual(readJson(name, "expected/odoo.json"));
  });
});

describe("incoming messages of a batch with shared reads", () => {
  const order = folders.find((name) => name.startsWith("01-"));
  test.each(folders.filter((name) => /-(855|865|810)-/.test(name)))("%s", (name) => {
    expect(outcomeOf(name, order)).toEqual(outcomeOf(name));
  });
});

describe("an outgoing document", () => {
  test.each(folders.filter((name) => /^4\d-/.test(name)))("%s", (name) => {
    const { document, segments } = dispatchOf(name);
    expect(document).toEqual(readJson(name, "document.json"));
    expect(segments).toBe(readText(name, "expected/segments.x12"));
  });
});

test("there are fixtures of every kind", () => {
  for (const code of ["850", "855", "860", "865", "810", "997"]) {
    expect(folders.filter((name) => name.includes(`-${code}-`)).length).toBeGreaterThan(0);
  }
});
