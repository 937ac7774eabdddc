import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RetriedClass, RetryTarget } from "../../../../sidecar/engine/resilience/failures.ts";
import {
  LONGEST_RETRY_AFTER_SECONDS,
  RETRY,
  retryDelay,
} from "../../../../sidecar/engine/resilience/retry.ts";

const targets = fc.constantFrom(...(Object.keys(RETRY) as RetryTarget[]));
const classes = fc.constantFrom<RetriedClass>("transient", "ambiguous");
const attempts = fc.integer({ min: 1, max: 10_000 });
const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("the wait before the next attempt", () => {
  it("is never below a tenth of a second and never above the cap", () => {
    fc.assert(
      fc.property(targets, classes, attempts, draw, (target, failure, failed, random) => {
        const delay = retryDelay(target, failure, failed, () => random);
        expect(delay).toBeGreaterThanOrEqual(100);
        expect(delay).toBeLessThanOrEqual(RETRY[target][failure].cap * 1000);
      }),
    );
  });

  it("is never shorter than the requested time, within a limit", () => {
    const seconds = fc.integer({ min: 0, max: 86_400 });
    fc.assert(
      fc.property(targets, classes, attempts, draw, seconds, (target, failure, failed, random, asked) => {
        const delay = retryDelay(target, failure, failed, () => random, asked);
        const obeyed = Math.min(asked, LONGEST_RETRY_AFTER_SECONDS[target]);
        expect(delay).toBeGreaterThanOrEqual(obeyed * 1000);
        expect(delay).toBeLessThanOrEqual(Math.max(obeyed, RETRY[target][failure].cap) * 1000);
      }),
    );
  });

  it("is spread over the whole step: the same random value gives the same share", () => {
    fc.assert(
      fc.property(targets, classes, fc.integer({ min: 1, max: 40 }), (target, failure, failed) => {
        const full = retryDelay(target, failure, failed, () => 1);
        const half = retryDelay(target, failure, failed, () => 0.5);
        expect(half).toBe(Math.max(100, Math.round(full / 2)));
      }),
    );
  });

  it.each([
    ["odoo", "transient", 1, 2000],
    ["odoo", "transient", 2, 4000],
    ["odoo", "transient", 5, 32_000],
    ["odoo", "transient", 6, 60_000],
    ["odoo", "ambiguous", 1, 5000],
    ["record", "transient", 1, 500],
    ["record", "transient", 6, 15_000],
    ["partner", "transient", 1, 5000],
    ["partner", "transient", 8, 600_000],
    ["partner", "ambiguous", 1, 15_000],
  ] as const)("%s, %s, after %i failures: at most %i ms", (target, failure, failed, longest) => {
    expect(retryDelay(target, failure, failed, () => 1)).toBe(longest);
  });
});
