import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runIntoFile } from "../environment/command.ts";
import { startParts } from "../environment/environment.ts";
import { odooProcess } from "../environment/odoo.ts";
import { addonModules } from "../environment/odoo-addons.ts";
import { copyDatabase, ensureTemplate } from "../environment/odoo-template.ts";
import { CHECKOUT, logFile, odooTestRoot, type Place } from "../environment/place.ts";
import { claimPort } from "../environment/ports.ts";
import { sharesOf } from "./shares.ts";
import { add, type Counts, ONE_FAILED, type Step } from "./step.ts";

const PYTHON_DATABASE = "suture_test_python";
const HOOT_DATABASE = "suture_test_hoot";

/** Runs the addon's own Python tests in Odoo. They also start the tours, which control a browser. */
export const PYTHON_STEP: Step = {
  title: "Odoo: Python tests and tours",
  takes: "a few minutes",
  run: () => runPythonTests(),
};

/** Runs the addon's front-end unit tests in Odoo, on a copy of the database of the Python tests. */
export const HOOT_STEP: Step = {
  title: "Odoo: front-end unit tests (HOOT)",
  takes: "about half a minute",
  run: runHootTests,
};

/**
 * Runs the Python tests that the tags select in a new database. By default, these are the tests of all our modules, including the
 * tours. An Odoo process uses one processor, so the modules are divided between two processes, each with a database of its own.
 * @param root the folder of the environment whose PostgreSQL is used
 */
export async function runPythonTests(tags?: string, root: string = odooTestRoot()): Promise<Counts> {
  const place = await startParts({ root, parts: ["postgres"] });
  await ensureTemplate(place);
  const shares = sharesOf(addonModules(place), testsIn, 2).map((share) => share.map((name) => `/${name}`));
  const runs = (tags === undefined ? shares.map((share) => share.join()) : [tags]).map((selected, index) => ({
    selected,
    database: index === 0 ? PYTHON_DATABASE : `${PYTHON_DATABASE}_${index + 1}`,
  }));
  for (const { database } of runs) await copyDatabase(place, database);
  const counts = await Promise.all(
    runs.map(({ database, selected }) => runTaggedTests(place, database, selected, ["-i", "suture_demo"])),
  );
  return counts.reduce(add);
}

/** Returns the number of test methods of a module. */
function testsIn(module: string): number {
  const files = globSync(`odoo_addon/${module}/tests/*.py`, { cwd: CHECKOUT });
  return files.reduce(
    (sum, file) => sum + (readFileSync(join(CHECKOUT, file), "utf8").match(/^ +def test_/gm)?.length ?? 0),
    0,
  );
}

/** Runs the Python tests that the tags select in a database, which Odoo creates if it does not exist. */
export async function runTaggedTests(
  place: Place,
  database: string,
  tags: string,
  options: readonly string[],
): Promise<Counts> {
  const { code, log } = await runTests(place, database, tags, options);
  return countsOf(/(\d+) failed, (\d+) error\(s\) of (\d+) tests/.exec(log), skippedIn(log), code, log);
}

/**
 * Runs the front-end unit tests. HOOT runs in a single Python test, and the last line that it writes to the browser's console
 * contains the counts.
 */
async function runHootTests(): Promise<Counts> {
  const files = globSync("odoo_addon/*/static/tests/lib/*.test.js", { cwd: CHECKOUT });
  const suites = [...new Set(files.map((file) => `@${file.split("/")[1]}`))];
  // If the filter matches nothing, HOOT runs all of Odoo's own tests instead, which takes minutes and is useless here.
  if (suites.length === 0) {
    throw new Error("The addon has no front-end tests. Build them with: npm run build");
  }
  const place = await startParts({ root: odooTestRoot(), parts: ["postgres"] });
  await copyDatabase(place, HOOT_DATABASE, PYTHON_DATABASE);
  const { code, log } = await runTests(
    place,
    HOOT_DATABASE,
    `/web:WebSuite.test_unit_desktop[${suites}]`,
    [],
  );
  const [, passed] = /\[HOOT\] Passed (\d+) tests/.exec(log) ?? [];
  const [, failed, others] = /\[HOOT\] Failed (\d+) tests \((\d+) passed/.exec(log) ?? [];
  const all = Number(passed ?? 0) + Number(failed ?? 0) + Number(others ?? 0);
  return countsOf(["", failed ?? "0", "0", String(all)], 0, code, log);
}

async function runTests(
  place: Place,
  database: string,
  tags: string,
  more: readonly string[],
): Promise<{ code: number; log: string }> {
  // The names differ by database, because two processes may run at the same time.
  const http = await claimPort(place, `odoo-tests-${database}`);
  const gevent = await claimPort(place, `odoo-tests-gevent-${database}`);
  const ports = ["--http-port", String(http), "--gevent-port", String(gevent)];
  const start = await odooProcess(place, [
    "-d",
    database,
    ...more,
    "--test-tags",
    tags,
    "--stop-after-init",
    ...ports,
  ]);
  const output = logFile(place, database);
  // The end-to-end tests run at the same time. They wait most of the time, and go first when they do not.
  const command = ["nice", "-n", "5", start.command, ...start.args] as const;
  const code = await runIntoFile(command[0], command.slice(1), { ...start, output, minutes: 20 });
  return { code, log: readFileSync(output, "utf8") };
}

/**
 * Returns the counts of a run from the numbers of failures, errors and tests that were found in its log (null if there are none).
 * A run with an exit code other than 0, or without any test, counts as a failure in any case.
 */
function countsOf(found: readonly string[] | null, skipped: number, code: number, log: string): Counts {
  const [failures, errors, all] = (found ?? ["", "0", "0", "0"]).slice(1).map(Number) as [
    number,
    number,
    number,
  ];
  const failed = failures + errors;
  if (failed > 0 || code !== 0 || all === 0) console.log(whatWentWrong(log));
  if (failed === 0 && (code !== 0 || all === 0)) return { ...ONE_FAILED, passed: all - skipped, skipped };
  return { passed: Math.max(0, all - failed - skipped), failed, skipped, failures: failuresIn(log) };
}

/** Returns the names of the failed tests as they are in Odoo's log, such as "FAIL: TestInvoice.test_total". */
function failuresIn(log: string): string[] {
  return [...log.matchAll(/ (?:ERROR|CRITICAL) \S+ \S+: ((?:FAIL|ERROR): .*)/g)].map(([, name = ""]) => name);
}

function skippedIn(log: string): number {
  return log.match(/: skipped .* : /g)?.length ?? 0;
}

/** Returns the errors in the log with the lines that belong to them, or the end of the log if there are none. */
function whatWentWrong(log: string): string {
  const entries = log.split(/\n(?=\d{4}-\d\d-\d\d )/);
  const bad = entries.filter((entry) => /^\S+ \S+ \d+ (ERROR|CRITICAL) /.test(entry));
  return (bad.length > 0 ? bad : entries.slice(-15)).join("\n").slice(0, 20_000);
}
