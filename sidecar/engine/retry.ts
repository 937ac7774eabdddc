/** How long a failing thing waits before its next attempt, by what it waits for. Seconds. */
export const RETRY = {
  /** Odoo did not answer. Its coming back ends the wait, so the wait may be long. */
  odoo: { base: 2, cap: 60 },
  /** A lock in Odoo, or a snapshot that was stale: gone in a moment. */
  record: { base: 0.5, cap: 15 },
  partner: { base: 5, cap: 600 },
} as const;
export type RetryTarget = keyof typeof RETRY;

/**
 * Full jitter: anything between nothing and the exponential step, so that what failed together does not return together.
 * @param attempts how many attempts failed so far, at least 1
 * @returns milliseconds, never below 100 and, when the other side named a time, never below that
 */
export function retryDelay(
  target: RetryTarget,
  attempts: number,
  random: () => number,
  retryAfterSeconds: number | null = null,
): number {
  const { base, cap } = RETRY[target];
  const step = Math.min(cap, base * 2 ** Math.min(attempts - 1, 30));
  return Math.max(100, (retryAfterSeconds ?? 0) * 1000, Math.round(random() * step * 1000));
}
