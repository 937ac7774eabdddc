import { parentPort } from "node:worker_threads";
import { type PageRequest, pagesOf } from "../../sidecar/reading/pages.ts";

/**
 * A thread for tests in which the name of a task says how the task misbehaves. A task of the sidecar, which is an object and has
 * no name, ends the thread.
 */
const hoard: string[][] = [];
let counted = 0;

parentPort?.on("message", (asked: PageRequest<unknown>) => {
  const task = "task" in asked ? asked.task : "next";
  try {
    parentPort?.postMessage(pagesOf({ did: perform(task) }).next());
  } catch (error) {
    parentPort?.postMessage({ error: String(error) });
  }
});

function perform(task: unknown): unknown {
  if (typeof task === "object" || task === "exit") process.exit(3);
  if (task === "count") return ++counted;
  if (task === "throw") throw new Error("thrown there");
  while (task === "hoard") hoard.push(Array.from({ length: 1000 }, (_, index) => String(index)));
  while (task === "forever");
  return task;
}
