import { describe, expect, it } from "vitest";
import { indexed } from "../../../../sidecar/engine/model/long-keys.ts";

describe("an indexed text", () => {
  it.each(["", "x12/ZZ*A>ZZ*B/000000901", "x".repeat(2000), "\u00e9".repeat(1000)])(
    "is unchanged when it fits",
    (text) => {
      expect(indexed(text)).toBe(text);
    },
  );

  it("is null if there is none", () => {
    expect(indexed(null)).toBeNull();
  });

  it.each(["x".repeat(2001), "\u00e9".repeat(1001), "\u{1f600}".repeat(501), "x".repeat(10_000_000)])(
    "is stored as its beginning and its hash when it does not fit, always in the same way",
    (text) => {
      const kept = indexed(text);
      expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(2000);
      expect(kept).toMatch(/^.{200} sha256:[0-9a-f]{64}$/u);
      expect(text.startsWith(kept.split(" sha256:")[0] ?? "?")).toBe(true);
      expect(indexed(text)).toBe(kept);
      expect(indexed(kept)).toBe(kept);
    },
  );

  it("is distinguished from one that differs only at its end", () => {
    expect(indexed(`${"x".repeat(12_000)}1`)).not.toBe(indexed(`${"x".repeat(12_000)}2`));
  });
});
