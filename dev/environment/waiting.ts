import { setTimeout as pause } from "node:timers/promises";

/** How long to wait for what, and what to tell a person when it does not come. */
export interface Deadline {
  readonly seconds: number;
  readonly what: string;
  readonly next: () => string;
  /** Says early that waiting is pointless, for example because the process ended. */
  readonly givenUp?: () => boolean;
}

/**
 * Waits until `check` holds, looking five times a second. A check that throws counts as "not yet".
 * @throws Error naming `what` did not come and what to do `next`.
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
