import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { installMissing } from "./apt.ts";
import { isMoved } from "./clock.ts";
import { DEBIAN_PACKAGES } from "./debian-packages.ts";
import { startParts, stopEnvironment } from "./environment.ts";
import { alone } from "./lock.ts";
import { ensureTemplate } from "./odoo-template.ts";
import { MOVED_ROOT } from "./place.ts";

/**
 * Does with the true clock what must not be done with a moved one: installs packages, fetches Odoo, and makes the template in the
 * machine-wide cache, whose records others copy. `root` then holds that template and nothing else; every other environment with a
 * moved clock is deleted, for none may meet records that are younger than its clock.
 */
export async function prepareMoved(root: string): Promise<void> {
  if (isMoved()) throw new Error("What a moved clock needs is made ready before the clock is moved.");
  await installMissing(DEBIAN_PACKAGES);
  await wipeMoved();
  const place = await startParts({ root, parts: ["postgres"] });
  await alone(place, () => ensureTemplate(place));
  await stopEnvironment({ root });
}

/** Stops every environment with a moved clock and deletes its data. */
export async function wipeMoved(): Promise<void> {
  for (const root of movedRoots()) await stopEnvironment({ root, wipe: true });
}

/** The environments with a moved clock that are there. */
export function movedRoots(): string[] {
  if (!existsSync(MOVED_ROOT)) return [];
  const roots = [...readdirSync(MOVED_ROOT).map((name) => join(MOVED_ROOT, name)), MOVED_ROOT];
  return roots.filter((root) => existsSync(join(root, "state.json")));
}
