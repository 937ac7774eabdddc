/** The maximum result, in seconds: a day. Callers have shorter limits of their own. */
const LONGEST_SECONDS = 86_400;

/**
 * Returns the seconds to wait according to a `Retry-After` header, at most a day: delay-seconds or an HTTP-date (RFC
 * 9110 §10.2.3), rounded up; null if it is missing, in the past, or invalid.
 */
export function retryAfterSeconds(header: string | null, now: Date): number | null {
  const text = header?.trim() ?? "";
  if (/^\d+$/.test(text)) return Math.min(Number(text), LONGEST_SECONDS) || null;
  // Accepts IMF-fixdate and the two obsolete formats that recipients must accept (§5.6.7), but not bare numbers or
  // ISO dates.
  if (!/^[A-Z][a-z]{2,8},? /.test(text)) return null;
  const seconds = Math.ceil((Date.parse(text) - now.getTime()) / 1000);
  return seconds > 0 ? Math.min(seconds, LONGEST_SECONDS) : null;
}
