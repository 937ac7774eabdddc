import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Place } from "./place.ts";

/** Where a secret is kept: a file only its owner may read. Components take the path, so that no secret is in an environment. */
export function secretFile(place: Place, name: string): string {
  const folder = join(place.root, "secrets");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return join(folder, name);
}

/** The secret of that name, made at random (192 bits, hexadecimal) the first time. */
export function secret(place: Place, name: string): string {
  return knownSecret(place, name) ?? keepSecret(place, name, randomBytes(24).toString("hex"));
}

/** The secret of that name, if there is one. */
export function knownSecret(place: Place, name: string): string | undefined {
  const file = secretFile(place, name);
  return existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
}

/** Keeps a secret that another program made; gives it back. */
export function keepSecret(place: Place, name: string, value: string): string {
  writeFileSync(secretFile(place, name), `${value}\n`, { mode: 0o600 });
  return value;
}

/** Drops a secret that is valid no more. */
export function forgetSecret(place: Place, name: string): void {
  rmSync(secretFile(place, name), { force: true });
}
