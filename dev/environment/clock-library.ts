import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheShelf } from "./cache.ts";

/**
 * The functions that libfaketime (0.9.10) replaces but must not replace here. While a process waits in the first two, its signal
 * handlers see the real clock, so that PostgreSQL's timeouts never end and deadlocks are never detected. The third one is shifted
 * even for the monotonic clock, so that Python's sleep fails. All three wait for a duration, which is the same on any clock.
 */
const LEFT_ALONE = ["epoll_wait", "epoll_pwait", "clock_nanosleep"];

/**
 * Returns the path of a copy of libfaketime (for multithreaded programs) that does not replace these functions. Their names are
 * altered in the copy's table of exports, so that programs use the functions of the C library. Building a library of our own
 * would require a compiler on every machine.
 * @throws Error if the package is not installed
 */
export function clockLibrary(): string {
  const original = readFileSync(installed());
  const copy = join(
    cacheShelf("faketime"),
    `${createHash("sha256").update(original).update(LEFT_ALONE.join()).digest("hex").slice(0, 12)}.so`,
  );
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}`;
  writeFileSync(draft, withoutWaiting(original), { mode: 0o755 });
  renameSync(draft, copy);
  return copy;
}

/** Returns the library without the exports that it must not have. */
export function withoutWaiting(library: Buffer): Buffer {
  return LEFT_ALONE.reduce(withoutExport, library);
}

/**
 * Removes a function from the exports by altering the first occurrence of its name. The table of exported names precedes the
 * program's own texts, so the first occurrence is the one that other programs look up.
 */
function withoutExport(library: Buffer, name: string): Buffer {
  const at = library.indexOf(`\0${name}\0`);
  if (at < 0) return library;
  const changed = Buffer.from(library);
  changed.write("_", at + 1);
  return changed;
}

/** Returns the path at which Debian installs libfaketime, which is in the folder of the machine's architecture. */
function installed(): string {
  const folders = readdirSync("/usr/lib").map((name) => join("/usr/lib", name, "faketime"));
  const found = folders.map((folder) => join(folder, "libfaketimeMT.so.1")).find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Error("Shifting the clock requires libfaketime. Run: apt-get install faketime");
}
