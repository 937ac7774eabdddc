import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fixtures, readJson } from "../golden.ts";
import { moneyOutcome } from "./money-golden.ts";

/** Every billing event results in its document and the expected records in Odoo. A missing file fails. */

const folders = readdirSync(fixtures)
  .filter((name) => /^6\d-/.test(name))
  .sort();

describe("the events of billing", () => {
  test.each(folders)("%s", (name) => {
    const { document, odoo } = moneyOutcome(name);
    expect(document).toEqual(readJson(name, "document.json"));
    expect(odoo).toEqual(readJson(name, "expected/odoo.json"));
  });

  test("there are fixtures of every kind", () => {
    for (const kind of ["invoice-issued", "invoice-voided", "payment-confirmed", "payment-refunded"]) {
      expect(folders.filter((name) => name.includes(`-${kind}-`)).length).toBeGreaterThan(0);
    }
  });
});
