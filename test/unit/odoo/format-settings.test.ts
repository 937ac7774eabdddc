import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { order850Options } from "../../../sidecar/mappings/x12/order-850.ts";
import { orderTypes, requestedDates } from "../../../sidecar/mappings/x12/order-850-codes.ts";

/** Odoo refuses what the sidecar could never use, by lists of its own: they must say the same. */

const source = readFileSync(
  new URL("../../../odoo_addon/suture/format_settings.py", import.meta.url),
  "utf8",
);

/** The words of a tuple of the addon. */
function listed(name: string): string[] {
  const [, inside = ""] = new RegExp(`^${name} = \\(([^)]*)\\)`, "m").exec(source) ?? [];
  return [...inside.matchAll(/"([^"]*)"/g)].map(([, word = ""]) => word);
}

describe("what Odoo offers for an 850", () => {
  test.each([
    ["ORDER_TYPES", orderTypes],
    ["DATE_QUALIFIERS", requestedDates],
  ] as const)("%s are those that are written", (name, table) => {
    expect(listed(name).toSorted()).toEqual(Object.keys(table.codes).toSorted());
  });

  test("every price basis is one whose scale is known", () => {
    expect(listed("PRICE_BASES")).not.toEqual([]);
    for (const priceBasis of listed("PRICE_BASES"))
      expect([priceBasis, order850Options.safeParse({ priceBasis }).success]).toEqual([priceBasis, true]);
  });
});
