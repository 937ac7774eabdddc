import { describe, expect, test } from "vitest";
import { createVault, vaultKeysIn } from "../../../sidecar/security/vault.ts";

const OLD = "an old key of at least thirty-two characters";
const NEW = "a new key of at least thirty-two characters!";
const CONTEXT = "webhook secret of billing";

describe("a vault", () => {
  test("opens what it sealed, in the same context only", () => {
    const vault = createVault([OLD]);
    const sealed = vault.seal("whsec_x", CONTEXT);
    expect(Buffer.from(sealed.bytes).toString("latin1")).not.toContain("whsec");
    expect(vault.open(sealed, CONTEXT)).toBe("whsec_x");
    expect(vault.open(sealed, "webhook secret of another")).toBeNull();
    expect(vault.seal("whsec_x", CONTEXT).bytes).not.toEqual(sealed.bytes);
  });

  test("does not open what was changed or cut", () => {
    const vault = createVault([OLD]);
    const { bytes, keyId } = vault.seal("whsec_x", CONTEXT);
    for (let index = 0; index < bytes.length; index++) {
      const changed = Uint8Array.from(bytes, (byte, at) => (at === index ? byte ^ 1 : byte));
      expect(vault.open({ bytes: changed, keyId }, CONTEXT)).toBeNull();
      expect(vault.open({ bytes: bytes.subarray(0, index), keyId }, CONTEXT)).toBeNull();
    }
  });

  test("seals with the first key and opens with each, so that keys can be rotated", () => {
    const before = createVault([OLD]).seal("whsec_x", CONTEXT);
    const during = createVault(vaultKeysIn(`${NEW.replaceAll(" ", "-")}\n${OLD.replaceAll(" ", "-")}`));
    const after = createVault([NEW]);
    expect(after.open(before, CONTEXT)).toBeNull();
    const rotating = createVault([NEW, OLD]);
    expect(rotating.open(before, CONTEXT)).toBe("whsec_x");
    expect([rotating.isCurrent(before), rotating.isCurrent(rotating.seal("y", CONTEXT))]).toEqual([
      false,
      true,
    ]);
    expect(after.open(rotating.seal("whsec_x", CONTEXT), CONTEXT)).toBe("whsec_x");
    expect(during.open(before, CONTEXT)).toBeNull();
  });
});
