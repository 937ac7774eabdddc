/** The minimum rate at which a body or frame must arrive after its first byte. */
export type PaceRules = {
  /**
   * The minimum number of bytes that must arrive within each window of `windowMs` milliseconds, unless the body ends in it, or the
   * receiver accepts no bytes for half of it.
   */
  readonly leastBytes: number;
  readonly windowMs: number;
  /** The time in milliseconds, rounded up to whole windows, after which the average must reach `sustainedBytes`. */
  readonly totalMs: number;
  /** The minimum average of bytes per second of a body that takes longer than `totalMs`. Defaults to 200 KiB. */
  readonly sustainedBytes?: number;
};

/**
 * The default rules. A minimum rate is required because a slow sender uses memory that others need. Even a poor network
 * connection reaches 1 KiB per second. A body that takes longer than 50 seconds must arrive at 200 KiB per second on average, so
 * only bodies of more than 10 MB can take that long.
 */
export const PACE: PaceRules = { leastBytes: 5120, windowMs: 5000, totalMs: 50_000 };
const SUSTAINED_BYTES = 204_800;

/** Watches the rate of one body or frame. `stop` ends the watch. */
export type Pace = {
  /** Reports received bytes. */
  moved(bytes: number): void;
  /** Excludes the time until `resume`, because the receiver does not accept bytes. */
  pause(): void;
  resume(): void;
  stop(): void;
};

/**
 * Checks the rate at which bytes arrive, and calls `onSlow` once if it is too low. The caller must
 * report the received bytes with `moved`. The only cost is one timer event per window.
 */
export function watchPace(
  { leastBytes, windowMs, totalMs, sustainedBytes = SUSTAINED_BYTES }: PaceRules,
  onSlow: () => void,
): Pace {
  let bytes = 0;
  let total = 0;
  let elapsedMs = 0;
  let pausedMs = 0;
  let pausedAt: number | null = null;
  let isOver = false;
  const endPause = (now: number) => {
    if (pausedAt !== null) pausedMs += now - pausedAt;
    pausedAt = null;
  };
  const judge = () => {
    if (isOver) return;
    const isPaused = pausedAt !== null;
    endPause(performance.now());
    const arrived = bytes;
    const openMs = Math.max(0, windowMs - pausedMs);
    bytes = 0;
    pausedMs = 0;
    if (isPaused) pause();
    total += arrived;
    elapsedMs += openMs;
    const isStalled = openMs > windowMs / 2 && arrived < leastBytes;
    const isLate = elapsedMs >= totalMs && total < (elapsedMs / 1000) * sustainedBytes;
    if (!isStalled && !isLate) return;
    stop();
    onSlow();
  };
  // `setImmediate` ensures that, if the process itself was busy, the bytes that arrived meanwhile are read before the check.
  const timer = setInterval(() => setImmediate(judge), windowMs);
  function stop() {
    isOver = true;
    clearInterval(timer);
  }
  function pause() {
    pausedAt ??= performance.now();
  }
  return {
    moved: (more) => {
      bytes += more;
    },
    pause,
    resume: () => endPause(performance.now()),
    stop,
  };
}
