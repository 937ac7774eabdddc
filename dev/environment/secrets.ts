import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Place } from "./place.ts";

/**
 * Returns where a secret is stored: a file that only its owner can read. Components get the path, so that no secret is in an
 * environment variable.
 */
export function secretFile(place: Place, name: string): string {
  const folder = join(place.root, "secrets");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return join(folder, name);
}

/** Returns the secret with that name, created at random (192 bits, hexadecimal) the first time. */
export function secret(place: Place, name: string): string {
  return knownSecret(place, name) ?? keepSecret(place, name, randomBytes(24).toString("hex"));
}

/** Returns the secret with that name, if there is one. */
export function knownSecret(place: Place, name: string): string | undefined {
  const file = secretFile(place, name);
  return existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
}

/** Stores a secret that another program created; returns it. */
export function keepSecret(place: Place, name: string, value: string): string {
  writeFileSync(secretFile(place, name), `${value}\n`, { mode: 0o600 });
  return value;
}

/** Deletes a secret that is no longer valid. */
export function forgetSecret(place: Place, name: string): void {
  rmSync(secretFile(place, name), { force: true });
}
