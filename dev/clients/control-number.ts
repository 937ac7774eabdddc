/** The largest number that ISA13 can contain: nine digits. */
const MOST = 999_999_999;
let last = 0;

/**
 * Returns a vendor's next interchange control number. It is derived from the clock (hundredths of a second), so that no earlier
 * run on the same environment used it; faster requests get consecutive numbers. The numbers repeat after 115 days.
 */
export function newControlNumber(now: number = Date.now()): number {
  last = Math.max(last + 1, Math.floor(now / 10) % MOST);
  return last;
}
