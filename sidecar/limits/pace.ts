/** The minimum pace of a body or frame after its first byte. */
export type PaceRules = {
  /** The minimum number of bytes that must arrive within each window of `windowMs` milliseconds, unless the body ends in it. */
  readonly leastBytes: number;
  readonly windowMs: number;
  /** The maximum total time in milliseconds, rounded up to whole windows. */
  readonly totalMs: number;
};

/** The default pace. A slow sender uses memory that others need; even a poor connection reaches 1 KiB per second. */
export const PACE: PaceRules = { leastBytes: 5120, windowMs: 5000, totalMs: 50_000 };

export type Pace = { moved(bytes: number): void; stop(): void };

/**
 * Checks the pace at which bytes arrive, and calls `onSlow` once if it is too low. `moved` must be called with the number of
 * bytes received. The cost is one timer run for each window.
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
  // If the process itself was late, the bytes that arrived meanwhile are read before the check.
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
