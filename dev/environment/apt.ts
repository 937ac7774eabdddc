import { spawnSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { type CommandOptions, outcome, run } from "./command.ts";
import { progress } from "./progress.ts";

const POLICY = "/usr/sbin/policy-rc.d";

/**
 * Installs the missing ones of `packages` from the machine's own suite; returns quickly if all are installed. Their services are
 * neither started nor stopped: the environment runs its own.
 * @throws Error with the one command to run, if we are neither root nor allowed to become root
 */
export async function installMissing(packages: readonly string[]): Promise<void> {
  const missing = await missingOf(packages);
  if (missing.length === 0) return;
  const root = asRoot(missing);
  progress(
    `Installing ${missing.length} Debian packages: ${abbreviated(missing)}`,
    "one to three minutes, once",
  );
  if ((await install(root, missing)) !== 0) {
    // Old or missing package lists are the usual reason. A failure of another source of the machine may be irrelevant.
    await outcome(...root("apt-get", ["update", "-q"]));
    if ((await install(root, missing)) !== 0) {
      throw new Error(
        `Some packages could not be installed. Run this command to see the reason:\n  ${command(missing)}`,
      );
    }
  }
}

async function missingOf(packages: readonly string[]): Promise<string[]> {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query fills these in
  const query = ["-W", "-f", "${Package} ${db:Status-Status}\n", ...packages];
  const { stdout } = await outcome("dpkg-query", query, { cwd: "/" });
  const installed = new Set(stdout.split("\n").filter((line) => line.endsWith(" installed")));
  return packages.filter((name) => !installed.has(`${name} installed`));
}

type AsRoot = (program: string, args: readonly string[]) => [string, string[], CommandOptions];

function asRoot(missing: readonly string[]): AsRoot {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  // With a shifted clock, apt would consider every package list expired.
  const options = { cwd: "/", env, clock: "true" as const };
  if (process.getuid?.() === 0) return (program, args) => [program, [...args], options];
  if (spawnSync("sudo", ["-n", "true"]).status === 0) {
    return (program, args) => ["sudo", ["-n", "DEBIAN_FRONTEND=noninteractive", program, ...args], options];
  }
  throw new Error(
    `Some Debian packages are missing. Run this once, then repeat the command:\n  ${command(missing, "sudo ")}`,
  );
}

async function install(root: AsRoot, missing: readonly string[]): Promise<number> {
  const quiet = await keepServicesQuiet(root);
  try {
    const wait = ["-o", "DPkg::Lock::Timeout=600"];
    const result = await outcome(
      ...root("apt-get", ["install", "-y", "-q", "--no-install-recommends", ...wait, ...missing]),
    );
    if (result.code !== 0) progress(lastLines(result.stderr));
    return result.code;
  } finally {
    await quiet();
  }
}

/** Debian starts a service when its package is installed, unless this script forbids it. An existing script is not changed. */
async function keepServicesQuiet(root: AsRoot): Promise<() => Promise<void>> {
  if (existsSync(POLICY)) return async () => {};
  const draft = `/tmp/suture-policy-rc.d.${process.pid}`;
  writeFileSync(draft, "#!/bin/sh\nexit 101\n");
  await run(...root("install", ["-m", "755", draft, POLICY]));
  rmSync(draft);
  return async () => {
    await run(...root("rm", ["-f", POLICY]));
  };
}

function command(packages: readonly string[], prefix = ""): string {
  return `${prefix}apt-get update && ${prefix}apt-get install -y --no-install-recommends ${packages.join(" ")}`;
}

function abbreviated(names: readonly string[]): string {
  return names.length <= 5 ? names.join(", ") : `${names.slice(0, 5).join(", ")} …`;
}

function lastLines(text: string): string {
  return text.trim().split("\n").slice(-3).join("\n  ");
}
