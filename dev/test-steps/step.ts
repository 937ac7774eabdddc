import { join } from "node:path";
import { outcome } from "../environment/command.ts";
import { CHECKOUT } from "../environment/place.ts";

/** The numbers of checks of a step that passed, failed and were skipped. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** The failed tests, each with its name and the beginning of its message. They are listed again at the end of the output. */
  readonly failures?: readonly string[];
}

/**
 * One step of the test run, which is one line of its report. A step that cannot run throws an error or counts as failed, but is
 * never skipped.
 */
export interface Step {
  readonly title: string;
  /** A text about how long the step takes. Present only for long steps. */
  readonly takes?: string;
  readonly run: () => Promise<Counts>;
}

/** The counts of a step that consists of a single check that passed. */
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

/** Runs a command as a check, which passes if the command exits with 0. Otherwise, prints the output of the command. */
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
