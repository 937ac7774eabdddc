import { readFileSync } from "node:fs";
import type { Place } from "../../dev/environment/place.ts";
import { readState } from "../../dev/environment/state.ts";

/** The largest resident memory of a sidecar, for messages of ordinary size, and while large ones are read. Megabytes. */
const MOST_MEGABYTES = 250;
export const MOST_WITH_LARGE_MESSAGES = 500;
/** After warming up, a process must not grow by more than this. */
const MOST_GROWTH = 1.3;
const WARM_UP = 20;

/** The memory of the first sidecar, once a second. */
export type MemoryWatch = {
  readonly samples: readonly number[];
  stop(): void;
};

export function watchMemory(place: Place): MemoryWatch {
  const samples: number[] = [];
  const timer = setInterval(() => {
    const now = residentMegabytes(place);
    if (now !== null) samples.push(now);
  }, 1000);
  return { samples, stop: () => clearInterval(timer) };
}

/** Returns VmRSS of the first sidecar; null if there is none. */
function residentMegabytes(place: Place): number | null {
  const record = readState(place).processes.sidecar;
  try {
    const status = readFileSync(`/proc/${record?.pid}/status`, "utf8");
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
    return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
  } catch {
    return null;
  }
}

/** Returns what is wrong with it, in words: too much, or growing. */
export function unboundedMemory(samples: readonly number[], limit = MOST_MEGABYTES): string[] {
  if (samples.length === 0) return ["the sidecar's memory was never measured"];
  const most = Math.max(...samples);
  const steady = samples.slice(WARM_UP);
  const third = Math.floor(steady.length / 3);
  const [early, late] = [mean(steady.slice(0, third)), mean(steady.slice(-third))];
  return [
    ...(most > limit ? [`the sidecar used ${most} MB, more than ${limit}`] : []),
    ...(third > 0 && late > early * MOST_GROWTH
      ? [`the sidecar's memory grows: from ${Math.round(early)} MB to ${Math.round(late)} MB`]
      : []),
  ];
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0) / Math.max(1, numbers.length);
