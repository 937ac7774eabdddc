// Causes failures in an environment of its own, and counts the effects:
//   npm run chaos                          runs all tests at full scale, which takes hours on two cores
//   npm run chaos -- 2 3 --scale 0.1       runs only these tests, with a tenth of the messages, faults and minutes
//   npm run chaos -- 1 --seed 7            repeats the random choices of that seed; --sidecars 2 runs two sidecars
// Exits with a non-zero code if anything differs from what is expected. The counts are in .suture/chaos/report.json.
import { randomInt } from "node:crypto";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { CHAOS_TESTS } from "../test/chaos/catalogue.ts";
import type { ChaosTest } from "../test/chaos/chaos-test.ts";
import { type Report, reportLines, saveReport } from "../test/chaos/report.ts";
import { runTest } from "../test/chaos/run-test.ts";
import { INTERRUPTED, listenForInterruption } from "./demo/interruption.ts";
import { startEnvironment, stopEnvironment } from "./environment/environment.ts";
import { defaultRoot, placeOf } from "./environment/place.ts";
import { heading, progress, reportFailure } from "./environment/progress.ts";

const ROOT = join(defaultRoot(), "chaos");
const WIDTH_OF_A_FILE = 160;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    scale: { type: "string", default: "1" },
    seed: { type: "string" },
    sidecars: { type: "string", default: "1" },
  },
});
const seed = values.seed === undefined ? randomInt(1_000_000) : Number(values.seed);
const scale = Number(values.scale);
const interruption = listenForInterruption();
const code = await chaos().catch(failed);
process.exit(await stopAll().then(() => code, failed));

/** Runs the tests. Returns the exit code. */
async function chaos(): Promise<number> {
  const tests = chosen(positionals);
  if (!(scale > 0) || !Number.isInteger(seed)) throw new Error("--scale and --seed must be numbers.");
  heading("Starting the environment");
  const environment = await startEnvironment({ root: ROOT });
  progress(`Seed ${seed}: pass --seed ${seed} to repeat the random choices`);
  const reports: Report[] = [];
  for (const test of tests) {
    heading(`${test.number}. ${test.title}`);
    const tell = teller();
    const options = { place: placeOf(ROOT), environment, seed, scale, sidecars: sidecars(), tell };
    reports.push(await runTest(test, options));
    saveReport(ROOT, { seed, scale, reports });
    if (interruption.happened()) return INTERRUPTED;
  }
  console.log(`\n${reportLines(reports, process.stdout.columns ?? WIDTH_OF_A_FILE).join("\n")}`);
  return reports.every(({ misses }) => misses.length === 0) ? 0 : 1;
}

function chosen(numbers: readonly string[]): readonly ChaosTest[] {
  if (numbers.length === 0) return CHAOS_TESTS;
  return numbers.map((number) => {
    const test = CHAOS_TESTS.find((each) => String(each.number) === number);
    if (!test) throw new Error(`There is no test ${number}. Tests: 1 to ${CHAOS_TESTS.length}.`);
    return test;
  });
}

function sidecars(): 1 | 2 {
  if (values.sidecars !== "1" && values.sidecars !== "2") throw new Error("--sidecars must be 1 or 2.");
  return values.sidecars === "2" ? 2 : 1;
}

/**
 * Returns a function that reports progress: on a terminal in a line that is overwritten, elsewhere in a new line every ten
 * seconds. It throws an error, which ends the test, if a person has interrupted the command.
 */
function teller(): (text: string) => void {
  let last = 0;
  return (text) => {
    if (interruption.happened()) throw new Error("The test was interrupted.");
    if (process.stderr.isTTY)
      process.stderr.write(`\r\x1b[2K  ${text.slice(0, (process.stderr.columns ?? 80) - 3)}`);
    else if (Date.now() - last > 10_000) {
      last = Date.now();
      progress(text);
    }
  };
}

async function stopAll(): Promise<void> {
  heading("Stopping the environment");
  await stopEnvironment({ root: ROOT });
  progress("Stopped.");
}

function failed(error: unknown): number {
  if (interruption.happened()) return INTERRUPTED;
  reportFailure(error);
  return 1;
}
