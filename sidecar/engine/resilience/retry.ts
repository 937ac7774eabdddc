import type { RetriedClass, RetryTarget } from "./failures.ts";

/** Seconds: the first step of the waits, and the longest. */
type Schedule = { readonly base: number; readonly cap: number };

/**
 * How long a failing thing waits before its next attempt, by what it waits for and by the class of the failure. What may
 * have happened already is given more time at first: the first call may still be under way.
 */
export const RETRY: Readonly<Record<RetryTarget, Readonly<Record<RetriedClass, Schedule>>>> = {
  /** Its coming back ends the wait, so the wait may be long. */
  odoo: { transient: { base: 2, cap: 60 }, ambiguous: { base: 5, cap: 60 } },
  /** Gone in a moment. */
  record: { transient: { base: 0.5, cap: 15 }, ambiguous: { base: 0.5, cap: 15 } },
  partner: { transient: { base: 5, cap: 600 }, ambiguous: { base: 15, cap: 600 } },
};

/** The longest `Retry-After` that is respected. A longer one is a mistake on the other side, or means "ask someone". */
export const LONGEST_RETRY_AFTER_SECONDS: Readonly<Record<RetryTarget, number>> = {
  odoo: 600,
  record: 60,
  partner: 3600,
};

const SHORTEST_WAIT_MS = 100;

/**
 * Full jitter: anything between nothing and the exponential step, so that what failed together does not return together.
 * @param attempts how many attempts failed so far, at least 1
 * @param retryAfterSeconds what the other side asked for, or null
 * @returns milliseconds, never below 100, nor below the time that the other side named
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

/** @returns milliseconds between 100 and the exponential step of the `attempts`-th wait */
export function jitter(schedule: Schedule, attempts: number, random: () => number): number {
  const step = Math.min(schedule.cap, schedule.base * 2 ** Math.min(attempts - 1, 30));
  return Math.max(SHORTEST_WAIT_MS, Math.round(random() * step * 1000));
}
