import type { Log } from "../ports/runtime.ts";

export type Loop = {
  /** Starts a run immediately, or right after the current one. */
  nudge(): void;
  stop(): Promise<void>;
};

/** Returns a loop that calls `prepare` before each nudge, and otherwise behaves like the given loop. */
export const beforeNudge = (loop: Loop, prepare: () => void): Loop => ({
  ...loop,
  nudge: () => {
    prepare();
    loop.nudge();
  },
});

/**
 * Runs `work` repeatedly. After "more", the next run starts immediately; after "idle", it starts when `intervalMs`
 * milliseconds have passed or at a nudge. A run that fails is logged and does not end the loop. `stop` waits for the
 * current run.
 */
export function startLoop(
  name: string,
  intervalMs: number,
  work: () => Promise<"more" | "idle">,
  log: Log,
): Loop {
  let stopped = false;
  let nudged = false;
  let wake: (() => void) | null = null;
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, intervalMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async () => {
    while (!stopped) {
      nudged = false;
      const outcome = await work().catch((error: unknown) => {
        log.warn({ loop: name, error: String(error) }, "loop failed, trying again");
        return "idle" as const;
      });
      if (outcome === "idle" && !nudged && !stopped) await pause();
    }
  };
  const finished = run();
  return {
    nudge: () => {
      nudged = true;
      wake?.();
    },
    stop: () => {
      stopped = true;
      wake?.();
      return finished;
    },
  };
}
