import { cpSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fillOnce } from "./cache.ts";
import { outcome, run } from "./command.ts";
import { folderHash } from "./folder-hash.ts";
import type { Place } from "./place.ts";

/** Returns the names of our Odoo modules: the folders of odoo_addon/ that have a manifest. */
export function addonModules(place: Place): string[] {
  return readdirSync(addonFolder(place))
    .filter((name) => existsSync(join(addonFolder(place), name, "__manifest__.py")))
    .sort();
}

/** Returns a hash of all addon files. */
export function addonHash(place: Place): string {
  return folderHash(addonFolder(place));
}

/**
 * Returns a folder with our addons that Odoo can read: the folder in the checkout or, if the services' account cannot read it, a
 * copy of its current content.
 */
export async function readableAddons(place: Place): Promise<string> {
  if (await isReadable(place)) return addonFolder(place);
  const copy = join(place.data, `odoo_addon-${addonHash(place).slice(0, 12)}`);
  if (existsSync(copy)) return copy;
  return fillOnce(copy, async (draft) => {
    cpSync(addonFolder(place), draft, { recursive: true });
    await run("chmod", ["-R", "a+rX", draft], { cwd: place.data });
  });
}

async function isReadable(place: Place): Promise<boolean> {
  const unreadable = ["-not", "-readable", "-print", "-quit"];
  const options = { cwd: "/", account: place.account };
  const { code, stdout } = await outcome("find", [addonFolder(place), ...unreadable], options);
  return code === 0 && stdout === "";
}

function addonFolder(place: Place): string {
  return join(place.checkout, "odoo_addon");
}
