import { performance } from "node:perf_hooks";
import { add, type Counts, ONE_FAILED, type Step } from "./step.ts";

/** The total counts of several steps, and the titles of the steps that failed. The names of failed tests are in the counts. */
export type StepsReport = { readonly counts: Counts; readonly failures: readonly string[] };

export const NOTHING_RAN: StepsReport = { counts: { passed: 0, failed: 0, skipped: 0 }, failures: [] };

/** Steps that run at the same time. Only the first one prints while it runs. */
export type SideBySide = readonly Step[];

/** Runs the steps one after the other, even after failures, and prints each result. Returns the report. */
export async function runSteps(steps: readonly (Step | SideBySide)[]): Promise<StepsReport> {
  let report = NOTHING_RAN;
  for (const step of steps) {
    const together = "run" in step ? [step] : step;
    for (const { title, takes } of together)
      console.log(`\n== ${title}${takes === undefined ? "" : ` (${takes})`}`);
    for (const each of await Promise.all(together.map(runStep))) report = merged(report, each);
  }
  return report;
}

/** Combines two reports. */
export function merged(one: StepsReport, other: StepsReport): StepsReport {
  return { counts: add(one.counts, other.counts), failures: [...one.failures, ...other.failures] };
}

/** Returns the report with an additional failure that does not belong to a step. */
export function withFailure(report: StepsReport, title: string): StepsReport {
  return merged(report, { counts: ONE_FAILED, failures: [title] });
}

/** The maximum number of failed tests that are listed at the end of the output, so that the list fits on a screen. */
const SHOWN = 20;

/**
 * Prints the failed steps and tests and, as the last line, the counts. Sets the exit code to 1 if a check failed, otherwise to 0.
 */
export function conclude({ counts, failures }: StepsReport): void {
  const tests = counts.failures ?? [];
  if (failures.length > 0) console.log(`\nFailed: ${failures.join(", ")}`);
  for (const test of tests.slice(0, SHOWN)) console.log(`\n✗ ${test}`);
  if (tests.length > SHOWN) console.log(`\n… and ${tests.length - SHOWN} more`);
  console.log(`\n${inWords(counts)}`);
  process.exitCode = counts.failed === 0 ? 0 : 1;
}

async function runStep(step: Step): Promise<StepsReport> {
  const start = performance.now();
  const counts = await step.run().catch((error: unknown) => {
    console.log(error instanceof Error ? error.message : String(error));
    return ONE_FAILED;
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${counts.failed === 0 ? "✓" : "✗"} ${step.title}: ${inWords(counts)} (${seconds} s)`);
  return { counts, failures: counts.failed > 0 ? [step.title] : [] };
}

function inWords({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
