import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { withClock } from "../environment/clock.ts";
import { CHECKOUT } from "../environment/place.ts";
import { type Counts, npmProgram, ONE_FAILED, type Step } from "./step.ts";

/** The steps that run the TypeScript tests without Odoo. */
export const SIDECAR_STEPS: readonly Step[] = [
  { title: "Unit tests", takes: "a few minutes", run: () => runProject("unit") },
  { title: "Integration tests", takes: "about a minute", run: () => runProject("integration") },
];

/** Runs the tests of the complete environment, with a browser where a person would use one. */
export const END_TO_END_STEP: Step = {
  title: "End-to-end and browser tests",
  takes: "about ten minutes",
  run: () => runProject("e2e"),
};

/**
 * The number of files of a project that run in parallel. By default, Vitest leaves one processor free, so that on two processors
 * only one file would run at a time. Integration tests mostly wait, so more of their files can run in parallel.
 */
const FILES_AT_A_TIME: Readonly<Record<string, number>> = { unit: 2, integration: 3 };

/** Runs a vitest project. If `files` is not empty, runs only the test files whose paths contain one of these texts. */
export async function runProject(project: string, files: readonly string[] = []): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), "suture-test-"));
  const report = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  try {
    const code = await runVisibly(npmProgram("vitest"), [
      "run",
      "--project",
      project,
      ...(FILES_AT_A_TIME[project] ? [`--maxWorkers=${FILES_AT_A_TIME[project]}`] : []),
      ...reporters,
      ...files,
    ]);
    return countsOf(JSON.parse(readFileSync(report, "utf8")) as VitestReport, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The part of vitest's JSON report that is used here. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    /** The reason why the file could not be loaded. */
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

/**
 * Returns the counts of a report. If no test failed but the exit code is not 0, because a file could not be loaded or an error
 * was not handled, counts one failure.
 */
function countsOf(report: VitestReport, code: number): Counts {
  const failed = report.numFailedTests === 0 && code !== 0 ? ONE_FAILED.failed : report.numFailedTests;
  const skipped = report.numPendingTests + report.numTodoTests;
  return { passed: report.numPassedTests, failed, skipped, failures: failuresOf(report) };
}

function failuresOf(report: VitestReport): string[] {
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(CHECKOUT, name);
    const tests = assertionResults.filter((test) => test.status === "failed");
    if (tests.length === 0) return status === "failed" ? [described(file, message)] : [];
    return tests.map((test) => described(`${file} > ${test.fullName}`, test.failureMessages?.[0]));
  });
}

/** Returns the name of a test and the first lines of its message, without the lines of the stack that are in libraries. */
function described(name: string, message = ""): string {
  const lines = message.split("\n").filter((line) => !/^\s+at .*(node_modules|node:)/.test(line));
  return [name, ...lines.slice(0, 8)].join("\n    ");
}

function runVisibly(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: CHECKOUT, stdio: "inherit", env: withClock() });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
