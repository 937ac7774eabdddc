import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Place } from "./place.ts";

/** A process that was started here. The start time distinguishes it from a later process with the same pid. */
export interface ProcessRecord {
  readonly pid: number;
  readonly startTime: string;
}

/** The state of an environment that is stored between commands. */
export interface State {
  readonly ports: Readonly<Record<string, number>>;
  readonly processes: Readonly<Record<string, ProcessRecord>>;
  /** Hashes of the code that is installed in a database or that a process runs, with which outdated code is detected. */
  readonly versions: Readonly<Record<string, string>>;
}

const NOTHING: State = { ports: {}, processes: {}, versions: {} };

/** Returns the stored state, or an empty state if there is none yet. */
export function readState(place: Place): State {
  try {
    return { ...NOTHING, ...(JSON.parse(readFileSync(stateFile(place), "utf8")) as Partial<State>) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return NOTHING;
    throw new Error(
      `${stateFile(place)} cannot be read (${String(error)}). Delete it and run the command again.`,
    );
  }
}

/** Stores the version of the code that a component runs. */
export function rememberVersion(place: Place, what: string, version: string): void {
  updateState(place, (state) => ({ ...state, versions: { ...state.versions, [what]: version } }));
}

/**
 * Replaces the stored state in one step, so that a killed command leaves either the old or the new state, but never a part of it.
 */
export function updateState(place: Place, change: (state: State) => State): void {
  const temporary = `${stateFile(place)}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(change(readState(place)), null, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, stateFile(place));
}

function stateFile(place: Place): string {
  return join(place.root, "state.json");
}
