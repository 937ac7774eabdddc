import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fixtures, readJson } from "../golden.ts";
import { stockOutcome } from "./stock-golden.ts";

/** Every fixture of a stock movement results in its document and the expected stock. A missing file fails. */

const folders = readdirSync(fixtures)
  .filter((name) => /^\d\d-(rds|zsu)-/.test(name))
  .sort();

describe("stock movements", () => {
  test("there are fixtures of dispenses and of supply segments", () =>
    expect(folders.map((name) => name.slice(3, 6))).toEqual(expect.arrayContaining(["rds", "zsu"])));

  test.each(folders)("%s", (name) => {
    const { document, odoo } = stockOutcome(name);
    expect(document).toEqual(readJson(name, "document.json"));
    expect(odoo).toEqual(readJson(name, "expected/odoo.json"));
  });
});
