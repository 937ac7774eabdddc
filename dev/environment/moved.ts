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
 * Does in advance, with the real clock, what must not be done with a shifted clock: installs packages, downloads Odoo, and
 * creates the template in the machine-wide cache, from which other environments copy their records. Afterwards, the environment
 * in `root` contains only that template. All other environments with a shifted clock are deleted, because an environment must not
 * contain records that are newer than its clock.
 */
export async function prepareMoved(root: string): Promise<void> {
  if (isMoved()) throw new Error("Prepare what a shifted clock needs before the clock is shifted.");
  await installMissing(DEBIAN_PACKAGES);
  await wipeMoved();
  const place = await startParts({ root, parts: ["postgres"] });
  await alone(place, () => ensureTemplate(place));
  await stopEnvironment({ root });
}

/** Stops every environment with a shifted clock and deletes its data. */
export async function wipeMoved(): Promise<void> {
  for (const root of movedRoots()) await stopEnvironment({ root, wipe: true });
}

/** Returns the folders of the existing environments with a shifted clock. */
export function movedRoots(): string[] {
  if (!existsSync(MOVED_ROOT)) return [];
  const roots = [...readdirSync(MOVED_ROOT).map((name) => join(MOVED_ROOT, name)), MOVED_ROOT];
  return roots.filter((root) => existsSync(join(root, "state.json")));
}
