import type { Showing } from "../engine/ports/reading.ts";
import { given, orLost, SMALL_BYTES } from "./task.ts";
import type { ShowTask, ThreadTask } from "./thread.ts";
import type { TaskWorker } from "./worker.ts";

/** Creates the operations that display small messages in the calling thread, and others in the thread. */
export function threadedShowing(direct: Showing, thread: TaskWorker<ThreadTask>): Showing {
  const shown = <Result>(task: ShowTask): Promise<Result | null> =>
    orLost(
      given(task.body, (body, moved) => thread.run<{ shown: Result | null }>({ ...task, body }, moved)),
      () => ({ shown: null }),
    ).then((result) => result.shown);
  return {
    describe: (message, decoded) =>
      message.body.length <= SMALL_BYTES
        ? direct.describe(message, decoded)
        : shown({ what: "describe", ...message, decoded }),
    file: (message, values, own) =>
      message.body.length <= SMALL_BYTES
        ? direct.file(message, values, own)
        : shown({ what: "file", ...message, values, own }),
    comparison: (earlier, later, values) =>
      Math.max(earlier.body.length, later.body.length) <= SMALL_BYTES
        ? direct.comparison(earlier, later, values)
        : shown({ what: "comparison", earlier, ...later, values }),
  };
}
