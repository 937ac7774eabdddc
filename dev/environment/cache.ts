import { accessSync, chmodSync, constants, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";

/**
 * Returns a folder in the machine-wide cache that speeds up a second checkout: SUTURE_CACHE; /var/cache/suture for root, whose
 * home the services' account cannot enter; otherwise the user's cache folder.
 */
export function cacheShelf(name: string): string {
  const userCache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const folder = process.env.SUTURE_CACHE || (isRoot() ? "/var/cache/suture" : join(userCache, "suture"));
  readableFolder(folder);
  accessSync(folder, constants.W_OK);
  readableFolder(join(folder, name));
  return join(folder, name);
}

/**
 * Makes `folder` appear complete or not at all: `fill` works in a neighbouring folder, which is renamed at the end. A concurrent
 * command finds the result; leftovers of a killed command are removed.
 */
export async function fillOnce(folder: string, fill: (draft: string) => Promise<void>): Promise<string> {
  removeOrphans(folder);
  const draft = `${folder}.making-${process.pid}`;
  readableFolder(draft);
  await fill(draft);
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!["EEXIST", "ENOTEMPTY"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}

/** Creates a folder that the services' account can enter, whatever the umask. */
function readableFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
}

function removeOrphans(folder: string): void {
  for (const name of readdirSync(dirname(folder))) {
    const pid = name.startsWith(`${basename(folder)}.making-`) ? Number(name.split("-").at(-1)) : undefined;
    if (pid !== undefined && !isProcess(pid))
      rmSync(join(dirname(folder), name), { recursive: true, force: true });
  }
}

/** Reports whether a process with that pid exists, ours or not. */
export function isProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
