import { createHash } from "node:crypto";
import { chmodSync, chownSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Account, accountCan, serviceAccount } from "./account.ts";
import { isMoved } from "./clock.ts";

/** Where one environment is stored. Two environments share only the machine-wide cache. */
export interface Place {
  readonly checkout: string;
  /** State and secrets; owned by the user who runs the command. */
  readonly root: string;
  /** What the services write; owned by `account`. */
  readonly data: string;
  readonly account: Account | undefined;
}

/** The checkout this file belongs to. */
export const CHECKOUT = resolve(import.meta.dirname, "../..");

/** Where the working environment is stored. */
const WORKING_ROOT = join(CHECKOUT, ".suture");

/** Where environments with a shifted clock are stored, so that no record from the future gets into the working environment. */
export const MOVED_ROOT = join(WORKING_ROOT, "moved");

/** Returns the root of the environments of this command. */
export function defaultRoot(): string {
  return isMoved() ? MOVED_ROOT : WORKING_ROOT;
}

/** The root of the tests' environment, separate from the working environment. */
export function testRoot(): string {
  return join(defaultRoot(), "test");
}

/**
 * Returns the place of the environment under `root` (default: `.suture` of this checkout), and creates its folders. If the
 * service account cannot enter the checkout (a home folder with mode 700), the data is under /var/lib/suture, and `root` contains
 * a pointer to it.
 */
export function placeOf(root: string = defaultRoot()): Place {
  const account = serviceAccount();
  mkdirSync(root, { recursive: true });
  const data = accountCan(account, "-x", root) ? join(root, "data") : elsewhere(root);
  const place = { checkout: CHECKOUT, root, data, account };
  ownedFolder(place, data);
  ownedFolder(place, join(data, "log"));
  return place;
}

function elsewhere(root: string): string {
  const data = join("/var/lib/suture", shortHash(root));
  mkdirSync(dirname(data), { recursive: true });
  writeFileSync(join(root, "data-folder"), `${data}\n`);
  return data;
}

/** Returns twelve hexadecimal digits derived from a text; they name what must be unique to one checkout. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/** Creates a folder that the services can write to and others cannot list. */
export function ownedFolder(place: Place, path: string): string {
  mkdirSync(path, { recursive: true });
  assignToAccount(place, path, 0o750);
  return path;
}

/** Writes a configuration file that only the services' account can read. */
export function ownedFile(place: Place, path: string, content: string): string {
  const draft = `${path}.${process.pid}`; // another process may be reading the old one
  writeFileSync(draft, content, { mode: 0o600 });
  assignToAccount(place, draft, 0o600);
  renameSync(draft, path);
  return path;
}

function assignToAccount(place: Place, path: string, mode: number): void {
  chmodSync(path, mode);
  if (place.account !== undefined) chownSync(path, place.account.uid, place.account.gid);
}

/** Returns the file with a service's output. */
export function logFile(place: Place, service: string): string {
  return join(place.data, "log", `${service}.log`);
}

/** Returns where to find a service's output, with its last lines: for a person, if the service does not start. */
export function logTail(place: Place, service: string): string {
  const file = logFile(place, service);
  const lines = readFileSync(file, "utf8").trimEnd().split("\n").slice(-12);
  return `The end of ${file}:\n${lines.map((line) => `  ${line}`).join("\n")}`;
}
