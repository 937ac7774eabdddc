import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

const BEAT_MS = 10;
/** The minimum duration in milliseconds of a stall that is recorded. */
const SHORTEST_STALL_MS = 40;

/**
 * Writes a line to the file whenever the event loop is late by at least `SHORTEST_STALL_MS`: `<milliseconds since 1970>
 * <milliseconds late> <of these, milliseconds without a processor>`. The last figure distinguishes a busy machine from the
 * sidecar's own work.
 */
export function recordEventLoop(file: string): void {
  writeFileSync(file, "");
  let last = performance.now();
  let queued = queuedMs();
  setInterval(() => {
    const now = performance.now();
    const late = now - last - BEAT_MS;
    const waited = queuedMs() - queued;
    if (late > SHORTEST_STALL_MS)
      appendFileSync(file, `${Date.now()} ${late.toFixed(0)} ${waited.toFixed(0)}\n`);
    last = now;
    queued += waited;
  }, BEAT_MS).unref();
}

/**
 * Returns the total time in milliseconds for which this thread has been ready to run but had no processor: the second figure of
 * `schedstat`, which is in nanoseconds.
 */
function queuedMs(): number {
  const [, waited] = readFileSync("/proc/self/schedstat", "utf8").split(" ");
  return Number(waited) / 1_000_000;
}
