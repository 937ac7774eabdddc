/** The largest number that ISA13 holds: nine digits. */
const MOST = 999_999_999;
let last = 0;

/**
 * A supplier's next interchange control number. It comes from the clock (hundredths of a second), so that no earlier
 * run on the same environment used it; numbers asked for faster than that follow on. They start anew after 115 days.
 */
export function newControlNumber(now: number = Date.now()): number {
  last = Math.max(last + 1, Math.floor(now / 10) % MOST);
  return last;
}
