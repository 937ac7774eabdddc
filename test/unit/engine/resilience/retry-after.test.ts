import { describe, expect, it } from "vitest";
import { retryAfterSeconds } from "../../../../sidecar/engine/resilience/retry-after.ts";

const now = new Date("2026-11-20T10:00:00.400Z");

describe("the value of a Retry-After header", () => {
  it.each([
    ["120", 120],
    [" 7 ", 7],
    ["86400", 86_400],
    ["999999999", 86_400],
    ["Fri, 20 Nov 2099 10:00:00 GMT", 86_400],
    ["Fri, 20 Nov 275760 10:00:00 GMT", null],
    ["Fri, 20 Nov 2026 10:02:00 GMT", 120],
    ["Friday, 20-Nov-26 10:02:00 GMT", 120],
    ["Fri Nov 20 10:02:00 2026 GMT", 120],
    ["Fri, 20 Nov 2026 09:59:00 GMT", null],
    ["0", null],
    ["-5", null],
    ["1.5", null],
    ["1e3", null],
    ["2026-11-20T10:02:00Z", null],
    ["2026", 2026],
    ["soon", null],
    ["Fri, 99 Nov 2026", null],
    ["", null],
    [null, null],
    ["9".repeat(400), 86_400],
    ["Infinity", null],
    ["NaN", null],
    ["-999999999", null],
  ])("%j: %s seconds", (header, seconds) => {
    expect(retryAfterSeconds(header, now)).toBe(seconds);
  });
});
