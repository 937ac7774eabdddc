import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPseudonym } from "../../../sidecar/security/pseudonym.ts";

const secret = "a secret that is 32 bytes or more";
const pseudonym = createPseudonym(secret);

describe("a pseudonym", () => {
  // printf 'encounter\0V-100234' | openssl dgst -sha256 -hmac 'a secret that is 32 bytes or more', the first 32 digits
  it.each([
    ["encounter", "V-100234", "bf3284f015849c370af491d588b06cd7"],
    ["account", "V-100234", "402a6c3c6b68d09ec946102a63b44bbb"],
    ["account", "Zoë", "f0db29518c465c61a114bf12a2c15f72"],
  ] as const)("of %s %s is always %s", (kind, value, expected) => {
    expect(pseudonym(kind, value)).toBe(expected);
    expect(createPseudonym(secret)(kind, value)).toBe(expected);
  });

  it("is 32 hexadecimal digits, different for another kind, value or secret", () => {
    const other = createPseudonym(`${secret}!`);
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, two) => {
        const first = pseudonym("account", one);
        expect(first).toMatch(/^[0-9a-f]{32}$/);
        expect([pseudonym("encounter", one), other("account", one)]).not.toContain(first);
        expect(pseudonym("account", two) === first).toBe(one === two);
      }),
    );
  });

  it("needs a secret of 32 bytes; the refusal does not show it", () => {
    expect(() => createPseudonym("s".repeat(31))).toThrow(/at least 32 bytes/);
    expect(() => createPseudonym("s".repeat(31))).not.toThrow(/ss/);
    expect(createPseudonym("s".repeat(32))("account", "1")).toHaveLength(32);
    expect(createPseudonym("ë".repeat(16))("account", "1")).toHaveLength(32);
  });
});
