import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { comparisons } from "./contenders.ts";
import type { Compared } from "./report.ts";
import type { Run } from "./run.ts";
import type { Streamed } from "./stream.ts";

const runFile = promisify(execFile);
/** The flags of both sides, as in deploy/Dockerfile: garbage is collected before it reaches hundreds of megabytes. */
const FLAGS = ["--max-semi-space-size=8", "--expose-gc"];

/** Returns the runs of all comparisons: in each round both sides run, in alternating order. */
export async function measureCodecs(
  rounds: number,
  megabytes: number,
  onRun: (name: string, round: number) => void,
): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (const [key, comparison] of Object.entries(comparisons)) {
    const runs: Record<"ours" | "theirs", Run[]> = { ours: [], theirs: [] };
    for (let round = 0; round < rounds; round++) {
      onRun(comparison.name, round + 1);
      const order = round % 2 === 0 ? (["ours", "theirs"] as const) : (["theirs", "ours"] as const);
      for (const side of order) runs[side].push(await run(key, side, megabytes));
      assertSame(comparison.name, runs);
    }
    compared.push({ comparison, ...runs });
  }
  return compared;
}

async function run(key: string, side: "ours" | "theirs", megabytes: number): Promise<Run> {
  const script = join(import.meta.dirname, "run.ts");
  const { stdout } = await runFile(process.execPath, [...FLAGS, script, key, side, String(megabytes)]);
  return JSON.parse(stdout) as Run;
}

/** Decodes an interchange that is generated while it is read, in a separate process. */
export async function measureStreaming(megabytes: number): Promise<Streamed> {
  const script = join(import.meta.dirname, "stream.ts");
  const { stdout } = await runFile(process.execPath, [...FLAGS, script, String(megabytes)]);
  return JSON.parse(stdout) as Streamed;
}

/** Throws if the results differ: a program with fewer results has not done the same work. */
function assertSame(name: string, { ours, theirs }: Record<"ours" | "theirs", readonly Run[]>): void {
  const [a, b] = [ours.at(-1)?.found, theirs.at(-1)?.found];
  if (a !== b || !a) throw new Error(`${name}: ${a} found by Suture, ${b} by the other package.`);
}
