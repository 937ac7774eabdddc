import { setTimeout as pause } from "node:timers/promises";
import type { Log } from "../engine/ports/runtime.ts";

/** Milliseconds for each stage of stopping. */
export const PATIENCE = { doors: 5000, work: 4000, reports: 2000, stores: 2000 } as const;
/** After all of them, and less than 15 seconds: the process ends by force, and says what was under way. */
export const LAST_RESORT_MS = 14_000;

/** Something that comes to its end when it is asked to. */
export type Ending = { readonly what: string; readonly end: () => Promise<unknown> };

/** What may end at the same time, and how long it is waited for. */
export type Stage = { readonly milliseconds: number; readonly endings: readonly Ending[] };

/**
 * Ends what works, stage after stage. What does not end in its stage's time is left behind: all that it holds is in the journal,
 * with the broker or at its sender, and comes again. So the longest that this takes is the sum of the times.
 * @returns what was left behind
 */
export async function endAll(stages: readonly Stage[], log: Log): Promise<readonly string[]> {
  const left: string[] = [];
  for (const stage of stages) left.push(...(await endStage(stage, log)));
  return left;
}

async function endStage({ milliseconds, endings }: Stage, log: Log): Promise<readonly string[]> {
  const open = new Set(endings.map(({ what }) => what));
  const ended = Promise.all(
    endings.map((ending) => endOne(ending, log).then(() => open.delete(ending.what))),
  );
  const patience = new AbortController();
  const late = pause(milliseconds, undefined, { signal: patience.signal }).catch(() => undefined);
  await Promise.race([ended, late]);
  patience.abort();
  if (open.size > 0) log.warn({ underWay: [...open], milliseconds }, "does not end, and is left behind");
  return [...open];
}

/** What fails to end has ended, in its way. */
async function endOne({ what, end }: Ending, log: Log): Promise<void> {
  try {
    await end();
  } catch (error) {
    log.warn({ what, error: String(error) }, "did not end well");
  }
}
