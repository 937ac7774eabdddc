/** The largest number that fits into ISA13, which has nine digits. */
const MOST = 999_999_999;
let last = 0;

/**
 * Returns the next interchange control number of a vendor. It is derived from the clock (in hundredths of a second), so that no
 * earlier run in the same environment has used it. Calls in quicker succession return consecutive numbers. The numbers repeat
 * after 115 days.
 */
export function newControlNumber(now: number = Date.now()): number {
  last = Math.max(last + 1, Math.floor(now / 10) % MOST);
  return last;
}
