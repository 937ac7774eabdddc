import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Place } from "./place.ts";

/**
 * Returns the path of the file in which a secret is stored. Only its owner can read it. Components get the path, so that no
 * secret is in an environment variable.
 */
export function secretFile(place: Place, name: string): string {
  const folder = join(place.root, "secrets");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return join(folder, name);
}

/** Returns the secret with this name. The first time, creates a random one (192 bits in hexadecimal). */
export function secret(place: Place, name: string): string {
  return knownSecret(place, name) ?? keepSecret(place, name, randomBytes(24).toString("hex"));
}

/** Returns the secret with this name, or undefined if there is none. */
export function knownSecret(place: Place, name: string): string | undefined {
  const file = secretFile(place, name);
  return existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
}

/** Stores a secret that another program created, and returns it. */
export function keepSecret(place: Place, name: string, value: string): string {
  writeFileSync(secretFile(place, name), `${value}\n`, { mode: 0o600 });
  return value;
}

/** Deletes a secret that is no longer valid. */
export function forgetSecret(place: Place, name: string): void {
  rmSync(secretFile(place, name), { force: true });
}
