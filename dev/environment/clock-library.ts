import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheShelf } from "./cache.ts";

/**
 * What libfaketime (0.9.10) stands in for and must not. While it waits in the first two, a signal handler sees the true clock: the
 * timeouts of PostgreSQL never end, deadlocks are never found. The third it moves by the offset also where the monotonic clock is
 * meant, and Python's sleep fails. All three wait for a duration, which is the same on any clock.
 */
const LEFT_ALONE = ["epoll_wait", "epoll_pwait", "clock_nanosleep"];

/**
 * The path of libfaketime for programs with threads, as a copy that leaves alone what it must: the names are spoilt in its table of
 * exports, so that programs find the C library's. Building a library of our own would take a compiler on every machine.
 * @throws Error when the package is not installed
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

/** The library without the exports that it must leave alone. */
export function withoutWaiting(library: Buffer): Buffer {
  return LEFT_ALONE.reduce(withoutExport, library);
}

/** The table of names comes before the texts of the program: the first is the one that others look up. */
function withoutExport(library: Buffer, name: string): Buffer {
  const at = library.indexOf(`\0${name}\0`);
  if (at < 0) return library;
  const changed = Buffer.from(library);
  changed.write("_", at + 1);
  return changed;
}

/** Where Debian put it: in the folder of the machine's architecture. */
function installed(): string {
  const folders = readdirSync("/usr/lib").map((name) => join("/usr/lib", name, "faketime"));
  const found = folders.map((folder) => join(folder, "libfaketimeMT.so.1")).find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Error("The clock cannot be moved without libfaketime. Run: apt-get install faketime");
}
