import { globSync } from "node:fs";
import { join } from "node:path";
import { folderHash } from "../environment/folder-hash.ts";
import { CHECKOUT } from "../environment/place.ts";
import { add, type Counts, checkCommand, npmProgram, ONE_FAILED, ONE_PASSED, type Step } from "./step.ts";

// What webpack writes. The addon is installed by copying its folder, so that what it writes is in the repository.
const BUILT = ["src/lib", "tests"].flatMap((folder) =>
  globSync(`odoo_addon/*/static/${folder}`, { cwd: CHECKOUT }).sort(),
);

/** Checks that need no service: format, lint, types, generated files, the compose file. */
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
  console.log("The built files were older than their sources. They are rebuilt now: commit them.");
  return ONE_FAILED;
}

/** Every generator of dev/ knows `--check`: exit code 1 when what it wrote is stale. */
async function checkGenerated(): Promise<Counts> {
  let counts: Counts = { ...ONE_PASSED, passed: 0 };
  for (const generator of globSync("dev/generate-*.ts", { cwd: CHECKOUT }).sort()) {
    counts = add(counts, await checkCommand(process.execPath, [generator, "--check"]));
  }
  return counts;
}
