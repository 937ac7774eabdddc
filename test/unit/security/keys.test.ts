import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { digestOf, matchesAny, newApiKey } from "../../../sidecar/security/keys.ts";

const [one, other] = [newApiKey(), newApiKey()];

describe("keys", () => {
  it("are 256 random bits, never the same", () => {
    expect(one).not.toBe(other);
    expect(Buffer.from(one.replace(/^sk_/, ""), "base64url")).toHaveLength(32);
  });

  it("are stored as their SHA-256", () => {
    expect(digestOf("abc").toString("hex")).toBe(createHash("sha256").update("abc").digest("hex"));
  });

  it.each([
    ["the only one", one, [digestOf(one)], true],
    ["one of several, first", one, [digestOf(one), digestOf(other)], true],
    ["one of several, last", one, [digestOf(other), digestOf(one)], true],
    ["none of them", one, [digestOf(other)], false],
    ["nothing to compare with", one, [], false],
    ["another case", one.toUpperCase(), [digestOf(one)], false],
    ["an empty key", "", [digestOf(one)], false],
    ["the digest itself", digestOf(one).toString("hex"), [digestOf(one)], false],
    ["a digest of another length", one, [digestOf(one).subarray(0, 16)], false],
  ])("%s", (_what, key, digests, matches) => expect(matchesAny(key, digests)).toBe(matches));
});
