import { accessSync, chmodSync, constants, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";

/**
 * Returns a folder in the machine-wide cache, which speeds up a second checkout, and creates it if necessary. The cache is in
 * SUTURE_CACHE or, if that is not set, in the user's cache folder; for root, it is in /var/cache/suture, because the services'
 * account cannot enter root's home folder.
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
 * Creates a folder so that it is either complete or absent: `fill` fills a draft next to it, which is renamed at the end. If a
 * concurrent command has created the folder meanwhile, the draft is deleted. Drafts of killed commands are removed.
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

/** Creates a folder that the services' account can enter, regardless of the umask. */
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

/** Returns whether a process with this pid exists, even if it belongs to another user. */
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
