import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runOdoo, stopOdoo, WORKING_DATABASE } from "./odoo.ts";
import { addonHash, addonModules } from "./odoo-addons.ts";
import { copyDatabase, databaseExists, ensureTemplate } from "./odoo-template.ts";
import { CHECKOUT, type Place } from "./place.ts";
import { query } from "./postgres.ts";
import { progress } from "./progress.ts";
import { forgetSecret, keepSecret, knownSecret } from "./secrets.ts";
import { readState, rememberVersion } from "./state.ts";

/** The secrets that hold the API keys of Odoo's administrator and of the sidecar. */
export const ADMIN_KEY = "odoo-api-key-admin";
export const GATEWAY_KEY = "odoo-api-key";
const KEYS = [ADMIN_KEY, GATEWAY_KEY];

// What Odoo keeps of a key in plain text, to find it by (res.users.apikeys).
const KEY_INDEX_LENGTH = 8;

const MAKE_USERS = join(CHECKOUT, "dev/odoo_shell/make_users.py");

/**
 * Makes the working database current: copied from the template the first time, our addon installed, or updated when
 * its files changed, and the API keys made. Stops Odoo when something is to be done. PostgreSQL must run.
 */
export async function ensureOdooDatabase(place: Place): Promise<void> {
  await ensureTemplate(place);
  if (!(await databaseExists(place, WORKING_DATABASE))) await makeWorkingDatabase(place);
  const hash = addonHash(place);
  if (readState(place).versions.odoo !== hash) {
    await stopOdoo(place);
    await installAddons(place, WORKING_DATABASE);
    rememberVersion(place, "odoo", hash);
  }
  const kept = await Promise.all(KEYS.map((name) => isGood(place, name)));
  if (!kept.every(Boolean)) await makeKeys(place);
}

async function makeWorkingDatabase(place: Place): Promise<void> {
  progress("Odoo database: copying the template");
  await copyDatabase(place, WORKING_DATABASE);
  rememberVersion(place, "odoo", "");
  for (const name of KEYS) forgetSecret(place, name);
}

/** Installs our modules in a database, or updates those that are installed already. */
export async function installAddons(place: Place, database: string): Promise<void> {
  progress("Odoo database: installing the addon, or updating it", "about fifteen seconds");
  const modules = addonModules(place).join(",");
  // -i leaves alone what is installed, -u what is not.
  await runOdoo(place, ["-d", database, "-i", modules, "-u", modules, "--stop-after-init", "--no-http"]);
}

/**
 * Whether Odoo takes the API key still and for another day. A key may have an end: the one that a test rotates to, and any that a
 * person makes in Odoo, lasts 90 days.
 */
async function isGood(place: Place, name: string): Promise<boolean> {
  const key = knownSecret(place, name);
  if (key === undefined) return false;
  const sql = `select 1 from res_users_apikeys where index = $1
                  and (expiration_date is null or expiration_date > now() at time zone 'UTC' + interval '1 day')`;
  return (await query(place, WORKING_DATABASE, sql, [key.slice(0, KEY_INDEX_LENGTH)])).length > 0;
}

async function makeKeys(place: Place): Promise<void> {
  progress("Odoo: making API keys");
  const script = readFileSync(MAKE_USERS, "utf8");
  const output = await runOdoo(place, ["shell", "-d", WORKING_DATABASE, "--no-http"], script);
  const line = /^KEYS (.*)$/m.exec(output)?.[1];
  if (line === undefined) throw new Error(`Odoo made no API keys. What it said:\n${output.slice(-2000)}`);
  const keys = JSON.parse(line) as { admin: string; gateway: string };
  keepSecret(place, ADMIN_KEY, keys.admin);
  keepSecret(place, GATEWAY_KEY, keys.gateway);
}
