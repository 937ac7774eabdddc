import { appendFileSync, writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

const BEAT_MS = 10;
/** Shorter standstills are not worth a line. */
const WORTH_TELLING_MS = 40;

/**
 * Writes a line `<milliseconds since 1970> <standstill> <of it on the processor>` for each time that the event loop was late by so
 * much (milliseconds). The last figure tells work of ours from a machine that was busy with others.
 */
export function recordEventLoop(file: string): void {
  writeFileSync(file, "");
  let last = performance.now();
  let used = busyMs();
  setInterval(() => {
    const now = performance.now();
    const late = now - last - BEAT_MS;
    const busy = busyMs();
    if (late > WORTH_TELLING_MS)
      appendFileSync(file, `${Date.now()} ${late.toFixed(0)} ${(busy - used).toFixed(0)}\n`);
    last = now;
    used = busy;
  }, BEAT_MS).unref();
}

function busyMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
