import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Crosswalk } from "../../../../sidecar/flows/kit/crosswalk.ts";
import { indexItems, isNamedBy } from "../../../../sidecar/flows/kit/item-matching.ts";

const codes = fc.constantFrom("a-1", "A-1", " a-1 ", "b", "00012345678905");
const product = fc.record({
  id: fc.integer({ min: 1, max: 5 }),
  code: fc.option(codes),
  barcodes: fc.array(fc.constantFrom("12345678905", "012345678905", "9527000010019"), { maxLength: 2 }),
  vendorCodes: fc.array(codes, { maxLength: 2 }),
});
const identifier = fc.record({
  scheme: fc.constantFrom("gtin", "seller", "buyer", "maker", "own-scheme"),
  id: fc.oneof(codes, fc.constant("09527000010019")),
});
const entries = fc.dictionary(codes, fc.integer({ min: 1, max: 5 }));

/** A crosswalk whose entries are valid in the schemes "seller" and "own-scheme". */
function crosswalkOf(known: Readonly<Record<string, number>>): Crosswalk {
  const all = (scheme: string, model: string) =>
    new Map(model === "product.product" && scheme !== "gtin" ? Object.entries(known) : []);
  return { all, find: (scheme, value, model) => all(scheme, model).get(value) };
}

describe("indexItems", () => {
  test("finds exactly the entries whose product an identifier identifies, in their order", () => {
    fc.assert(
      fc.property(fc.array(product), fc.array(identifier), entries, (products, ids, known) => {
        const crosswalk = crosswalkOf(known);
        const expected = products.filter((one) => ids.some((id) => isNamedBy(id, one, crosswalk)));
        expect(indexItems(products, (one) => one, crosswalk)(ids)).toEqual(expected);
      }),
    );
  });
});

describe("isNamedBy", () => {
  const none = crosswalkOf({});
  const gloves = { id: 3, code: "NF-1", barcodes: ["12345678905"], vendorCodes: ["hm-7 "] };

  test.each([
    ["gtin", "00012345678905", true],
    ["gtin", "12345678905", false],
    ["seller", "HM-7", true],
    ["buyer", "nf-1", true],
    ["buyer", "HM-7", false],
    ["maker", "NF-1", false],
  ])("the number %s %s identifies the product: %s", (scheme, id, expected) => {
    expect(isNamedBy({ scheme, id }, gloves, none)).toBe(expected);
  });

  test("an entry of the crosswalk identifies the product in any scheme", () => {
    expect(isNamedBy({ scheme: "maker", id: "b" }, gloves, crosswalkOf({ b: 3 }))).toBe(true);
    expect(isNamedBy({ scheme: "maker", id: "b" }, gloves, crosswalkOf({ b: 4 }))).toBe(false);
  });
});
