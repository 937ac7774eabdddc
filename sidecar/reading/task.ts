import { TaskLost } from "./worker.ts";

/**
 * The maximum size in bytes of a body that is decoded in the calling thread. Decoding even a malicious body of this size takes
 * only a few hundredths of a second.
 */
export const SMALL_BYTES = 32 * 1024;

/**
 * Returns the result of a task or, if the task ended its thread, the result of `lost`, which reports the body as unreadable. The
 * task is not retried, because it would end the thread again.
 */
export function orLost<Result>(result: Promise<Result>, lost: () => Result): Promise<Result> {
  return result.catch((error: unknown) => {
    if (error instanceof TaskLost) return lost();
    throw error;
  });
}

/**
 * Calls `run` with a copy of the body that can be transferred to a thread. The original is not transferred, because it still has
 * to be stored.
 */
export function given<Result>(
  body: Uint8Array,
  run: (copy: Uint8Array, moved: readonly ArrayBuffer[]) => Result,
) {
  const copy = new Uint8Array(body);
  return run(copy, [copy.buffer]);
}
