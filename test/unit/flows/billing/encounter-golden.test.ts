import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fixtures, readJson } from "../golden.ts";
import { encounterOutcome } from "./encounter-golden.ts";

/** Every fixture of an encounter results in its document and the expected documents for billing. A missing file fails. */

const folders = readdirSync(fixtures)
  .filter((name) => /^\d\d-adt-/.test(name))
  .sort();

describe("encounters", () => {
  test("there are fixtures of discharge, update and cancellation", () =>
    expect(folders.map((name) => name.slice(7, 10))).toEqual(expect.arrayContaining(["a03", "a08", "a13"])));

  test.each(folders)("%s", async (name) => {
    const { document, odoo, billing } = await encounterOutcome(name);
    expect(document).toEqual(readJson(name, "document.json"));
    expect(odoo).toEqual(readJson(name, "expected/odoo.json"));
    expect(billing).toEqual(readJson(name, "expected/billing.json"));
  });
});
