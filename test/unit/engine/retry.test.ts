import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RETRY, type RetryTarget, retryDelay } from "../../../sidecar/engine/retry.ts";

const targets = fc.constantFrom(...(Object.keys(RETRY) as RetryTarget[]));
const attempts = fc.integer({ min: 1, max: 10_000 });
const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("the wait before the next attempt", () => {
  it("is never below a tenth of a second and never above the cap", () => {
    fc.assert(
      fc.property(targets, attempts, draw, (target, failed, random) => {
        const delay = retryDelay(target, failed, () => random);
        expect(delay).toBeGreaterThanOrEqual(100);
        expect(delay).toBeLessThanOrEqual(RETRY[target].cap * 1000);
      }),
    );
  });

  it("is never shorter than the other side asked for", () => {
    fc.assert(
      fc.property(
        targets,
        attempts,
        draw,
        fc.integer({ min: 0, max: 86_400 }),
        (target, failed, random, asked) => {
          expect(retryDelay(target, failed, () => random, asked)).toBeGreaterThanOrEqual(asked * 1000);
        },
      ),
    );
  });

  it("is spread over the whole step: the same draw gives the same share of it", () => {
    fc.assert(
      fc.property(targets, fc.integer({ min: 1, max: 40 }), (target, failed) => {
        const full = retryDelay(target, failed, () => 1);
        const half = retryDelay(target, failed, () => 0.5);
        expect(half).toBe(Math.max(100, Math.round(full / 2)));
      }),
    );
  });

  it.each([
    ["odoo", 1, 2000],
    ["odoo", 2, 4000],
    ["odoo", 5, 32_000],
    ["odoo", 6, 60_000],
    ["record", 1, 500],
    ["record", 6, 15_000],
    ["partner", 1, 5000],
    ["partner", 8, 600_000],
  ] as const)("%s after %i failures: at most %i ms", (target, failed, longest) => {
    expect(retryDelay(target, failed, () => 1)).toBe(longest);
  });
});
