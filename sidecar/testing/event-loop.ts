import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

const BEAT_MS = 10;
/** Shorter standstills are not worth a line. */
const WORTH_TELLING_MS = 40;

/**
 * Writes a line `<milliseconds since 1970> <standstill> <of it without a processor>` for each time that the event loop was late by
 * so much (milliseconds). The last figure tells a machine that is busy with others from work of ours.
 */
export function recordEventLoop(file: string): void {
  writeFileSync(file, "");
  let last = performance.now();
  let queued = queuedMs();
  setInterval(() => {
    const now = performance.now();
    const late = now - last - BEAT_MS;
    const waited = queuedMs() - queued;
    if (late > WORTH_TELLING_MS)
      appendFileSync(file, `${Date.now()} ${late.toFixed(0)} ${waited.toFixed(0)}\n`);
    last = now;
    queued += waited;
  }, BEAT_MS).unref();
}

/** How long this thread was ready to run and had no processor, ever (the second figure of `schedstat`, in nanoseconds). */
function queuedMs(): number {
  const [, waited] = readFileSync("/proc/self/schedstat", "utf8").split(" ");
  return Number(waited) / 1_000_000;
}
