import { setTimeout as pause } from "node:timers/promises";

/**
 * Polls until there is an answer, and returns it. It never waits for a fixed time.
 * @throws Error naming what was awaited when the time is over; `what` may be computed then, to show the progress
 */
export async function eventually<T>(
  what: string | (() => string),
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  seconds = 60,
  everyMs = 50,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline)
      throw new Error(
        `Timed out after ${seconds} s waiting for: ${typeof what === "string" ? what : what()}.`,
      );
    await pause(everyMs);
  }
}
