import { setTimeout as pause } from "node:timers/promises";
import type { Flow } from "../../flows/flow.ts";
import type { RetentionTask, UpkeepJournal } from "../ports/journal/upkeep.ts";
import type { Log } from "../ports/runtime.ts";
import { isRefusedByJournal } from "../resilience/failures.ts";
import { type Loop, startLoop } from "../resilience/loop.ts";

/** Retention periods in days. Each flow declares the period of its documents. */
export type RetentionDays = {
  /**
   * The period for the bytes of messages of clinical flows. It may be short, because the documents contain the required
   * values without identifying the patient.
   */
  readonly clinicalBodies: number;
  /** The period for messages of which no flow accepted a document. */
  readonly unclaimed: number;
  readonly deliveries: number;
  readonly events: number;
  readonly rejections: number;
  readonly steps: number;
  /** The period for identities of messages and keys of documents. A duplicate is detected only within it. */
  readonly keys: number;
};

const BATCH = 500;
/**
 * The number of days without growth after which an incomplete body is deleted, because its sender or its sidecar has
 * failed.
 */
const UNFINISHED_DAYS = 1;
const INTERVAL_MS = 3_600_000;
const PAUSE_MS = 200;

/**
 * Returns the retention tasks in the order in which they are run: contents before rows, and documents before their
 * messages.
 */
export function retentionTasks(flows: readonly Flow[], days: RetentionDays): RetentionTask[] {
  const rules = [
    ...flows.map((flow) => ({ flow: flow.code, content: flow.retentionDays, body: bodyDays(flow, days) })),
    { flow: "", content: days.unclaimed, body: days.unclaimed },
  ];
  return [
    ...rules.map(({ flow, body }): RetentionTask => ({ what: "bodies", flow, days: body })),
    { what: "body chunks", days: UNFINISHED_DAYS },
    { what: "stored bodies", days: UNFINISHED_DAYS },
    ...rules.map(({ flow, content }): RetentionTask => ({ what: "contents", flow, days: content })),
    { what: "deliveries", days: days.deliveries },
    { what: "events", days: days.events },
    { what: "rejections", days: days.rejections },
    { what: "steps", days: days.steps },
    { what: "documents", days: days.keys },
    { what: "messages", days: days.keys },
  ];
}

function bodyDays(flow: Flow, days: RetentionDays): number {
  return flow.sensitivity === "clinical"
    ? Math.min(days.clinicalBodies, flow.retentionDays)
    : flow.retentionDays;
}

/** Starts the loop that deletes expired data, in small batches with pauses, so that other work is not delayed. */
export function startRetention(parts: {
  readonly journal: Pick<UpkeepJournal, "retainOnce">;
  readonly tasks: readonly RetentionTask[];
  /** Returns whether the clock is reliable. Deletion by age is irreversible, so it requires a reliable clock. */
  readonly isTimeSure: () => boolean;
  readonly log: Log;
  readonly intervalMs?: number;
  readonly pauseMs?: number;
  readonly batch?: number;
}): Loop {
  const {
    journal,
    tasks,
    isTimeSure,
    log,
    intervalMs = INTERVAL_MS,
    pauseMs = PAUSE_MS,
    batch = BATCH,
  } = parts;
  let stopping = false;
  const loop = startLoop(
    "retention",
    intervalMs,
    async () => {
      for (const task of tasks) {
        const removed = await runTask(task).catch((error) => logFailure(task, error));
        if (removed > 0) log.info({ ...task, rows: removed }, "expired data was removed");
      }
      return "idle";
    },
    log,
  );

  /**
   * Logs that the journal refused a task, and returns 0 as the number of removed rows, so that the other tasks still
   * run. Throws any other error.
   */
  function logFailure(task: RetentionTask, error: unknown): number {
    if (!isRefusedByJournal(error)) throw error;
    log.error({ ...task, error: String(error) }, "expired data cannot be removed");
    return 0;
  }

  async function runTask(task: RetentionTask): Promise<number> {
    for (let rows = 0; ; ) {
      const done = stopping || !isTimeSure() ? null : await journal.retainOnce(task, batch);
      rows += done ?? 0;
      if (done === null || done < batch) return rows;
      await pause(pauseMs);
    }
  }

  return {
    nudge: loop.nudge,
    stop: () => {
      stopping = true;
      return loop.stop();
    },
  };
}
