/** How fast what has begun must come. */
export type PaceRules = {
  /** Within each window so many bytes at least, or the end. */
  readonly leastBytes: number;
  readonly windowMs: number;
  /** And the end within this time. */
  readonly totalMs: number;
};

/** A sender that has begun and dawdles keeps the room of others: 1 KiB a second is what a poor line still does. */
export const PACE: PaceRules = { leastBytes: 5120, windowMs: 5000, totalMs: 50_000 };

export type Pace = { moved(bytes: number): void; stop(): void };

/** Watches over what comes, and says once when it comes too slowly. */
export function watchPace({ leastBytes, windowMs, totalMs }: PaceRules, onSlow: () => void): Pace {
  let bytes = 0;
  let isOver = false;
  const judge = (isSlow: () => boolean) => {
    // Where the process itself was late, what has come since is read first.
    setImmediate(() => {
      if (isOver || !isSlow()) return;
      stop();
      onSlow();
    });
  };
  const window = setInterval(() => {
    judge(() => {
      const isSlow = bytes < leastBytes;
      bytes = 0;
      return isSlow;
    });
  }, windowMs);
  const total = setTimeout(() => judge(() => true), totalMs);
  function stop() {
    isOver = true;
    clearInterval(window);
    clearTimeout(total);
  }
  return {
    moved: (more) => {
      bytes += more;
    },
    stop,
  };
}
