import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { isProcess } from "./cache.ts";
import type { Place } from "./place.ts";
import { progress } from "./progress.ts";
import { waitUntil } from "./waiting.ts";

/**
 * Runs `work` while no other command can start or stop the same environment. Waits for another command that holds the lock. A
 * lock that a killed command has left is ignored.
 */
export async function alone<T>(place: Place, work: () => Promise<T>): Promise<T> {
  const file = join(place.root, "lock");
  if (!take(file)) {
    progress("Another command is using this environment; waiting for it");
    const next = () => `If no other command is running, delete ${file}.`;
    await waitUntil(async () => take(file), { seconds: 600, what: "The end of the other command", next });
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    const lock = openSync(file, "wx");
    writeSync(lock, String(process.pid));
    closeSync(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const holder = Number(readFileSync(file, "utf8"));
    if (holder > 0 && !isProcess(holder)) rmSync(file, { force: true });
    return false;
  }
}
