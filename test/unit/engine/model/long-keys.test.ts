import { describe, expect, it } from "vitest";
import { indexed } from "../../../../sidecar/engine/model/long-keys.ts";

describe("a text that is looked up by an index", () => {
  it.each(["", "x12/ZZ*A>ZZ*B/000000901", "x".repeat(2000), "\u00e9".repeat(1000)])(
    "stays when it fits",
    (text) => {
      expect(indexed(text)).toBe(text);
    },
  );

  it("is nothing where there is nothing", () => {
    expect(indexed(null)).toBeNull();
  });

  it.each(["x".repeat(2001), "\u00e9".repeat(1001), "\u{1f600}".repeat(501), "x".repeat(10_000_000)])(
    "is kept as its beginning and its hash when it does not, and the same for the same",
    (text) => {
      const kept = indexed(text);
      expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(2000);
      expect(kept).toMatch(/^.{200} sha256:[0-9a-f]{64}$/u);
      expect(text.startsWith(kept.split(" sha256:")[0] ?? "?")).toBe(true);
      expect(indexed(text)).toBe(kept);
      expect(indexed(kept)).toBe(kept);
    },
  );

  it("is told from another one that only ends otherwise", () => {
    expect(indexed(`${"x".repeat(12_000)}1`)).not.toBe(indexed(`${"x".repeat(12_000)}2`));
  });
});
