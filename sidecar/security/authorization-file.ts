import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Term } from "../terms/term.ts";
import { sayCredentials } from "./terms.ts";

/** Our credentials for a partner: the value of the `Authorization` header, and the only origin to which it may be sent. */
export type Authorization = { readonly origin: string; readonly header: string };

/** The content of a credentials file, or the reason why it is not valid. The reason never contains the content of the file. */
export type AuthorizationFile = Authorization | { readonly fault: Term };

const NAME = /^[A-Za-z0-9_-]+$/;
const ABSENT = new Set(["ENOENT", "ENOTDIR"]);
const HEADER = /^[\x20-\x7e]+$/;

/** Returns the name of the file with the credentials of a connection's route. The fallback route has a separate file. */
export const authorizationFileName = (connection: string, by: "primary" | "fallback"): string =>
  by === "primary" ? `${connection}.authorization` : `${connection}.fallback.authorization`;

/**
 * Reads the credentials of a route from the folder with partners' secrets. Returns null if there is no file. The file is read
 * again each time, so credentials can change without a restart.
 */
export async function authorizationIn(
  folder: string | null,
  connection: string,
  by: "primary" | "fallback",
): Promise<AuthorizationFile | null> {
  if (folder === null || !NAME.test(connection)) return null;
  const name = authorizationFileName(connection, by);
  try {
    return authorizationOf(name, await readFile(join(folder, name), "utf8"));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    return ABSENT.has(code) ? null : { fault: sayCredentials("unreadable", { file: name, code }) };
  }
}

/**
 * Parses the text of a credentials file, which has two lines: an origin (RFC 6454 §4: scheme, host, port), and the value of the
 * header. `name` is the name of the file, which is used in the text of a fault.
 */
export function authorizationOf(name: string, text: string): AuthorizationFile {
  const [first = "", second, ...more] = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const origin = originOf(first);
  if (origin === null) return { fault: sayCredentials("no-origin", { file: name }) };
  if (second === undefined || more.length > 0 || !HEADER.test(second))
    return { fault: sayCredentials("two-lines", { file: name }) };
  return { origin, header: second };
}

function originOf(line: string): string | null {
  if (!/^https?:\/\//i.test(line) || !URL.canParse(line)) return null;
  const { origin, pathname, search, hash, username, password } = new URL(line);
  return [search, hash, username, password].every((part) => part === "") && pathname === "/" ? origin : null;
}
