import type { RetriedClass, RetryTarget } from "./failures.ts";

/**
 * The delays of successive attempts. `base` is the first step in seconds; the step doubles with each attempt, up to
 * `cap`.
 */
type Schedule = { readonly base: number; readonly cap: number };

/**
 * The delays before the next attempt, by target and failure class. After an ambiguous failure the first delay is
 * longer, because the first call may still be running.
 */
export const RETRY: Readonly<Record<RetryTarget, Readonly<Record<RetriedClass, Schedule>>>> = {
  /** The wait ends early when Odoo is reachable again, so the delays may be long. */
  odoo: { transient: { base: 2, cap: 60 }, ambiguous: { base: 5, cap: 60 } },
  /** Locks and stale snapshots are resolved within moments, so the delays are short. */
  record: { transient: { base: 0.5, cap: 15 }, ambiguous: { base: 0.5, cap: 15 } },
  partner: { transient: { base: 5, cap: 600 }, ambiguous: { base: 15, cap: 600 } },
};

/**
 * The longest `Retry-After` that is respected, in seconds. Longer values are mistakes, or mean that a person must
 * contact the partner.
 */
export const LONGEST_RETRY_AFTER_SECONDS: Readonly<Record<RetryTarget, number>> = {
  odoo: 600,
  record: 60,
  partner: 3600,
};

const SHORTEST_WAIT_MS = 100;

/**
 * Returns the delay before the next attempt. It is random, up to the exponential step (full jitter), so that documents
 * that failed together are not retried together.
 * @param attempts the number of failed attempts, at least 1
 * @param retryAfterSeconds the delay that the target requested, or null
 * @returns milliseconds: at least 100, and at least the requested delay (up to LONGEST_RETRY_AFTER_SECONDS)
 */
export function retryDelay(
  target: RetryTarget,
  failure: RetriedClass,
  attempts: number,
  random: () => number,
  retryAfterSeconds: number | null = null,
): number {
  const asked = Math.min(retryAfterSeconds ?? 0, LONGEST_RETRY_AFTER_SECONDS[target]);
  return Math.max(asked * 1000, jitter(RETRY[target][failure], attempts, random));
}

/**
 * Returns a random delay.
 * @returns milliseconds between 100 and the exponential step for this number of attempts
 */
export function jitter(schedule: Schedule, attempts: number, random: () => number): number {
  const step = Math.min(schedule.cap, schedule.base * 2 ** Math.min(attempts - 1, 30));
  return Math.max(SHORTEST_WAIT_MS, Math.round(random() * step * 1000));
}
