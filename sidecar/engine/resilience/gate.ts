/** Limits the number of concurrent pieces of work; the others wait in the order of arrival. */
export type Gate = {
  /** Resolves when there is room. @returns what to call when the work is over; calling it again does nothing. */
  enter(): Promise<() => void>;
  running(): number;
  waiting(): number;
};

export function createGate(limit: number): Gate {
  const line: (() => void)[] = [];
  let running = 0;
  const leaver = () => {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const next = line.shift();
      // Whoever is next takes over the place.
      if (next) next();
      else running -= 1;
    };
  };
  return {
    enter: async () => {
      if (running >= limit) await new Promise<void>((resolve) => line.push(resolve));
      else running += 1;
      return leaver();
    },
    running: () => running,
    waiting: () => line.length,
  };
}
