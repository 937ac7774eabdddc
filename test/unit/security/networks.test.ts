import { describe, expect, it } from "vitest";
import { addressIn, readNetworks, siteOf } from "../../../sidecar/security/networks.ts";

describe("a list of networks", () => {
  const networks = readNetworks("10.0.0.0/8, 192.0.2.7 2001:db8::/32,\n::1");

  it.each([
    "10.255.0.1",
    "192.0.2.7",
    "2001:db8::5",
    "::1",
    "::ffff:10.1.2.3",
    "10.0.0.1:4711",
    "[2001:db8::5]:443",
  ])("contains %s", (address) => expect(networks?.has(address)).toBe(true));
  it.each(["11.0.0.1", "192.0.2.8", "2001:db9::5", "::2", "", "unknown", "10.0.0.1.example.org"])(
    "does not contain %j",
    (address) => expect(networks?.has(address)).toBe(false),
  );
  it("is empty without entries", () => expect(readNetworks(" ")?.has("10.0.0.1")).toBe(false));
  it.each(["10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "::/129", "example.org", "10.0.0.0/8/8", "10.0.0.0/-1"])(
    "is invalid with %s",
    (entry) => expect(readNetworks(`10.0.0.0/8, ${entry}`)).toBeNull(),
  );
});

describe("an address", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["192.0.2.1:443", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["[2001:db8::1]:443", "2001:db8::1"],
    ["[2001:db8::1]", "2001:db8::1"],
    ["fe80::1%eth0", null],
    ["unknown", null],
    ["_hidden", null],
    ["", null],
  ])("in %j is %s", (text, address) => expect(addressIn(text)).toBe(address));

  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["2001:db8:0:1::5", "2001:db8:0:1::/64"],
    ["2001:0db8:0000:0001:0002:0003:0004:0005", "2001:db8:0:1::/64"],
    ["::1", "0:0:0:0::/64"],
    ["2001:db8::", "2001:db8:0:0::/64"],
  ])("%s is of the site %s", (address, site) => expect(siteOf(address)).toBe(site));
});
