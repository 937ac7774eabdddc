const MINUTE_MS = 60_000;
/** Beyond this number all are forgotten: reporting twice is better than memory that grows. */
const MOST_KEYS = 10_000;

/** Creates a test of whether something should be reported again: once a minute for each key, however often it happens. */
export function onceAMinute(clock: () => Date): (key: string) => boolean {
  const told = new Map<string, number>();
  return (key) => {
    const now = clock().getTime();
    if (now - (told.get(key) ?? Number.NEGATIVE_INFINITY) < MINUTE_MS) return false;
    if (told.size >= MOST_KEYS) told.clear();
    told.set(key, now);
    return true;
  };
}
