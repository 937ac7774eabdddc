import { describe, expect, it } from "vitest";
import { gathered } from "../../../sidecar/codecs/gathered.ts";

const letters = (length: number, from = 0) =>
  Buffer.from(Array.from({ length }, (_, index) => 97 + ((from + index) % 26)));

describe("a body that is gathered", () => {
  it.each([
    ["nothing", []],
    ["one piece", [50_000]],
    ["bytes", Array.from({ length: 40_000 }, () => 1)],
    ["pieces of all sizes", [1, 3, 16_383, 2, 16_384, 5, 5, 70_000, 16_000, 384, 1, 1]],
  ])("is what arrived, in order: %s", (_what, sizes) => {
    const body = gathered();
    let size = 0;
    for (const length of sizes) {
      body.add(letters(length, size));
      size += length;
    }
    expect(body.whole().equals(letters(size))).toBe(true);
  });

  it("retains none of the small pieces after the first, each of which would use hundreds of bytes", () => {
    const body = gathered();
    const piece = Buffer.alloc(1);
    body.add(letters(1));
    for (const byte of letters(40_000, 1)) {
      piece[0] = byte;
      body.add(piece);
    }
    expect(body.whole().equals(letters(40_001))).toBe(true);
  });

  it.each([1, 100, 40_000])(
    "of a source that uses its memory again is copied: chunks of %i bytes",
    (length) => {
      const body = gathered({ isReused: true });
      const chunk = Buffer.alloc(length);
      for (const from of [0, 1, 2]) {
        letters(length, from * length).copy(chunk);
        body.add(chunk);
      }
      expect(body.whole().equals(letters(3 * length))).toBe(true);
    },
  );

  it("keeps no more than its limit", () => {
    const body = gathered({ mostBytes: 50_000 });
    for (let size = 0; size < 90_000; size += 30_000) body.add(letters(30_000, size));
    expect(body.whole().equals(letters(50_000))).toBe(true);
  });
});
