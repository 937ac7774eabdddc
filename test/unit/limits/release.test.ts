import { expect, it } from "vitest";
import { release } from "../../../sidecar/limits/release.ts";

it("frees bytes that have their memory to themselves, and empties them", () => {
  const bytes = Buffer.allocUnsafeSlow(1_000_000);
  const before = process.memoryUsage().arrayBuffers;
  release(bytes);
  expect(before - process.memoryUsage().arrayBuffers).toBeGreaterThanOrEqual(1_000_000);
  expect(bytes).toHaveLength(0);
});

it("leaves bytes that share their memory", () => {
  const whole = Buffer.allocUnsafeSlow(10).fill(7);
  const shared = [
    whole.subarray(0, 9),
    Buffer.from("pooled"),
    Buffer.alloc(0),
    Buffer.from(new SharedArrayBuffer(4)),
  ];
  for (const bytes of shared) release(bytes);
  expect(shared.map(({ length }) => length)).toEqual([9, 6, 0, 4]);
  expect(whole).toEqual(Buffer.alloc(10, 7));
});
