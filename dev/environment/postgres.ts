import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { run } from "./command.ts";
import { logTail, ownedFile, ownedFolder, type Place } from "./place.ts";
import { claimPort, portOf } from "./ports.ts";
import { isRunning, isWorkedIn, killProcess, startProcess, stopProcess } from "./processes.ts";
import { progress } from "./progress.ts";
import { secret } from "./secrets.ts";
import { waitUntil } from "./waiting.ts";

/**
 * The PostgreSQL roles of the environment: the superuser, the role of Odoo, and the role of the sidecar. Their passwords are the
 * secrets `postgres-<role>`.
 */
export type Role = "postgres" | "odoo" | "suture_sidecar";

/** The database of the sidecar's journal. */
export const JOURNAL = "suture_journal";

/** Starts PostgreSQL unless it is running. The first time, creates its data folder, the roles and the journal's database. */
export async function startPostgres(place: Place): Promise<void> {
  if (!isRunning(place, "postgres")) await launch(place);
  await waitUntil(async () => (await query(place, "postgres", "select 1")).length === 1, {
    seconds: 60,
    what: "PostgreSQL",
    next: () => logTail(place, "postgres"),
    givenUp: () => !isRunning(place, "postgres"),
  });
  await ensureRoles(place);
}

/** Stops PostgreSQL. Open connections are closed, and everything that was committed is kept. */
export async function stopPostgres(place: Place): Promise<void> {
  await stopProcess(place, "postgres", { signal: "SIGINT" });
}

/** Kills PostgreSQL immediately, as a power failure would. */
export async function killPostgres(place: Place): Promise<void> {
  await killProcess(place, "postgres");
}

/** Returns the address of a database for a role, including the password. */
export function postgresUrl(place: Place, database: string, role: Role): string {
  return `postgres://${role}:${secret(place, `postgres-${role}`)}@127.0.0.1:${portOf(place, "postgres")}/${database}`;
}

/** Runs one statement as the superuser and returns its rows. */
export async function query(
  place: Place,
  database: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: postgresUrl(place, database, "postgres") });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

/**
 * Returns the path of a program of the newest installed version of PostgreSQL, because Debian does not include all of them in
 * PATH.
 */
export function program(name: string): string {
  const base = "/usr/lib/postgresql";
  const versions = existsSync(base) ? readdirSync(base).filter((entry) => /^\d+$/.test(entry)) : [];
  const newest = versions
    .sort((a, b) => Number(b) - Number(a))
    .find((v) => existsSync(join(base, v, "bin", name)));
  if (newest === undefined)
    throw new Error(`PostgreSQL's ${name} is not installed. Run: apt-get install postgresql`);
  return join(base, newest, "bin", name);
}

async function launch(place: Place): Promise<void> {
  if (!existsSync(join(dataFolder(place), "suture-ready"))) await initialise(place);
  await clearAfterCrash(place);
  progress("PostgreSQL: starting");
  const port = String(await claimPort(place, "postgres"));
  const zone = process.env.TZ ? ["-c", `timezone=${process.env.TZ}`] : []; // otherwise the time zone at its creation applies
  const args = ["-D", dataFolder(place), "-p", port, ...zone];
  const options = { cwd: place.data, account: place.account, env: environment() };
  await startProcess(place, "postgres", { command: program("postgres"), args, ...options });
}

/**
 * Cleans up after PostgreSQL was killed: waits for the orphaned backends, which end by themselves, and removes the lock file.
 * PostgreSQL would remove it itself, but considers the killed process alive until it is reaped, which the first process of a
 * container may never do.
 */
async function clearAfterCrash(place: Place): Promise<void> {
  const folder = dataFolder(place);
  await waitUntil(async () => !isWorkedIn(folder), {
    seconds: 30,
    what: "The previous PostgreSQL to end",
    next: () => `A process still uses ${folder}. End it and run the command again.`,
  });
  rmSync(join(folder, "postmaster.pid"), { force: true });
}

async function initialise(place: Place): Promise<void> {
  progress("PostgreSQL: creating its data folder", "a few seconds, once");
  const folder = dataFolder(place);
  rmSync(folder, { recursive: true, force: true });
  const passwordFile = ownedFile(
    place,
    join(place.data, "postgres-password"),
    secret(place, "postgres-postgres"),
  );
  const locale = ["--encoding=UTF8", "--locale=C.UTF-8"];
  const args = [
    "-D",
    folder,
    "-U",
    "postgres",
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    ...locale,
  ];
  await run(program("initdb"), args, { cwd: place.data, account: place.account, env: environment() });
  rmSync(passwordFile);
  await run("tee", ["-a", join(folder, "postgresql.conf")], {
    cwd: place.data,
    account: place.account,
    input: SETTINGS,
  });
  ownedFile(place, join(folder, "suture-ready"), "");
}

// Unix sockets are not used, because their paths can have at most 107 characters and the path of a checkout may be longer.
// Durability is as in production, because the tests depend on it.
const SETTINGS = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
fsync = on
synchronous_commit = on
shared_buffers = 256MB
`;

async function ensureRoles(place: Place): Promise<void> {
  const databases = (await query(place, "postgres", "select datname from pg_database")).map(
    (row) => row.datname,
  );
  if (databases.includes(JOURNAL)) return;
  for (const [role, rights] of [
    ["odoo", "CREATEDB"],
    ["suture_sidecar", ""],
  ] as const) {
    const known = await query(place, "postgres", "select 1 from pg_roles where rolname = $1", [role]);
    const password = secret(place, `postgres-${role}`); // hexadecimal, so it needs no quoting
    if (known.length === 0)
      await query(place, "postgres", `create role ${role} login ${rights} password '${password}'`);
  }
  await query(place, "postgres", `create database ${JOURNAL} owner suture_sidecar`);
  await query(place, "postgres", `revoke connect on database ${JOURNAL} from public`);
}

export function dataFolder(place: Place): string {
  return join(ownedFolder(place, join(place.data, "postgres")), "cluster");
}

function environment(): NodeJS.ProcessEnv {
  return { PATH: "/usr/bin:/bin", LC_ALL: "C.UTF-8" };
}
