/** The maximum result in seconds (one day). Callers apply shorter limits of their own. */
const LONGEST_SECONDS = 86_400;

/**
 * Returns the number of seconds to wait according to a `Retry-After` header (RFC 9110 §10.2.3), which contains a number
 * of seconds or an HTTP-date. The result is rounded up and at most a day. Returns null if the header is missing or
 * invalid, or if the time is not in the future.
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
