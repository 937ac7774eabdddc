import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { run, runIntoFile } from "../environment/command.ts";
import { startParts, stopEnvironment } from "../environment/environment.ts";
import { CHECKOUT, defaultRoot } from "../environment/place.ts";
import { JOURNAL, query } from "../environment/postgres.ts";
import { type Counts, ONE_FAILED, ONE_PASSED, type Step } from "../test-steps/step.ts";
import { changedRows, type Rows } from "./journal-rows.ts";
import { tryExceptionsAgain } from "./try-again.ts";

/**
 * Returns the steps that play the demo's day with an earlier commit, replace its files with the current ones, and play another
 * day with the same Odoo database, journal and broker. The demo compares each day with the expected one.
 */
export function installationSteps(commit: string, version: string): readonly Step[] {
  const checkout = join(defaultRoot(), "upgrade");
  let before: ReadonlyMap<string, Rows>;
  return [
    {
      title: `${version}, whole: the demo's day, played by ${commit}`,
      takes: "three minutes",
      run: async () => {
        await remove(checkout);
        await extract(checkout, commit);
        const played = await playDemo(checkout, `${commit}.log`);
        before = await journalOf(checkout);
        return played;
      },
    },
    {
      title: `${version}, whole: upgraded, and another day is played`,
      takes: "two minutes",
      run: async () => {
        await replaceFiles(checkout);
        return playDemo(checkout, "upgraded.log");
      },
    },
    {
      title: `${version}, whole: the journal has all of the first day`,
      run: async () => countsOf([...nothingIn(before), ...changedRows(before, await journalOf(checkout))]),
    },
    {
      title: `${version}, whole: exceptions of the first day are tried again`,
      takes: "a minute",
      run: async () => {
        const exceptions = before.get("document") ?? new Map();
        const counts = countsOf(await tryExceptionsAgain(join(checkout, ".suture"), exceptions));
        if (counts === ONE_PASSED) await remove(checkout);
        return counts;
      },
    },
  ];
}

/** Returns a sentence for each table of the journal that has no rows, because the comparison of an empty table proves nothing. */
function nothingIn(journal: ReadonlyMap<string, Rows>): string[] {
  return ["message", "document", "step", "delivery", "event", "control_number"]
    .filter((table) => (journal.get(table)?.size ?? 0) === 0)
    .map((table) => `The first day left no row in ${table}.`);
}

function countsOf(problems: readonly string[]): Counts {
  for (const problem of problems.slice(0, 40)) console.log(problem);
  return problems.length === 0 ? ONE_PASSED : ONE_FAILED;
}

async function remove(checkout: string): Promise<void> {
  if (existsSync(checkout)) await stopEnvironment({ root: join(checkout, ".suture"), wipe: true });
  rmSync(checkout, { recursive: true, force: true });
}

async function extract(checkout: string, commit: string): Promise<void> {
  mkdirSync(checkout, { recursive: true });
  const archive = join(checkout, "files.tar");
  await run("git", ["archive", "-o", archive, commit], { cwd: CHECKOUT });
  await run("tar", ["-xf", archive, "-C", checkout], { cwd: CHECKOUT });
  rmSync(archive);
  symlinkSync(join(CHECKOUT, "node_modules"), join(checkout, "node_modules"));
}

/** Replaces the files of the earlier commit with the files of this checkout, including uncommitted changes. */
async function replaceFiles(checkout: string): Promise<void> {
  for (const name of readdirSync(checkout)) {
    if (name !== ".suture" && name !== "node_modules") rmSync(join(checkout, name), { recursive: true });
  }
  const listed = await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: CHECKOUT,
  });
  const there = listed.split("\0").filter((name) => name !== "" && existsSync(join(CHECKOUT, name)));
  const archive = join(checkout, ".suture", "files.tar");
  const input = there.join("\0");
  await run("tar", ["-cf", archive, "--null", "-T", "-"], { cwd: CHECKOUT, input });
  await run("tar", ["-xf", archive, "-C", checkout], { cwd: CHECKOUT });
  rmSync(archive);
}

/** Plays the demo's day in a checkout, which fails if the result is not as expected. The environment is stopped at the end. */
async function playDemo(checkout: string, log: string): Promise<Counts> {
  const output = join(checkout, ".suture", log);
  mkdirSync(join(checkout, ".suture"), { recursive: true });
  const command = process.execPath;
  const args = [join(checkout, "dev/demo.ts"), "--once"];
  const code = await runIntoFile(command, args, { cwd: checkout, env: process.env, output, minutes: 30 });
  if (code === 0) return ONE_PASSED;
  console.log(readFileSync(output, "utf8").split("\n").slice(-40).join("\n"));
  return ONE_FAILED;
}

/**
 * The tables of the journal whose rows must be preserved. Tables that only control the processing, such as the state of circuit
 * breakers, are not included.
 */
const RECORDS = ["message", "document", "step", "delivery", "event", "api_key", "rejection", "audit"];

async function journalOf(checkout: string): Promise<ReadonlyMap<string, Rows>> {
  const root = join(checkout, ".suture");
  const place = await startParts({ root, parts: ["postgres"] });
  const tables = new Map<string, Rows>();
  for (const table of [...RECORDS, "control_number"]) {
    const key = table === "control_number" ? "connection || '/' || kind" : "id::text";
    const rows = await query(
      place,
      JOURNAL,
      `select ${key} as key, to_jsonb(each) as row from ${table} each`,
    );
    tables.set(table, new Map(rows.map(({ key, row }) => [String(key), row as Record<string, unknown>])));
  }
  await stopEnvironment({ root });
  return tables;
}
