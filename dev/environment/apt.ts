import { spawnSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { type CommandOptions, outcome, run } from "./command.ts";
import { progress } from "./progress.ts";

const POLICY = "/usr/sbin/policy-rc.d";

/**
 * Installs the packages that are missing, from the machine's own Debian or Ubuntu release. Returns quickly if none is missing.
 * Does not start or stop the packages' services, because the environment runs its own.
 * @throws Error with the command that a person must run, if this process is neither root nor allowed to become root
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
    // The usual reason is that package lists are outdated or missing. The update may fail for another source of the machine,
    // which may be irrelevant here, so its result is ignored.
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
  // With a shifted clock, apt would consider all package lists expired.
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

/**
 * Prevents Debian from starting services when their packages are installed, by creating the script that forbids it. An existing
 * script is not changed. Returns a function that removes the script.
 */
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
