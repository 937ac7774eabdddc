import { comparisons } from "./contenders.ts";

/**
 * Runs one contender in a separate process, so that neither affects the compilation or the memory of the other: node run.ts
 * <comparison> ours|theirs <megabytes>. Prints a `Run` as JSON.
 */
export type Run = {
  /** MB of input per second of processor time, garbage collection included. */
  readonly rate: number;
  /** The number of results. */
  readonly found: number;
  /** Peak resident memory of the process in MB, its input and its warm-up included. */
  readonly megabytes: number;
};

const MEGABYTE = 1_000_000;
/** The number of bytes after which the compiler has optimised all branches. */
const WARM_UP = 3 * MEGABYTE;

if (import.meta.main) {
  const [name, side, megabytes] = process.argv.slice(2);
  const comparison = comparisons[name as keyof typeof comparisons];
  const contender = comparison[side as "ours" | "theirs"];
  await contender.run(comparison.input(WARM_UP));
  const input = comparison.input(Number(megabytes) * MEGABYTE);
  globalThis.gc?.();
  const start = process.cpuUsage();
  const found = await contender.run(input);
  const { user, system } = process.cpuUsage(start);
  const run: Run = {
    rate: comparison.lengthOf(input) / (user + system),
    found,
    megabytes: (process.resourceUsage().maxRSS * 1024) / MEGABYTE,
  };
  console.log(JSON.stringify(run));
}
