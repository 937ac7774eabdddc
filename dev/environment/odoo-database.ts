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

/** The names of the secrets that contain the API keys of Odoo's administrator and of the sidecar. */
export const ADMIN_KEY = "odoo-api-key-admin";
export const GATEWAY_KEY = "odoo-api-key";
const KEYS = [ADMIN_KEY, GATEWAY_KEY];

// The length of the beginning of a key, which Odoo stores in plain text to find the key (res.users.apikeys).
const KEY_INDEX_LENGTH = 8;

const MAKE_USERS = join(CHECKOUT, "dev/odoo_shell/make_users.py");

/**
 * Creates the working database from the template if it does not exist, installs our addon or updates it if its files have
 * changed, and creates API keys if they are missing or expire soon. Stops Odoo before the addon is installed or updated.
 * PostgreSQL must be running.
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

/** Installs our modules in a database, or updates the installed ones. */
export async function installAddons(place: Place, database: string): Promise<void> {
  progress("Odoo database: installing or updating the addon", "about fifteen seconds");
  const modules = addonModules(place).join(",");
  // Both options are needed: -i skips modules that are installed, and -u skips modules that are not.
  await runOdoo(place, ["-d", database, "-i", modules, "-u", modules, "--stop-after-init", "--no-http"]);
}

/**
 * Returns whether Odoo accepts the API key now and for at least another day. Keys can expire: a key that a test or a person
 * creates in Odoo is valid for 90 days.
 */
async function isGood(place: Place, name: string): Promise<boolean> {
  const key = knownSecret(place, name);
  if (key === undefined) return false;
  const sql = `select 1 from res_users_apikeys where index = $1
                  and (expiration_date is null or expiration_date > now() at time zone 'UTC' + interval '1 day')`;
  return (await query(place, WORKING_DATABASE, sql, [key.slice(0, KEY_INDEX_LENGTH)])).length > 0;
}

async function makeKeys(place: Place): Promise<void> {
  progress("Odoo: creating API keys");
  const script = readFileSync(MAKE_USERS, "utf8");
  const output = await runOdoo(place, ["shell", "-d", WORKING_DATABASE, "--no-http"], script);
  const line = /^KEYS (.*)$/m.exec(output)?.[1];
  if (line === undefined) throw new Error(`Odoo created no API keys. Its output:\n${output.slice(-2000)}`);
  const keys = JSON.parse(line) as { admin: string; gateway: string };
  keepSecret(place, ADMIN_KEY, keys.admin);
  keepSecret(place, GATEWAY_KEY, keys.gateway);
}
