import { Worker } from "node:worker_threads";
import { gatherPages, type Page, type PageRequest } from "./pages.ts";

/**
 * A thread that runs tasks one after the other. The thread starts with the first task. If a task ends it, or if it has had no
 * task for some seconds, it is started again for the next task.
 */
export type TaskWorker<Task> = {
  /**
   * Runs a task and resolves to its result. `moved` lists the buffers to transfer to the thread instead of copying them. Rejects
   * with `TaskLost` if the task ended the thread, and with another error if the task failed.
   */
  run<Result>(task: Task, moved?: readonly ArrayBuffer[]): Promise<Result>;
  /**
   * Keeps the thread while it has no tasks, because it holds a state that later tasks need.
   * @returns a function that ends this
   */
  keep(): () => void;
  close(): Promise<void>;
};

export type WorkerLimits = {
  /** The maximum size of the thread's heap in megabytes. A task that exceeds it ends the thread. */
  readonly megabytes: number;
  /** The time limit of a task in seconds. A task that exceeds it ends the thread. */
  readonly seconds: number;
  /** The time in milliseconds after which a thread without tasks ends, to free its memory. Defaults to five seconds. */
  readonly idleMs?: number;
};

/** The error of a task that ended its thread because it used too much memory or time. */
export class TaskLost extends Error {
  constructor(why: "memory" | "time" | "unknown", cause?: unknown) {
    super(`a decoding thread was lost (${why})`, { cause });
    this.name = "TaskLost";
  }
}

const YOUNG_MEGABYTES = 6;
/** Starting a thread takes some tenths of a second, and a thread without tasks uses 30 to 45 MB. */
const IDLE_MS = 5000;

/** Creates a worker whose thread runs the script, with `start` as its worker data. */
export function createWorker<Task>(script: URL, start: object, limits: WorkerLimits): TaskWorker<Task> {
  let thread: Worker | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let closed = false;
  let kept = 0;
  let underWay = 0;
  let idle: NodeJS.Timeout | undefined;

  function endWhenIdle(): void {
    clearTimeout(idle);
    if (kept > 0 || underWay > 0 || !thread) return;
    idle = setTimeout(() => {
      const unused = thread;
      thread = null;
      void unused?.terminate();
    }, limits.idleMs ?? IDLE_MS).unref();
  }

  function running(): Worker {
    if (thread) return thread;
    const started = new Worker(script, {
      workerData: start,
      resourceLimits: {
        maxOldGenerationSizeMb: limits.megabytes,
        maxYoungGenerationSizeMb: YOUNG_MEGABYTES,
      },
    });
    started.unref();
    started.once("exit", () => {
      if (thread === started) thread = null;
    });
    thread = started;
    return started;
  }

  function perform<Result>(task: Task, moved: readonly ArrayBuffer[]): Promise<Result> {
    if (closed) return Promise.reject(new Error("the decoding thread is closed"));
    const worker = running();
    const gathered = gatherPages<Result>();
    return new Promise<Result>((resolve, reject) => {
      let lostFor: "memory" | "time" | "unknown" = "unknown";
      const timer = setTimeout(() => {
        lostFor = "time";
        void worker.terminate();
      }, limits.seconds * 1000);
      const end = (finish: () => void) => {
        clearTimeout(timer);
        worker.removeAllListeners("message").removeAllListeners("error").off("exit", onExit);
        worker.on("error", () => undefined);
        finish();
      };
      const onExit = () => end(() => reject(closed ? new Error("closed") : new TaskLost(lostFor)));
      worker.on("message", (page: Page | { readonly error: string }) => {
        if ("error" in page) return end(() => reject(new Error(page.error)));
        const whole = gathered.take(page);
        if (whole !== null) return end(() => resolve(whole));
        ask({ next: true });
      });
      worker.on("error", (error: Error & { code?: string }) => {
        lostFor = error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "memory" : "unknown";
      });
      worker.on("exit", onExit);
      const ask = (asked: PageRequest<Task>) => worker.postMessage(asked);
      worker.postMessage({ task }, moved);
    });
  }

  return {
    run<Result>(task: Task, moved: readonly ArrayBuffer[] = []) {
      underWay += 1;
      clearTimeout(idle);
      const result = turn
        .then(() => perform<Result>(task, moved))
        .finally(() => {
          underWay -= 1;
          endWhenIdle();
        });
      turn = result.catch(() => undefined);
      return result;
    },
    keep() {
      kept += 1;
      let isKept = true;
      return () => {
        if (isKept) kept -= 1;
        isKept = false;
        endWhenIdle();
      };
    },
    async close() {
      closed = true;
      clearTimeout(idle);
      await thread?.terminate();
    },
  };
}
