import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cacheShelf, fillOnce } from "./cache.ts";
import { run } from "./command.ts";
import { filestore, runOdoo } from "./odoo.ts";
import { type OdooPackage, odooPackage } from "./odoo-package.ts";
import { CHECKOUT, type Place, shortHash } from "./place.ts";
import { portOf } from "./ports.ts";
import { program, query } from "./postgres.ts";
import { progress } from "./progress.ts";
import { secret } from "./secrets.ts";

/** The database from which all other Odoo databases are copied. It contains the apps, but not our addon. */
export const TEMPLATE = "suture_template";

const APPS = ["purchase", "stock", "account", "purchase_stock", "product_expiry"];
const PREPARE = join(CHECKOUT, "dev/odoo_shell/prepare_template.py");

/**
 * Creates the template unless it exists, from the copy in the machine-wide cache or, once per machine, by installing the apps. A
 * template for another Odoo version or another list of apps is replaced.
 */
export async function ensureTemplate(place: Place): Promise<void> {
  const odoo = await odooPackage();
  const key = templateKey(odoo);
  if ((await templateMark(place)) === key) return;
  await dropDatabase(place, TEMPLATE);
  const cached = join(cacheShelf("odoo-19-templates"), key);
  if (existsSync(cached)) await restore(place, cached);
  else await install(place, cached);
  // The mark is written last, so that a template without it is known to be incomplete and is created again.
  await query(place, "postgres", `comment on database ${TEMPLATE} is '${key}'`);
}

/**
 * Creates a database as a copy of another one, including its attachments. Replaces an existing database. Nobody may be connected
 * to the original.
 */
export async function copyDatabase(
  place: Place,
  database: string,
  original: string = TEMPLATE,
): Promise<void> {
  await dropDatabase(place, database);
  if (existsSync(filestore(place, original))) {
    await asOdoo(place, "cp", ["-r", filestore(place, original), filestore(place, database)]);
  }
  await query(place, "postgres", `create database "${database}" template "${original}" owner odoo`);
}

/** Drops a database with its attachments, and closes its connections. Does nothing if the database does not exist. */
export async function dropDatabase(place: Place, database: string): Promise<void> {
  await query(place, "postgres", `drop database if exists "${database}" with (force)`);
  await asOdoo(place, "rm", ["-rf", filestore(place, database)]);
}

/** Returns whether the database exists. */
export async function databaseExists(place: Place, database: string): Promise<boolean> {
  return (
    (await query(place, "postgres", "select 1 from pg_database where datname = $1", [database])).length > 0
  );
}

async function templateMark(place: Place): Promise<unknown> {
  const sql = "select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1";
  return (await query(place, "postgres", sql, [TEMPLATE]))[0]?.mark;
}

function templateKey(odoo: OdooPackage): string {
  return shortHash([odoo.version, ...APPS, readFileSync(PREPARE, "utf8")].join("\n"));
}

async function install(place: Place, cached: string): Promise<void> {
  progress("Odoo database: installing the apps", "about a minute, once per machine");
  await runOdoo(place, ["-d", TEMPLATE, "-i", APPS.join(","), "--stop-after-init", "--no-http"]);
  await runOdoo(place, ["shell", "-d", TEMPLATE, "--no-http"], readFileSync(PREPARE, "utf8"));
  await fillOnce(cached, async (draft) => {
    await run(
      program("pg_dump"),
      ["-Fc", "-Z1", "-f", join(draft, "database.dump"), ...connection(place)],
      tool(place),
    );
    await run("cp", ["-r", filestore(place, TEMPLATE), join(draft, "filestore")], { cwd: "/" });
    await run("chmod", ["-R", "a+rX", draft], { cwd: "/" });
  });
}

async function restore(place: Place, cached: string): Promise<void> {
  progress("Odoo database: restoring the template", "about ten seconds, once");
  await query(place, "postgres", `create database ${TEMPLATE} owner odoo template template0 lc_collate 'C'`);
  const dump = join(cached, "database.dump");
  await run(program("pg_restore"), ["-j2", "--no-owner", ...connection(place), dump], tool(place));
  await asOdoo(place, "mkdir", ["-p", join(filestore(place, TEMPLATE), "..")]);
  await asOdoo(place, "cp", ["-r", join(cached, "filestore"), filestore(place, TEMPLATE)]);
}

function connection(place: Place): string[] {
  return ["-h", "127.0.0.1", "-p", String(portOf(place, "postgres")), "-U", "odoo", "-d", TEMPLATE];
}

function tool(place: Place): { cwd: string; env: NodeJS.ProcessEnv } {
  return { cwd: "/", env: { ...process.env, PGPASSWORD: secret(place, "postgres-odoo") } };
}

async function asOdoo(place: Place, command: string, args: readonly string[]): Promise<void> {
  await run(command, args, { cwd: place.data, account: place.account });
}
