import { globSync } from "node:fs";
import { join } from "node:path";
import { folderHash } from "../environment/folder-hash.ts";
import { CHECKOUT } from "../environment/place.ts";
import { add, type Counts, checkCommand, npmProgram, ONE_FAILED, ONE_PASSED, type Step } from "./step.ts";

// The folders to which webpack writes. The built files are in the repository, because the addon is installed by copying its
// folder.
const BUILT = ["src/lib", "tests"].flatMap((folder) =>
  globSync(`odoo_addon/*/static/${folder}`, { cwd: CHECKOUT }).sort(),
);

/** The checks that need no running service: format, lint, types, generated files and the compose file. */
export const SOURCE_CHECKS: readonly Step[] = [
  {
    title: "Format and lint (Biome)",
    run: () => checkCommand(npmProgram("biome"), ["ci", "--colors=off", "."]),
  },
  {
    title: "Python lint and format (ruff)",
    run: () => checkCommand(process.execPath, ["dev/lint-python.ts"]),
  },
  { title: "Types", run: () => checkCommand(npmProgram("tsc"), ["-p", "tsconfig.json"]) },
  {
    title: "Types of the front end",
    run: () => checkCommand(npmProgram("tsc"), ["-p", "static/tsconfig.json"]),
  },
  { title: "Front-end build is up to date", run: checkBuild },
  { title: "Generated files are up to date", run: checkGenerated },
  {
    title: "Compose file",
    run: () => checkCommand("docker-compose", ["-f", "docker-compose.yml", "config", "-q"]),
  },
];

async function checkBuild(): Promise<Counts> {
  const before = BUILT.map((folder) => folderHash(join(CHECKOUT, folder)));
  const built = await checkCommand(npmProgram("webpack"), []);
  const after = BUILT.map((folder) => folderHash(join(CHECKOUT, folder)));
  if (before.join() === after.join()) return built;
  console.log("The built files were older than their sources. They have been rebuilt: commit them.");
  return ONE_FAILED;
}

/** Runs every generator of dev/ with `--check`, which exits with 1 if its output is stale. */
async function checkGenerated(): Promise<Counts> {
  let counts: Counts = { ...ONE_PASSED, passed: 0 };
  for (const generator of globSync("dev/generate-*.ts", { cwd: CHECKOUT }).sort()) {
    counts = add(counts, await checkCommand(process.execPath, [generator, "--check"]));
  }
  return counts;
}
