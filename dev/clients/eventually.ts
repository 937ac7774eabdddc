import { setTimeout as pause } from "node:timers/promises";

/**
 * Calls `ask` every `everyMs` milliseconds until it returns a value other than null, undefined and false, and returns that value.
 * @throws Error if this takes longer than `seconds` seconds. Its message contains `what`, a description of the awaited event. If
 * `what` is a function, it is called only then, so that it can describe the progress
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
