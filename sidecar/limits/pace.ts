/** The minimum rate at which a body or frame must arrive after its first byte. */
export type PaceRules = {
  /** The minimum number of bytes that must arrive within each window of `windowMs` milliseconds, unless the body ends in it. */
  readonly leastBytes: number;
  readonly windowMs: number;
  /** The maximum total time in milliseconds, rounded up to whole windows. */
  readonly totalMs: number;
};

/**
 * The default rules. A minimum rate is required because a slow sender uses memory that others need. Even a poor network
 * connection reaches 1 KiB per second.
 */
export const PACE: PaceRules = { leastBytes: 5120, windowMs: 5000, totalMs: 50_000 };

/** Watches the rate of one body or frame. `moved` reports received bytes, and `stop` ends the watch. */
export type Pace = { moved(bytes: number): void; stop(): void };

/**
 * Checks the rate at which bytes arrive, and calls `onSlow` once if it is too low or the total time is over. The caller must
 * report the received bytes with `moved`. The only cost is one timer event per window.
 */
export function watchPace({ leastBytes, windowMs, totalMs }: PaceRules, onSlow: () => void): Pace {
  let bytes = 0;
  let windows = 0;
  let isOver = false;
  const judge = () => {
    windows += 1;
    const isSlow = bytes < leastBytes || windows * windowMs >= totalMs;
    bytes = 0;
    if (isOver || !isSlow) return;
    stop();
    onSlow();
  };
  // `setImmediate` ensures that, if the process itself was busy, the bytes that arrived meanwhile are read before the check.
  const timer = setInterval(() => setImmediate(judge), windowMs);
  function stop() {
    isOver = true;
    clearInterval(timer);
  }
  return {
    moved: (more) => {
      bytes += more;
    },
    stop,
  };
}
