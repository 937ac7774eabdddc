import { setTimeout as pause } from "node:timers/promises";

const POLL_MS = 2000;

/**
 * Resolves when another command has stopped the environment, such as `npm run env:down`. A single service that restarts is not
 * enough, because others are still running then.
 * @param running returns the names of the services that are running
 */
export async function stoppedElsewhere(
  running: () => readonly string[],
  pollMs: number = POLL_MS,
): Promise<void> {
  while (running().length > 0) await pause(pollMs);
}
