/** How fast what has begun must come. */
export type PaceRules = {
  /** Within each window so many bytes at least, or the end. */
  readonly leastBytes: number;
  readonly windowMs: number;
  /** And the end within this time, to the window. */
  readonly totalMs: number;
};

/** A sender that has begun and dawdles keeps the room of others: 1 KiB a second is what a poor line still does. */
export const PACE: PaceRules = { leastBytes: 5120, windowMs: 5000, totalMs: 50_000 };

export type Pace = { moved(bytes: number): void; stop(): void };

/** Watches over what comes, and says once when it comes too slowly. What has come within a window costs one timer. */
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
  // Where the process itself was late, what has come since is read first.
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
