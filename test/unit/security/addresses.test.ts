import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addressFrom,
  addressText,
  contains,
  innermost,
  knownNetwork,
  networkFrom,
} from "../../../sidecar/security/addresses.ts";

const read = (text: string) => {
  const address = addressFrom(text);
  return address && addressText(address);
};

describe("an address", () => {
  it.each([
    ["10.1.2.3", "10.1.2.3"],
    ["255.255.255.255", "255.255.255.255"],
    ["::", "::"],
    ["::1", "::1"],
    ["2001:DB8:0:0:0:0:0:1", "2001:db8::1"],
    ["::ffff:127.0.0.1", "::ffff:7f00:1"],
    ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"],
    ["fe80::1%eth0", "fe80::1"],
  ])("%s is read", (text, expected) => expect(read(text)).toBe(expected));

  it.each(["", "10.1.2", "10.1.2.3.4", "256.1.1.1", "010.1.2.3", "0x7f.1", "2130706433", "::g", "1::2::3"])(
    "%j is invalid",
    (text) => expect(addressFrom(text)).toBeNull(),
  );

  it("of any number is the same after writing and reading", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), (value) => {
        expect(addressFrom(addressText({ bits: 128, value }))).toEqual({ bits: 128, value });
      }),
    );
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }), (value) => {
        expect(addressFrom(addressText({ bits: 32, value }))).toEqual({ bits: 32, value });
      }),
    );
  });

  it.each([
    ["::ffff:10.1.2.3", "10.1.2.3"],
    ["::ffff:0:10.1.2.3", "10.1.2.3"],
    ["::10.1.2.3", "10.1.2.3"],
    ["64:ff9b::10.1.2.3", "10.1.2.3"],
    ["2002:a01:203::1", "10.1.2.3"],
    ["2001:4860::10.1.2.3", "2001:4860::a01:203"],
    ["::1", "::1"],
    ["::", "::"],
  ])("%s leads to %s", (text, expected) => expect(addressText(innermost(knownNetwork(text)))).toBe(expected));
});

describe("a network", () => {
  it.each(["10.0.0.0/8", "10.1.2.3/32", "10.1.2.3", "0.0.0.0/0", "fc00::/7", "::/0", "fd12::1"])(
    "%s is valid",
    (text) => expect(networkFrom(text)).not.toBeNull(),
  );

  it.each([
    "10.0.0.0/33",
    "10.1.2.3/8",
    "::/129",
    "fd12::1/64",
    "10.0.0.0/",
    "10.0.0.0/8/8",
    "edi.example/8",
  ])("%s is invalid", (text) => expect(networkFrom(text)).toBeNull());

  it.each([
    ["10.0.0.0/8", "10.255.255.255", true],
    ["10.0.0.0/8", "11.0.0.0", false],
    ["0.0.0.0/0", "255.255.255.255", true],
    ["0.0.0.0/0", "::1", false],
    ["fc00::/7", "fdff::1", true],
    ["fc00::/7", "fe00::1", false],
    ["10.1.2.3/32", "10.1.2.3", true],
    ["10.1.2.3/32", "10.1.2.2", false],
  ])("%s and %s: %s", (network, address, expected) =>
    expect(contains(knownNetwork(network), knownNetwork(address))).toBe(expected),
  );
});
