import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findUnit, type UnitContext } from "../../../../sidecar/flows/kit/find-unit.ts";
import { unitCode, unitWord } from "../../../../sidecar/flows/kit/unit-codes.ts";
import { convertPrice, convertQuantity, readUnits, type Unit } from "../../../../sidecar/flows/kit/units.ts";
import { units as records } from "../northfield.ts";

const units = readUnits(records);

function unit(name: string): Unit {
  const found = [...units.values()].find((each) => each.name === name);
  if (found === undefined) throw new Error(`No unit ${name}.`);
  return found;
}

function context(ordered: string, over: Partial<UnitContext> = {}): UnitContext {
  return { units, ordered: unit(ordered), product: [1, 4, 5], crosswalk: new Map(), ...over };
}

describe("a code that is not in Rec 20", () => {
  test.each(["hl7:ROLLS", "x12:UN"])("%s is what the crosswalk maps it to, and nothing else", (code) => {
    const crosswalk = new Map([[unitWord(code), 7]]);
    expect(findUnit(code, context("Units", { crosswalk }))?.name).toBe("Roll without a code");
    expect(findUnit(code, context("Units"))).toBeNull();
    expect(findUnit(`hl7:${"BX"}`, context("Units"))).toBeNull();
  });
});

describe("the unit of a partner's code", () => {
  test.each([
    ["BX", "Box of 100", "Box of 100"],
    ["BX", "Units", "Box of 100"],
    ["C62", "Box of 100", "Units"],
    ["EA", "Box of 100", "Units"],
    ["H87", "Units", "Units"],
    ["CS", "Box of 100", "Case of 10 Boxes"],
    ["XBX", "Box of 10", "Box of 10"],
    ["BO", "Units", "Bottle"],
  ])("%s on a line in %s is %s", (code, ordered, found) => {
    expect(findUnit(code, context(ordered))?.name).toBe(found);
  });

  test.each([
    ["KGM", "Units"],
    ["C62", "kg"],
    ["DZN", "Units"],
    ["QQ", "Units"],
  ])("%s on a line in %s is not known", (code, ordered) => {
    expect(findUnit(code, context(ordered))).toBeNull();
  });

  test("boxes of several sizes are ambiguous when the product has none of them, or several", () => {
    expect(findUnit("BX", context("Units", { product: [1] }))).toBeNull();
    expect(findUnit("BX", context("Units", { product: [1, 2, 4] }))).toBeNull();
  });

  test("the crosswalk takes precedence, but never across categories of units", () => {
    expect(findUnit("BX", context("Box of 100", { crosswalk: new Map([["BX", 2]]) }))?.name).toBe(
      "Box of 10",
    );
    expect(findUnit("BX", context("Box of 100", { crosswalk: new Map([["BX", 8]]) }))).toBeNull();
  });

  test.each([
    ["EA", "C62"],
    ["H87", "C62"],
    ["XBX", "BX"],
    ["BX", "BX"],
    ["XX", "XX"],
  ])("%s and %s are the same code", (code, plain) => expect(unitCode(code)).toBe(plain));
});

describe("conversion", () => {
  test("of quantities and prices is inverse", () => {
    const [piece, box] = [unit("Units"), unit("Box of 100")];
    expect(convertQuantity(new Decimal(10), box, piece).toNumber()).toBe(1000);
    expect(convertQuantity(new Decimal(250), piece, box).toNumber()).toBe(2.5);
    expect(convertPrice(new Decimal("4.50"), box, piece).toNumber()).toBe(0.045);
    expect(convertPrice(new Decimal("0.045"), piece, box).toNumber()).toBe(4.5);
  });

  test("there and back changes neither values nor the amount", () => {
    const some = fc.constantFrom(...[...units.values()].filter(({ root }) => root === 1));
    const decimals = fc.integer({ min: 1, max: 10 ** 9 }).map((cents) => new Decimal(cents).dividedBy(100));
    fc.assert(
      fc.property(some, some, decimals, decimals, (from, to, quantity, price) => {
        const converted = convertQuantity(quantity, from, to);
        const amount = converted.times(convertPrice(price, from, to));
        expect(convertQuantity(converted, to, from).toDecimalPlaces(6).eq(quantity)).toBe(true);
        expect(amount.minus(quantity.times(price)).abs().lt("0.000001")).toBe(true);
      }),
    );
  });
});
