// Runs a command of dev/ with the Node that the lockfile pins, and installs it if necessary. This file is plain JavaScript
// because it must run with any Node (20 or newer) on the machine, before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const checkout = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const commands = {
  "env-up": "dev/env-up.ts",
  "env-down": "dev/env-down.ts",
  demo: "dev/demo.ts",
  chaos: "dev/chaos.ts",
  test: "dev/test.ts",
  "test-later": "dev/test-later.ts",
  "test-upgrade": "dev/test-upgrade.ts",
  start: "sidecar/main.ts",
  "audit-verify": "sidecar/audit-verify.ts",
  bench: "dev/bench.ts",
  pictures: "dev/pictures.ts",
};
// Options of the sidecar, as in deploy/Dockerfile. Without them, up to 100 MB of garbage accumulate before a collection, and the
// C library's allocator retains as much again.
const flags = { start: ["--max-semi-space-size=4", "--max-old-space-size=512"] };
const environment = { start: { MALLOC_ARENA_MAX: "2" } };
// The commands that ignore SUTURE_CLOCK, because they stop the environment, shift the clock themselves, or are used in real
// installations.
const onTrueClock = ["env-down", "test-later", "start", "audit-verify"];
const [command, ...args] = process.argv.slice(2);
const script = commands[command];

if (script === undefined) {
  console.error(`There is no command "${command ?? ""}". Commands: ${Object.keys(commands).join(", ")}.`);
  process.exit(64);
}
installPackages();
if (onTrueClock.includes(command)) delete process.env.SUTURE_CLOCK;
const scripts = process.env.SUTURE_CLOCK ? ["dev/on-clock.ts", join(checkout, script)] : [script];
runUnderOurNode(flags[command] ?? [], environment[command] ?? {}, scripts, args);

function installPackages() {
  if (isInstalled()) return;
  console.error("Installing npm packages (under a minute, once)");
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: checkout,
    stdio: ["ignore", 2, 2],
  });
  if (npm.status === 0) return;
  console.error("npm ci failed; see its output above. Correct the cause and run the command again.");
  process.exit(1);
}

// As its last step, npm writes a copy of the lockfile to node_modules, which lists the installed packages.
function isInstalled() {
  const installed = join(checkout, "node_modules/.package-lock.json");
  if (!existsSync(installed)) return false;
  const there = packagesOf(installed);
  return Object.entries(packagesOf(join(checkout, "package-lock.json")))
    .filter(([path, entry]) => path !== "" && !entry.optional)
    .every(([path, entry]) => there[path]?.version === entry.version);
}

function packagesOf(lockfile) {
  return JSON.parse(readFileSync(lockfile, "utf8")).packages;
}

function runUnderOurNode(flags, environment, [script, ...before], args) {
  const node = join(checkout, "node_modules/.bin/node");
  const options = { cwd: checkout, stdio: "inherit", env: { ...environment, ...process.env } };
  const child = spawn(node, [...flags, join(checkout, script), ...before, ...args], options);
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  // A terminal sends Ctrl-C to both processes. If it were forwarded, the child would receive it twice.
  process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
  child.on("error", (error) => {
    console.error(
      `${node} could not be started (${error.message}). Delete node_modules and run the command again.`,
    );
    process.exit(1);
  });
  child.on("exit", (code, signal) => process.exit(signal === null ? code : 128 + constants.signals[signal]));
}
