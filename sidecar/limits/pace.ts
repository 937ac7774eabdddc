/** The required speed of a body or frame after its first byte. */
export type PaceRules = {
  /** The minimum number of bytes within each window, unless the body ends. */
  readonly leastBytes: number;
  readonly windowMs: number;
  /** The maximum total time in milliseconds, rounded up to a window. */
  readonly totalMs: number;
};

/**
 * The default speed. A slow sender uses up capacity that others need; even a poor connection reaches 1 KiB per
 * second.
 */
export const PACE: PaceRules = { leastBytes: 5120, windowMs: 5000, totalMs: 50_000 };

export type Pace = { moved(bytes: number): void; stop(): void };

/**
 * Watches the arriving bytes, and calls `onSlow` once if they arrive too slowly. The cost is one timer for each
 * window.
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
  // If the process itself was late, the bytes received since then are read first.
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
