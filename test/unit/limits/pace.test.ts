import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watchPace } from "../../../sidecar/limits/pace.ts";

const RULES = { leastBytes: 5120, windowMs: 5000, totalMs: 50_000 };
const KIB = 1024;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/**
 * Sends a body at a rate to a receiver that stores each chunk of 128 KiB for a while, and accepts no bytes meanwhile.
 * Returns the second in which the body was refused, or null if it was not.
 */
function refusedAfter(bytesPerSecond: number, storingMs: number, seconds: number): number | null {
  let slow = false;
  const pace = watchPace(RULES, () => {
    slow = true;
  });
  const tickMs = 100;
  let held = 0;
  let storing = 0;
  for (let elapsed = 0; elapsed < seconds * 1000; elapsed += tickMs) {
    if (storing > 0) {
      storing -= tickMs;
      if (storing <= 0) pace.resume();
    } else {
      const bytes = (bytesPerSecond * tickMs) / 1000;
      pace.moved(bytes);
      held += bytes;
      if (held >= 128 * KIB && storingMs > 0) {
        held = 0;
        storing = storingMs;
        pace.pause();
      }
    }
    vi.advanceTimersByTime(tickMs);
    if (slow) return Math.ceil(elapsed / 1000);
  }
  pace.stop();
  return null;
}

describe("the pace of a body", () => {
  it("is sufficient at the average that is required of a body that takes long", () => {
    expect(refusedAfter(250 * KIB, 0, 120)).toBeNull();
  });

  it.each([100, 200])(
    "is too slow below that average, although its chunks are stored meanwhile: %i ms each",
    (ms) => {
      expect(refusedAfter(50 * KIB, ms, 300)).toBeGreaterThanOrEqual(50);
      expect(refusedAfter(50 * KIB, ms, 300)).toBeLessThan(70);
    },
  );

  it("does not count the time in which the receiver accepts no bytes", () => {
    expect(refusedAfter(2000 * KIB, 10_000, 600)).toBeNull();
  });

  it("is too slow if nothing arrives in a window", () => {
    expect(refusedAfter(0, 0, 60)).toBeLessThan(10);
  });
});
