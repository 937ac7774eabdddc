import { describe, expect, test } from "vitest";
import { english } from "../../../sidecar/catalogue/terms.ts";
import { placeOf, ruleInWords } from "../../../sidecar/documents/places/places.ts";

describe("the place of a value", () => {
  test.each([
    ["currency", "Currency", "currency"],
    ["lines.1.quantity.value", "line 2, Quantity", "lines.*.quantity"],
    ["lines.0.charges.2.amount", "line 1, Amount", "lines.*.charges.*.amount"],
    ["lines", "Lines", "lines"],
    ["shippingHints.boxSize", "Box size", "shippingHints.boxSize"],
  ])("%s is shown as %s", (path, text, code) => {
    const place = placeOf(path.split(".").map((name) => (/^\d+$/.test(name) ? Number(name) : name)));
    expect(english(place)).toBe(text);
    expect(place.parameters?.field).toMatchObject({ entry: "field", code });
  });
});

test.each([
  ["invalid_type", "missing or of the wrong type"],
  ["too_big", "too large or too long"],
  ["a code of a later version", "not allowed"],
])("the rule %s is shown in words", (code, text) => expect(english(ruleInWords(code))).toBe(text));
