import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run, runIntoFile } from "../environment/command.ts";
import { startParts } from "../environment/environment.ts";
import { odooProcess, runOdoo } from "../environment/odoo.ts";
import { odooPackage } from "../environment/odoo-package.ts";
import { copyDatabase, ensureTemplate } from "../environment/odoo-template.ts";
import { CHECKOUT, logFile, type Place, testRoot } from "../environment/place.ts";
import { type Counts, ONE_FAILED, ONE_PASSED, type Step } from "../test-steps/step.ts";
import { lossesInLog, lossesOf, unlikeNew, unproven } from "./losses.ts";
import { wrongBy } from "./shell.ts";
import { type Snapshot, snapshotOf } from "./snapshot.ts";

/**
 * An earlier installation: the commit that created it, its version and modules, and whether it is filled with the data of a day's
 * work.
 */
export interface Earlier {
  readonly commit: string;
  readonly version: string;
  readonly modules: string;
  readonly isFilled: boolean;
}

/** The earlier databases from which upgrades are tested. */
export const EARLIER: readonly Earlier[] = [
  { commit: "d76299a", version: "19.0.1.0.0", modules: "suture,suture_demo", isFilled: true },
  { commit: "240d90c", version: "19.0.1.1.0", modules: "suture", isFilled: false },
  { commit: "240d90c", version: "19.0.1.1.0", modules: "suture,suture_demo", isFilled: true },
];

const SHELL = join(CHECKOUT, "dev/odoo_shell");

/** Returns the steps that upgrade an earlier database and compare it with its earlier content and with a new installation. */
export function stepsOf(earlier: Earlier): readonly Step[] {
  const database = `suture_upgrade_${earlier.commit}_${earlier.isFilled ? "demo" : "core"}`;
  const name = `${earlier.version} (${earlier.modules})`;
  let before: Snapshot;
  let after: Snapshot;
  return [
    {
      title: `${name}: made by ${earlier.commit}`,
      takes: "a minute",
      run: () =>
        check(async (place) => {
          before = await makeEarlier(place, earlier, database);
          return undefined;
        }),
    },
    {
      title: `${name}: upgrade with -u suture`,
      takes: "a minute",
      run: () => check(async (place) => upgrade(place, database)),
    },
    {
      title: `${name}: nothing is lost`,
      run: () =>
        check(async (place) => {
          after = await snapshotOf(place, database);
          return [...lossesOf(before, after), ...(earlier.isFilled ? unproven(before, after) : [])];
        }),
    },
    {
      title: `${name}: views, states and figures`,
      run: () => check(async (place) => wrongBy(place, database, "check_upgraded.py")),
    },
    {
      title: `${name}: like a new installation`,
      takes: "half a minute",
      run: () => check(async (place) => unlikeNew(after, await makeNew(place, earlier))),
    },
    {
      title: `${name}: a second upgrade changes nothing`,
      takes: "half a minute",
      run: () =>
        check(async (place) => [
          ...(await upgrade(place, database)),
          ...lossesOf(after, await snapshotOf(place, database)),
        ]),
    },
  ];
}

async function check(work: (place: Place) => Promise<readonly string[] | undefined>): Promise<Counts> {
  const place = await startParts({ root: testRoot(), parts: ["postgres"] });
  const problems = (await work(place)) ?? [];
  for (const problem of problems.slice(0, 40)) console.log(problem);
  return problems.length === 0 ? ONE_PASSED : ONE_FAILED;
}

async function makeEarlier(place: Place, earlier: Earlier, database: string): Promise<Snapshot> {
  await ensureTemplate(place);
  await copyDatabase(place, database);
  const path = await addonsPathOf(place, earlier.commit);
  const install = ["-d", database, "-i", earlier.modules, "--stop-after-init", "--no-http"];
  await runOdoo(place, [...install, "--addons-path", path]);
  if (earlier.isFilled) {
    const fill = readFileSync(join(SHELL, "fill_for_upgrade.py"), "utf8");
    const said = await runOdoo(place, ["shell", "-d", database, "--no-http", "--addons-path", path], fill);
    if (!said.includes("FILLED")) throw new Error(`The day's work was not entered:\n${said.slice(-2000)}`);
  }
  return snapshotOf(place, database);
}

/** Returns Odoo's addons and ours at a commit, in the form of Odoo's option `--addons-path`. */
async function addonsPathOf(place: Place, commit: string): Promise<string> {
  const folder = join(place.data, "upgrade", commit);
  mkdirSync(folder, { recursive: true });
  const archive = join(folder, "addon.tar");
  await run("git", ["archive", "-o", archive, commit, "odoo_addon"], { cwd: CHECKOUT });
  await run("tar", ["-xf", archive, "-C", folder], { cwd: CHECKOUT });
  await run("chmod", ["-R", "a+rX", folder], { cwd: CHECKOUT });
  const { folder: odoo } = await odooPackage();
  return [join(odoo, "usr/lib/python3/dist-packages/odoo/addons"), join(folder, "odoo_addon")].join(",");
}

/** Upgrades a database. Returns the problems in Odoo's log: errors, and deletions of records that should be preserved. */
async function upgrade(place: Place, database: string): Promise<string[]> {
  const start = await odooProcess(place, ["-d", database, "-u", "suture", "--stop-after-init", "--no-http"]);
  const output = logFile(place, database);
  const code = await runIntoFile(start.command, start.args, { ...start, output, minutes: 10 });
  const bad = lossesInLog(readFileSync(output, "utf8"));
  return code === 0 ? bad : [...bad, `Odoo ended with ${code}: see ${output}`];
}

async function makeNew(place: Place, { modules }: Earlier): Promise<Snapshot> {
  const database = "suture_upgrade_new";
  await copyDatabase(place, database);
  await runOdoo(place, ["-d", database, "-i", modules, "--stop-after-init", "--no-http"]);
  return snapshotOf(place, database);
}
