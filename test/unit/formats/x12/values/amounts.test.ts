import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decimalFromX12,
  goodsAmount,
  impliedCentsFromX12,
} from "../../../../../sidecar/formats/x12/values/amounts.ts";

/** Numbers are converted without arithmetic where possible. The results must equal those of decimal arithmetic. */

const digits = (least: number, most: number) =>
  fc.string({ unit: fc.constantFrom(..."0000123456789"), minLength: least, maxLength: most });
const sign = fc.constantFrom("", "", "-", "+");
const number = fc
  .tuple(sign, digits(0, 20), fc.constantFrom("", "."), digits(0, 13))
  .map((parts) => parts.join(""));
const exponent = fc.constantFrom("", "", "E3", "E-12", "e+2", "E100");
const decimal = fc
  .tuple(fc.constantFrom("", "-"), digits(1, 18), digits(0, 10))
  .map(([minus, whole, rest]) => `${minus}${whole}${rest === "" ? "" : `.${rest}`}`);
const short = fc
  .tuple(fc.constantFrom("", "-"), digits(1, 5), digits(0, 4))
  .map(([minus, whole, rest]) => `${minus}${whole}${rest === "" ? "" : `.${rest}`}`);

test("a type R number is what decimal arithmetic makes of it", () => {
  fc.assert(
    fc.property(number, exponent, (value, power) => {
      const text = value + power;
      const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)(E[+-]?\d{1,2})?$/i.test(text);
      const plain = isNumber ? new Decimal(text).toFixed() : "";
      const expected = /^-?\d{1,18}(\.\d{1,10})?$/.test(plain) ? plain : undefined;
      expect(decimalFromX12(text), text).toBe(expected);
    }),
    { numRuns: 3000 },
  );
});

test("a type N2 number is what decimal arithmetic makes of it", () => {
  fc.assert(
    fc.property(sign, digits(0, 20), (minus, value) => {
      const text = minus + value;
      const expected = /^[+-]?\d{1,18}$/.test(text) ? new Decimal(text).dividedBy(100).toFixed(2) : undefined;
      expect(impliedCentsFromX12(text), text).toBe(expected);
    }),
    { numRuns: 1000 },
  );
});

describe("the amount of goods", () => {
  const expected = (quantity: string, price: string) =>
    new Decimal(quantity).times(price).toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toFixed(2);

  test.each([
    ["3", "1.115"],
    ["-3", "1.115"],
    ["0.5", "0.01"],
    ["-0.5", "0.01"],
    ["-0.1", "0.01"],
    ["1", "0.005"],
    ["0", "-4.5"],
    ["999999999999999999", "0.0000000001"],
    ["90071992547409", "1"],
    ["1.0000000001", "45.0000000001"],
  ])("of %s at %s is rounded half up", (quantity, price) => {
    expect(goodsAmount(quantity, price)).toBe(expected(quantity, price));
  });

  test("is what decimal arithmetic makes of it", () => {
    fc.assert(
      fc.property(fc.oneof(short, decimal), fc.oneof(short, decimal), (quantity, price) => {
        expect(goodsAmount(quantity, price), `${quantity} × ${price}`).toBe(expected(quantity, price));
      }),
      { numRuns: 3000 },
    );
  });
});
