const MINUTE_MS = 60_000;
/** More are forgotten together: what is told twice then is better than memory that grows. */
const MOST_KEYS = 10_000;

/** Makes a test of whether something is to be told of again: once a minute for each key, whatever happens how often. */
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
