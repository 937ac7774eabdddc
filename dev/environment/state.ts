import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Place } from "./place.ts";

/** A process we started; the start time distinguishes it from a later one with the same pid. */
export interface ProcessRecord {
  readonly pid: number;
  readonly startTime: string;
}

/** What an environment remembers between two commands. */
export interface State {
  readonly ports: Readonly<Record<string, number>>;
  readonly processes: Readonly<Record<string, ProcessRecord>>;
  /** Hashes of the files that a database has installed, or a process runs: they show whether it is outdated. */
  readonly versions: Readonly<Record<string, string>>;
}

const NOTHING: State = { ports: {}, processes: {}, versions: {} };

/** Returns the remembered state; an empty one if there is none yet. */
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

/** Remembers which version of its files something runs. */
export function rememberVersion(place: Place, what: string, version: string): void {
  updateState(place, (state) => ({ ...state, versions: { ...state.versions, [what]: version } }));
}

/** Replaces the state in one step, so that a killed command leaves the old or the new one, never half of it. */
export function updateState(place: Place, change: (state: State) => State): void {
  const temporary = `${stateFile(place)}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(change(readState(place)), null, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, stateFile(place));
}

function stateFile(place: Place): string {
  return join(place.root, "state.json");
}
