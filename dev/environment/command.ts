import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import type { Account } from "./account.ts";
import { type Whose, withClock } from "./clock.ts";

export interface CommandOptions {
  readonly cwd: string;
  readonly account?: Account | undefined;
  readonly env?: NodeJS.ProcessEnv;
  /** The clock that the program uses. By default, it is "ours", which SUTURE_CLOCK may have shifted. */
  readonly clock?: Whose;
  /** The text to pass on standard input. */
  readonly input?: string;
}

/** Runs a program to its end and returns its standard output. Throws an error with the last lines of its output if it fails. */
export async function run(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<string> {
  const { code, stdout, stderr } = await outcome(command, args, options);
  if (code === 0) return stdout;
  const tail = `${stdout}\n${stderr}`.trim().split("\n").slice(-25).join("\n");
  throw new Error(`${command} ${args.slice(0, 3).join(" ")} … failed (exit code ${code}):\n${tail}`);
}

/** Runs a program to its end. Returns its exit code and output, for callers that handle failures. */
export function outcome(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: withClock(options.env, options.clock),
      ...as(options.account),
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, stdout, stderr }));
    child.stdin.on("error", () => {}); // a program may end before it has read its input
    child.stdin.end(options.input ?? "");
  });
}

/**
 * Runs a program to its end while its output is written to a file. Returns the exit code. A program that does not end within
 * `minutes` minutes is killed, which counts as exit code 1.
 */
export async function runIntoFile(
  command: string,
  args: readonly string[],
  options: CommandOptions & { readonly output: string; readonly minutes: number },
): Promise<number> {
  const output = openSync(options.output, "w");
  try {
    return await new Promise((resolve, reject) => {
      const { cwd, account } = options;
      const env = withClock(options.env, options.clock);
      const limit = { timeout: options.minutes * 60_000, killSignal: "SIGKILL" as const };
      const stdio = ["ignore", output, output] as ["ignore", number, number];
      const child = spawn(command, args, { cwd, env, stdio, ...limit, ...as(account) });
      child.once("error", reject);
      child.once("exit", (code) => resolve(code ?? 1));
    });
  } finally {
    closeSync(output);
  }
}

/** Returns the options with which `spawn` runs a child process under the account. */
export function as(account: Account | undefined): { uid?: number; gid?: number } {
  return account === undefined ? {} : { uid: account.uid, gid: account.gid };
}
