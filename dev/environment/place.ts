import { createHash } from "node:crypto";
import { chmodSync, chownSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Account, accountCan, serviceAccount } from "./account.ts";
import { isMoved } from "./clock.ts";

/** Where one environment lives. Two environments share nothing but the machine-wide cache. */
export interface Place {
  readonly checkout: string;
  /** State and secrets; belongs to whoever runs the command. */
  readonly root: string;
  /** What the services write; belongs to `account`. */
  readonly data: string;
  readonly account: Account | undefined;
}

/** The checkout this file belongs to. */
export const CHECKOUT = resolve(import.meta.dirname, "../..");

/** Where the environment people work with is kept. */
const WORKING_ROOT = join(CHECKOUT, ".suture");

/** Where everything on a moved clock is kept, so that no record from the future gets among those that people work with. */
export const MOVED_ROOT = join(WORKING_ROOT, "moved");

/** The root of the environments of this command. */
export function defaultRoot(): string {
  return isMoved() ? MOVED_ROOT : WORKING_ROOT;
}

/** The root of the tests' environment, apart from the one people work with. */
export function testRoot(): string {
  return join(defaultRoot(), "test");
}

/**
 * The place of the environment kept under `root` (default: `.suture` of this checkout), with its folders made.
 * A checkout may lie where the service account cannot go (a home folder of mode 700): then the data is under
 * /var/lib/suture, and `root` holds a pointer to it.
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

/** Twelve hexadecimal digits that stand for a text; they name what must be unique to one checkout. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/** Makes a folder that the services may write and others may not list. */
export function ownedFolder(place: Place, path: string): string {
  mkdirSync(path, { recursive: true });
  giveAway(place, path, 0o750);
  return path;
}

/** Writes a configuration file that only the services' account may read. */
export function ownedFile(place: Place, path: string, content: string): string {
  const draft = `${path}.${process.pid}`; // somebody may be reading the old one
  writeFileSync(draft, content, { mode: 0o600 });
  giveAway(place, draft, 0o600);
  renameSync(draft, path);
  return path;
}

function giveAway(place: Place, path: string, mode: number): void {
  chmodSync(path, mode);
  if (place.account !== undefined) chownSync(path, place.account.uid, place.account.gid);
}

/** The file a service's output goes to. */
export function logFile(place: Place, service: string): string {
  return join(place.data, "log", `${service}.log`);
}

/** Where to read what a service said, with its last lines: what to tell a person when it does not start. */
export function logTail(place: Place, service: string): string {
  const file = logFile(place, service);
  const lines = readFileSync(file, "utf8").trimEnd().split("\n").slice(-12);
  return `The end of ${file}:\n${lines.map((line) => `  ${line}`).join("\n")}`;
}
