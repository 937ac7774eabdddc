import { setTimeout as pause } from "node:timers/promises";

/** How long to wait for a component, and the text for a person if it is not ready in time. */
export interface Deadline {
  readonly seconds: number;
  readonly what: string;
  readonly next: () => string;
  /** Returns whether waiting has become pointless, for example because the process has ended. */
  readonly givenUp?: () => boolean;
}

/**
 * Waits until `check` returns true, calling it five times a second. A check that throws an error counts as "not yet".
 * @throws Error if that does not happen in time; its message contains `what`, the name of the awaited component, and `next`, what
 * to do
 */
export async function waitUntil(check: () => Promise<boolean>, deadline: Deadline): Promise<void> {
  const end = Date.now() + deadline.seconds * 1000;
  while (Date.now() < end) {
    if (await check().catch(() => false)) return;
    if (deadline.givenUp?.())
      throw new Error(`${deadline.what} ended while it was starting. ${deadline.next()}`);
    await pause(200);
  }
  throw new Error(`${deadline.what} was not ready within ${deadline.seconds} seconds. ${deadline.next()}`);
}
