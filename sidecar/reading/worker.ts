import { Worker } from "node:worker_threads";
import { gatherPages, type Page, type PageRequest } from "./pages.ts";

/**
 * A thread that runs tasks one after the other; `moved` are buffers transferred to it. The first task starts it, and so does the
 * first one after it was lost.
 */
export type TaskWorker<Task> = {
  /** Rejects with `TaskLost` if the task crashed the thread, and with another error if the task failed. */
  run<Result>(task: Task, moved?: readonly ArrayBuffer[]): Promise<Result>;
  close(): Promise<void>;
};

export type WorkerLimits = {
  /** The thread's heap; a task that needs more ends it. */
  readonly megabytes: number;
  /** A task that takes longer ends it. */
  readonly seconds: number;
};

/** The task was abandoned together with its thread: it took too much memory or too much time. */
export class TaskLost extends Error {
  constructor(why: "memory" | "time" | "unknown", cause?: unknown) {
    super(`a reader's thread was lost (${why})`, { cause });
    this.name = "TaskLost";
  }
}

const YOUNG_MEGABYTES = 16;

/** Creates a worker that runs the script, with `start` as its data. */
export function createWorker<Task>(script: URL, start: object, limits: WorkerLimits): TaskWorker<Task> {
  let thread: Worker | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let closed = false;

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
    if (closed) return Promise.reject(new Error("the reader's thread is closed"));
    const worker = running();
    const gathered = gatherPages<Result>();
    return new Promise<Result>((resolve, reject) => {
      let lostFor: "memory" | "time" | "unknown" = "unknown";
      const timer = setTimeout(() => {
        lostFor = "time";
        void worker.terminate();
      }, limits.seconds * 1000);
      const end = (settle: () => void) => {
        clearTimeout(timer);
        worker.removeAllListeners("message").removeAllListeners("error").off("exit", onExit);
        worker.on("error", () => undefined);
        settle();
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
      const result = turn.then(() => perform<Result>(task, moved));
      turn = result.catch(() => undefined);
      return result;
    },
    async close() {
      closed = true;
      await thread?.terminate();
    },
  };
}
