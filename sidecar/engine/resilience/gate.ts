/** Limits the number of tasks that run concurrently. Waiting tasks are admitted in the order of arrival. */
export type Gate = {
  /**
   * Waits until fewer tasks than the limit are running.
   * @returns a function to call when the task is finished; calling it again does nothing
   */
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
      // The next one in line inherits the place.
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
