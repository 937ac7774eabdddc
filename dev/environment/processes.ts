import { spawn } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { withClock } from "./clock.ts";
import { as, type CommandOptions } from "./command.ts";
import { logFile, type Place } from "./place.ts";
import { type ProcessRecord, readState, updateState } from "./state.ts";
import { waitUntil } from "./waiting.ts";

export interface ServiceProcess extends CommandOptions {
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * Starts a service in the background, in its own process group, with its output in its log file, and records the process in the
 * state. The service continues to run after the command that started it.
 */
export async function startProcess(place: Place, service: string, start: ServiceProcess): Promise<void> {
  const log = openSync(logFile(place, service), "a");
  const child = spawn(start.command, start.args, {
    cwd: start.cwd,
    env: withClock(start.env, start.clock),
    detached: true,
    stdio: ["ignore", log, log],
    ...as(start.account),
  });
  closeSync(log);
  await new Promise((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", reject);
  });
  child.unref();
  const record = { pid: child.pid as number, startTime: startTimeOf(child.pid as number) ?? "" };
  updateState(place, (state) => ({ ...state, processes: { ...state.processes, [service]: record } }));
}

/** Returns whether the service that was started here is still running. A later process with the same pid does not count. */
export function isRunning(place: Place, service: string): boolean {
  const record = readState(place).processes[service];
  return record !== undefined && isAlive(record);
}

/** Returns the names of the services that we started and that are still running. */
export const runningServices = (place: Place): string[] =>
  Object.entries(readState(place).processes).flatMap(([service, record]) =>
    isAlive(record) ? [service] : [],
  );

/**
 * Stops a service with `signal` and, if it is still running after `graceSeconds` seconds, with SIGKILL to its whole process
 * group. Affects only a process that was started here. Does nothing if the service is not running.
 */
export async function stopProcess(
  place: Place,
  service: string,
  { signal = "SIGTERM" as NodeJS.Signals, graceSeconds = 30 } = {},
): Promise<void> {
  const record = readState(place).processes[service];
  if (record === undefined || !isAlive(record)) return forget(place, service);
  process.kill(record.pid, signal);
  const gone = async () => !isAlive(record);
  const ended = await waitUntil(gone, { seconds: graceSeconds, what: service, next: () => "" }).then(
    () => true,
    () => false,
  );
  if (ended) return forget(place, service);
  await killProcess(place, service);
}

/** Kills a service and its process group immediately, as a power failure would. */
export async function killProcess(place: Place, service: string): Promise<void> {
  const record = readState(place).processes[service];
  if (record !== undefined && isAlive(record)) {
    process.kill(-record.pid, "SIGKILL");
    await waitUntil(async () => !isAlive(record) && !hasThreads(record.pid), {
      seconds: 10,
      what: `The end of ${service}`,
      next: () => "Check its process.",
    });
  }
  forget(place, service);
}

/**
 * Returns whether any process uses the folder as its working directory. A dead process that has not been reaped does not count.
 */
export function isWorkedIn(folder: string): boolean {
  const path = realpathSync(folder);
  return readdirSync("/proc").some((name) => /^\d+$/.test(name) && workingFolder(name) === path);
}

function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // the process has ended or is not accessible
  }
}

function forget(place: Place, service: string): void {
  updateState(place, (state) => {
    const { [service]: _gone, ...processes } = state.processes;
    return { ...state, processes };
  });
}

function isAlive(record: ProcessRecord): boolean {
  return startTimeOf(record.pid) === record.startTime;
}

/** Returns whether threads of a dead process are still ending. Until they have ended, its ports are occupied. */
function hasThreads(pid: number): boolean {
  try {
    return readdirSync(`/proc/${pid}/task`).length > 1;
  } catch {
    return false;
  }
}

/**
 * Returns the start time of a process (field 22 of /proc/<pid>/stat) in clock ticks since boot. Returns undefined if the process
 * has ended or is a zombie.
 */
function startTimeOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
