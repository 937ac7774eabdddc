import { join } from "node:path";
import { run } from "./command.ts";
import { readableAddons } from "./odoo-addons.ts";
import { odooPackage } from "./odoo-package.ts";
import { logTail, ownedFile, ownedFolder, type Place } from "./place.ts";
import { claimPort, portOf } from "./ports.ts";
import { isRunning, killProcess, type ServiceProcess, startProcess, stopProcess } from "./processes.ts";
import { progress } from "./progress.ts";
import { secret } from "./secrets.ts";
import { waitUntil } from "./waiting.ts";

/** The database that people and the sidecar use. */
export const WORKING_DATABASE = "suture";

/**
 * Starts Odoo unless it is running, and waits until it responds. Its database must exist (see odoo-database.ts).
 * @param workers the number of worker processes, as in production, or 0 for a single process with threads. With workers, the bus
 * for live updates is available only on a second port, which requires a reverse proxy, so the working environment uses 0.
 */
export async function startOdoo(place: Place, workers = 0): Promise<void> {
  if (!isRunning(place, "odoo")) await launch(place, workers);
  await waitUntil(async () => (await fetch(`${odooUrl(place)}/web/login`)).ok, {
    seconds: 120,
    what: "Odoo",
    next: () => logTail(place, "odoo"),
    givenUp: () => !isRunning(place, "odoo"),
  });
}

/** Stops Odoo after running requests have finished, or after 15 seconds. */
export async function stopOdoo(place: Place): Promise<void> {
  await stopProcess(place, "odoo", { graceSeconds: 15 });
}

/** Kills Odoo immediately, in the middle of its work. */
export async function killOdoo(place: Place): Promise<void> {
  await killProcess(place, "odoo");
}

/** Returns Odoo's address. */
export function odooUrl(place: Place): string {
  return `http://127.0.0.1:${portOf(place, "odoo")}`;
}

/** Runs Odoo's command line to completion (`-i module --stop-after-init`, `shell` …) and returns its output. */
export async function runOdoo(place: Place, args: readonly string[], input?: string): Promise<string> {
  const start = await odooProcess(place, args);
  return run(start.command, start.args, input === undefined ? start : { ...start, input });
}

/** Returns the program, arguments, environment and account with which Odoo's command line is run. */
export async function odooProcess(place: Place, args: readonly string[]): Promise<ServiceProcess> {
  const { folder } = await odooPackage();
  const configuration = await writeConfiguration(place, folder);
  const [subcommand, rest] = args[0] === "shell" ? [["shell"], args.slice(1)] : [[], args];
  const env = {
    PATH: "/usr/sbin:/usr/bin:/sbin:/bin",
    LC_ALL: "C.UTF-8",
    HOME: dataFolder(place), // Chromium writes there in browser tests
    PYTHONPATH: join(folder, "usr/lib/python3/dist-packages"),
    PYTHONDONTWRITEBYTECODE: "1", // keeps compiled files out of the checkout
  };
  const program = [join(folder, "usr/bin/odoo"), ...subcommand, "-c", configuration, ...rest];
  return { command: "/usr/bin/python3", args: program, cwd: place.data, account: place.account, env };
}

/** Returns the folder in which Odoo stores the attachments of a database. */
export function filestore(place: Place, database: string): string {
  return join(dataFolder(place), "filestore", database);
}

function dataFolder(place: Place): string {
  return ownedFolder(place, join(place.data, "odoo"));
}

async function launch(place: Place, workers: number): Promise<void> {
  progress("Odoo: starting", "about five seconds");
  const [http, gevent] = [await claimPort(place, "odoo"), await claimPort(place, "odoo-gevent")];
  const ports = ["--http-port", String(http), "--gevent-port", String(gevent)];
  await startProcess(
    place,
    "odoo",
    await odooProcess(place, ["-d", WORKING_DATABASE, "--workers", String(workers), ...ports]),
  );
}

async function writeConfiguration(place: Place, folder: string): Promise<string> {
  const packages = join(folder, "usr/lib/python3/dist-packages");
  const settings = {
    addons_path: [join(packages, "odoo/addons"), await readableAddons(place)].join(","),
    data_dir: dataFolder(place),
    screenshots: join(place.data, "log", "odoo-tests"),
    db_host: "127.0.0.1",
    db_port: portOf(place, "postgres"),
    db_user: "odoo",
    db_password: secret(place, "postgres-odoo"),
    db_maxconn: 40,
    admin_passwd: secret(place, "odoo-master"),
    list_db: "False",
    http_interface: "127.0.0.1",
    proxy_mode: "False",
    with_demo: "False",
    max_cron_threads: 1,
    limit_time_real: 600,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  return ownedFile(place, join(dataFolder(place), "odoo.conf"), `[options]\n${lines.join("\n")}\n`);
}
