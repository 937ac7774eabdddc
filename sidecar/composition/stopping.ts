import { setTimeout as pause } from "node:timers/promises";
import type { Log } from "../engine/ports/runtime.ts";

/**
 * The stages in which the sidecar stops, in this order, with their timeouts in milliseconds:
 * - stop accepting: no more messages, work or commands are accepted, and no loop starts a run;
 * - finish: the work in progress ends;
 * - report: the outcomes of this work are published and reported to Odoo;
 * - close: the connections that everything else depends on are closed.
 */
export const STAGE_TIMEOUTS = { "stop accepting": 5000, finish: 4000, report: 2000, close: 2000 } as const;
export type StopStage = keyof typeof STAGE_TIMEOUTS;
const STAGES = Object.keys(STAGE_TIMEOUTS) as StopStage[];

/**
 * The time in milliseconds after which a process that is stopping is ended by force. It exceeds the sum of the stages' timeouts
 * and is less than 15 seconds.
 */
export const LAST_RESORT_MS = 14_000;

/** A component that must be stopped with the sidecar. `what` is its name in the log; `end` stops it. */
export type Ending = { readonly what: string; readonly end: () => Promise<unknown> };

/** The components that are stopped concurrently in one stage, and the time limit in milliseconds. */
export type Stage = { readonly milliseconds: number; readonly endings: readonly Ending[] };

/**
 * The registry of everything that must be stopped with the sidecar. Each component is registered with its stage when it is
 * started, so that none is forgotten or stopped out of order.
 */
export type Lifecycle = {
  /** Registers a component: how to stop it, and in which stage. */
  onStop(stage: StopStage, what: string, end: () => Promise<unknown>): void;
  /**
   * Registers a loop, which is stopped by its function `stop`.
   * @returns the loop
   */
  runs<Running extends { stop(): Promise<unknown> }>(stage: StopStage, what: string, loop: Running): Running;
  /**
   * Stops all registered components, stage by stage.
   * @returns the names of the components that did not stop in time
   */
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
        STAGES.map((stage) => ({ milliseconds: STAGE_TIMEOUTS[stage], endings: endings.get(stage) ?? [] })),
        log,
      ),
  };
}

/**
 * Runs the stages one after the other. A component that does not stop within the time limit of its stage is abandoned; its work
 * remains in the journal, with the broker or at its sender, and is processed later. The total time is therefore limited to the
 * sum of the time limits.
 * @returns the names of the abandoned components
 */
export async function endAll(stages: readonly Stage[], log: Log): Promise<readonly string[]> {
  const abandoned: string[] = [];
  for (const stage of stages) abandoned.push(...(await endStage(stage, log)));
  return abandoned;
}

async function endStage({ milliseconds, endings }: Stage, log: Log): Promise<readonly string[]> {
  const open = new Set(endings.map(({ what }) => what));
  const ended = Promise.all(
    endings.map((ending) => endOne(ending, log).then(() => open.delete(ending.what))),
  );
  const timeout = new AbortController();
  const late = pause(milliseconds, undefined, { signal: timeout.signal }).catch(() => undefined);
  await Promise.race([ended, late]);
  timeout.abort();
  if (open.size > 0)
    log.warn({ underWay: [...open], milliseconds }, "abandoned because it did not end in time");
  return [...open];
}

/** Stops a component. If this fails, logs the error and treats the component as stopped. */
async function endOne({ what, end }: Ending, log: Log): Promise<void> {
  try {
    await end();
  } catch (error) {
    log.warn({ what, error: String(error) }, "failed while ending");
  }
}
