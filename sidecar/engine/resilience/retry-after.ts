/** Longer times are not meaningful and count as this. Each caller has a shorter limit of its own. */
const LONGEST_SECONDS = 86_400;

/**
 * Returns the seconds to wait from a `Retry-After` header, at most a day: delay-seconds or an HTTP-date (RFC 9110 §10.2.3),
 * rounded up; null if it is missing, in the past, or invalid.
 */
export function retryAfterSeconds(header: string | null, now: Date): number | null {
  const text = header?.trim() ?? "";
  if (/^\d+$/.test(text)) return Math.min(Number(text), LONGEST_SECONDS) || null;
  // IMF-fixdate, and the two obsolete forms that recipients must read (§5.6.7); a bare number or an ISO date is neither.
  if (!/^[A-Z][a-z]{2,8},? /.test(text)) return null;
  const seconds = Math.ceil((Date.parse(text) - now.getTime()) / 1000);
  return seconds > 0 ? Math.min(seconds, LONGEST_SECONDS) : null;
}
