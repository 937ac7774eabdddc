import { setTimeout as pause } from "node:timers/promises";
import type { Log } from "../engine/ports/runtime.ts";

/**
 * The stages in which the sidecar stops, in this order, and the milliseconds that each may take:
 * - stop taking: no more messages, work or commands are accepted, and no loop starts a run;
 * - finish: the work in progress ends;
 * - report: its outcomes are published and shown in Odoo;
 * - close: the connections that everything else depends on.
 */
export const PATIENCE = { "stop taking": 5000, finish: 4000, report: 2000, close: 2000 } as const;
export type StopStage = keyof typeof PATIENCE;
const STAGES = Object.keys(PATIENCE) as StopStage[];

/** After all stages, and within 15 seconds: the process is ended by force, and logs what was under way. */
export const LAST_RESORT_MS = 14_000;

/** Something that ends when it is asked to. */
export type Ending = { readonly what: string; readonly end: () => Promise<unknown> };

/** What ends at the same time, and how long to wait for it. */
export type Stage = { readonly milliseconds: number; readonly endings: readonly Ending[] };

/**
 * Each part states, when it is started, the stage in which it ends: nothing that runs can be forgotten, or ended out of order.
 */
export type Lifecycle = {
  /** Registers how something ends. */
  onStop(stage: StopStage, what: string, end: () => Promise<unknown>): void;
  /** Registers a loop. @returns the loop */
  runs<Running extends { stop(): Promise<unknown> }>(stage: StopStage, what: string, loop: Running): Running;
  /** Ends everything, stage after stage. @returns what did not end in time */
  stop(): Promise<readonly string[]>;
};

export function createLifecycle(log: Log): Lifecycle {
  const endings = new Map<StopStage, Ending[]>(STAGES.map((stage) => [stage, []]));
  const onStop = (stage: StopStage, what: string, end: () => Promise<unknown>) =>
    void endings.get(stage)?.push({ what, end });
  return {
    onStop,
    runs: (stage, what, loop) => {
      onStop(stage, what, () => loop.stop());
      return loop;
    },
    stop: () =>
      endAll(
        STAGES.map((stage) => ({ milliseconds: PATIENCE[stage], endings: endings.get(stage) ?? [] })),
        log,
      ),
  };
}

/**
 * Ends the stages one after the other. What does not end in its stage's time is abandoned: all that it holds is in the
 * journal, with the broker or at its sender, and is processed later. So this takes no longer than the sum of the times.
 * @returns what was abandoned
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

/** Whatever fails to end counts as ended. */
async function endOne({ what, end }: Ending, log: Log): Promise<void> {
  try {
    await end();
  } catch (error) {
    log.warn({ what, error: String(error) }, "did not end well");
  }
}
