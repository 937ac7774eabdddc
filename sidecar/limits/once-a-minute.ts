const MINUTE_MS = 60_000;
/**
 * The maximum number of keys. If it is reached, all keys are forgotten, because reporting something twice is better than using
 * memory without limit.
 */
const MOST_KEYS = 10_000;

/** Creates a function that returns true at most once a minute for each key. It limits how often the same event is reported. */
export function onceAMinute(clock: () => Date): (key: string) => boolean {
  const reportedAt = new Map<string, number>();
  return (key) => {
    const now = clock().getTime();
    if (now - (reportedAt.get(key) ?? Number.NEGATIVE_INFINITY) < MINUTE_MS) return false;
    if (reportedAt.size >= MOST_KEYS) reportedAt.clear();
    reportedAt.set(key, now);
    return true;
  };
}
