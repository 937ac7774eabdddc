import { createHash } from "node:crypto";
import { chmodSync, chownSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Account, accountCan, serviceAccount } from "./account.ts";
import { isMoved } from "./clock.ts";

/** The folders and the account of one environment. Two environments share only the machine-wide cache. */
export interface Place {
  readonly checkout: string;
  /** The folder with the state and the secrets, owned by the user who runs the command. */
  readonly root: string;
  /** The folder to which the services write, owned by `account`. */
  readonly data: string;
  readonly account: Account | undefined;
}

/** The root folder of the checkout that contains this file. */
export const CHECKOUT = resolve(import.meta.dirname, "../..");

/** The root folder of the working environment. */
const WORKING_ROOT = join(CHECKOUT, ".suture");

/**
 * The folder of all environments with a shifted clock. They are separate, so that no record from the future gets into the working
 * environment.
 */
export const MOVED_ROOT = join(WORKING_ROOT, "moved");

/** Returns the root folder of the environment of this command, which depends on whether its clock is shifted. */
export function defaultRoot(): string {
  return isMoved() ? MOVED_ROOT : WORKING_ROOT;
}

/** Returns the root folder of the environment for tests, which is separate from the working environment. */
export function testRoot(): string {
  return join(defaultRoot(), "test");
}

/**
 * Returns the root folder of the PostgreSQL for the addon's own tests. They run beside the end-to-end tests, which stop and kill
 * the services of theirs.
 */
export function odooTestRoot(): string {
  return join(defaultRoot(), "test-odoo");
}

/** Returns the root folders of all environments for tests. */
export const testRoots = (): readonly string[] => [testRoot(), odooTestRoot()];

/**
 * Returns the place of the environment in `root`, and creates its folders. If the services' account cannot enter the checkout,
 * for example because it is in a home folder with mode 700, the data is in /var/lib/suture, and the file `data-folder` in `root`
 * contains its path.
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

/** Returns the first twelve hexadecimal digits of a hash of the text. They are used in names that must be unique per checkout. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/** Creates a folder to which the services can write and which other users cannot list. Returns its path. */
export function ownedFolder(place: Place, path: string): string {
  mkdirSync(path, { recursive: true });
  assignToAccount(place, path, 0o750);
  return path;
}

/** Writes a file that only the services' account can read. Returns its path. */
export function ownedFile(place: Place, path: string, content: string): string {
  const draft = `${path}.${process.pid}`; // another process may be reading the old file
  writeFileSync(draft, content, { mode: 0o600 });
  assignToAccount(place, draft, 0o600);
  renameSync(draft, path);
  return path;
}

function assignToAccount(place: Place, path: string, mode: number): void {
  chmodSync(path, mode);
  if (place.account !== undefined) chownSync(path, place.account.uid, place.account.gid);
}

/** Returns the path of the file with a service's output. */
export function logFile(place: Place, service: string): string {
  return join(place.data, "log", `${service}.log`);
}

/** Returns a text with the path and the last lines of a service's output, to be shown if the service does not start. */
export function logTail(place: Place, service: string): string {
  const file = logFile(place, service);
  const lines = readFileSync(file, "utf8").trimEnd().split("\n").slice(-12);
  return `The end of ${file}:\n${lines.map((line) => `  ${line}`).join("\n")}`;
}
