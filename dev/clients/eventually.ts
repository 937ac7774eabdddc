import { setTimeout as pause } from "node:timers/promises";

/**
 * Asks again until there is an answer, and gives it back. Never a fixed wait.
 * @throws Error saying what was awaited when the time is over; `what` may be worked out then, to tell how far it got.
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
      throw new Error(`Waited ${seconds} s in vain: ${typeof what === "string" ? what : what()}.`);
    await pause(everyMs);
  }
}
