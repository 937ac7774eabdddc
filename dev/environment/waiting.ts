import { setTimeout as pause } from "node:timers/promises";

/** How long to wait for something, and what to tell a person if it does not happen. */
export interface Deadline {
  readonly seconds: number;
  readonly what: string;
  readonly next: () => string;
  /** Reports early that waiting is pointless, for example because the process ended. */
  readonly givenUp?: () => boolean;
}

/**
 * Waits until `check` succeeds, testing five times a second. A check that throws counts as "not yet".
 * @throws Error naming `what` was not ready and what to do `next`
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
