import { readFileSync } from "node:fs";

const KILOBYTE = 1024;
const MEGABYTE = 1_000_000;

/** Watches the resident memory of a process. `stop` returns its peak in megabytes; it may be called again. */
export function watchMemory(pid: number): { stop(): number } {
  let highest = 0;
  const look = () => {
    highest = Math.max(highest, residentMemory(pid));
  };
  const timer = setInterval(look, 250);
  look();
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return highest;
    },
  };
}

/** Returns the peak resident memory that the kernel has recorded for the process (VmHWM), in megabytes; 0 if it has ended. */
export function residentMemory(pid: number): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return (Number(kilobytes) * KILOBYTE) / MEGABYTE;
  } catch {
    return 0;
  }
}
