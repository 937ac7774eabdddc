import { join } from "node:path";
import { outcome } from "../environment/command.ts";
import { CHECKOUT } from "../environment/place.ts";

/** How many checks of a step passed, failed and did not run. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** The failed tests, each with its name and the beginning of its message: repeated at the end, where they are found. */
  readonly failures?: readonly string[];
}

/** One line of the test report. A step that cannot run throws or counts as failed: it is never skipped. */
export interface Step {
  readonly title: string;
  /** How long it takes, in words, if that is long. */
  readonly takes?: string;
  readonly run: () => Promise<Counts>;
}

/** A step without counts is one check. */
export const ONE_PASSED: Counts = { passed: 1, failed: 0, skipped: 0 };
export const ONE_FAILED: Counts = { passed: 0, failed: 1, skipped: 0 };

/** Returns the sum of two counts. */
export function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...(a.failures ?? []), ...(b.failures ?? [])],
  };
}

/** A check that passes if the command exits with 0; otherwise its output is shown. */
export async function checkCommand(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Counts> {
  const result = await outcome(command, args, { cwd: CHECKOUT, env: { ...process.env, ...env } });
  if (result.code === 0) return ONE_PASSED;
  console.log(`${result.stdout}\n${result.stderr}`.trim());
  return ONE_FAILED;
}

/** Returns the path of a program that npm installed. */
export function npmProgram(name: string): string {
  return join(CHECKOUT, "node_modules/.bin", name);
}
