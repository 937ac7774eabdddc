/** How fast a body or frame must arrive once it has begun. */
export type PaceRules = {
  /** At least this many bytes within each window, or the end. */
  readonly leastBytes: number;
  readonly windowMs: number;
  /** And the end within this time, rounded up to a window. */
  readonly totalMs: number;
};

/** A slow sender occupies room that others need. Even a poor connection reaches 1 KiB per second. */
export const PACE: PaceRules = { leastBytes: 5120, windowMs: 5000, totalMs: 50_000 };

export type Pace = { moved(bytes: number): void; stop(): void };

/** Watches the bytes that arrive, and reports once when they arrive too slowly. Each window costs one timer. */
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
  // If the process itself was late, the bytes received since are read first.
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
