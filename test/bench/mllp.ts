import { execFile } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { newControlNumber } from "../../dev/clients/control-number.ts";
import type { Place } from "../../dev/environment/place.ts";
import { dataFolder, postgresUrl, program, query } from "../../dev/environment/postgres.ts";
import { median } from "./figures.ts";
import { createBenchJournal, startLoneSidecar } from "./lone-sidecar.ts";
import type { MllpLoadOptions, MllpLoadResult } from "./mllp-load.ts";

export type MllpFigures = {
  /** For each round, how often per second the disk can commit, as measured by `pg_test_fsync`. */
  readonly disk: readonly number[];
  /** For each round, how many rows per second PostgreSQL alone commits one by one, as measured by `pgbench` without any index. */
  readonly inserts: readonly number[];
  /** The method with which PostgreSQL and `pg_test_fsync` write to the disk. */
  readonly method: string;
  /** One connection, on which the sender waits for each acknowledgement; one result per round. */
  readonly alone: readonly MllpLoadResult[];
  readonly pipelined: readonly MllpLoadResult[];
  readonly together: readonly MllpLoadResult[];
  /** Rows of the journal; there must be as many as acknowledged messages. */
  readonly stored: number;
};

export const PIPELINED = 32;
export const CONNECTIONS = 8;
const DATABASE = "suture_bench_mllp";
const WARM_UP_SECONDS = 3;
const DISK_SECONDS = 3;
const ROW_BYTES = 500;

/**
 * Measures how many messages per second are acknowledged over MLLP, and how many commits per second the disk allows: the first is
 * at most the second, if a sender waits for each acknowledgement. Rounds alternate, so that noise of the machine affects both.
 */
export async function measureMllp(place: Place, rounds: number, seconds: number): Promise<MllpFigures> {
  await createBenchJournal(place, DATABASE);
  const settings = { SUTURE_MLLP_PORT: "0" };
  const sidecar = await startLoneSidecar(place, { name: "mllp", database: DATABASE, settings });
  try {
    const load = (connections: number, pipelined: number, duration = seconds) =>
      runLoad({ port: sidecar.mllp, connections, pipelined, seconds: duration, run: newControlNumber() });
    const all: MllpLoadResult[] = [await load(CONNECTIONS, 1, WARM_UP_SECONDS)];
    const [setting] = await query(place, "postgres", "show wal_sync_method");
    const method = String(setting?.wal_sync_method);
    const figures = {
      disk: [] as number[],
      inserts: [] as number[],
      alone: [] as MllpLoadResult[],
      pipelined: [] as MllpLoadResult[],
      together: [] as MllpLoadResult[],
    };
    for (let round = 0; round < rounds; round += 1) {
      figures.disk.push(await commitsPerSecond(place, method));
      figures.inserts.push(await insertsPerSecond(place));
      figures.alone.push(await load(1, 1));
      figures.pipelined.push(await load(1, PIPELINED));
      figures.together.push(await load(CONNECTIONS, 1));
    }
    all.push(...figures.alone, ...figures.pipelined, ...figures.together);
    const [rows] = await query(place, DATABASE, "select count(*)::int as n from message");
    const accepted = all.reduce((sum, one) => sum + one.accepted, 0);
    if (Number(rows?.n) !== accepted)
      throw new Error(`${accepted} messages were acknowledged with AA, ${rows?.n} are stored`);
    return { ...figures, method, stored: accepted };
  } finally {
    await sidecar.stop();
  }
}

/** Returns the median share of the rates in what the disk allowed in the same round. */
export const shareOfDisk = (perSecond: readonly number[], disk: readonly number[]): number =>
  median(perSecond.map((rate, round) => rate / (disk[round] ?? Number.NaN)));

async function runLoad(options: MllpLoadOptions): Promise<MllpLoadResult> {
  const script = join(import.meta.dirname, "mllp-load.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(options)]);
  return JSON.parse(stdout) as MllpLoadResult;
}

/** Runs `pg_test_fsync` in the file system of the journal. Returns the writes of one 8 kB block per second with this method. */
async function commitsPerSecond(place: Place, method: string): Promise<number> {
  const file = join(dataFolder(place), "pg_test_fsync.out");
  try {
    const { stdout } = await promisify(execFile)(program("pg_test_fsync"), [
      "-f",
      file,
      "-s",
      String(DISK_SECONDS),
    ]);
    return commitsIn(stdout, method);
  } finally {
    rmSync(file, { force: true });
  }
}

/**
 * Runs `pgbench` with one connection that inserts a row of the size of a message into a table without an index. Returns the
 * transactions per second: no program that commits each message to PostgreSQL can acknowledge more on one connection.
 */
async function insertsPerSecond(place: Place): Promise<number> {
  const script = join(dataFolder(place), "pgbench.sql");
  const url = postgresUrl(place, DATABASE, "postgres");
  await query(place, DATABASE, "create table if not exists bench_row (body bytea)");
  writeFileSync(script, `insert into bench_row values ('\\x${"41".repeat(ROW_BYTES)}');\n`);
  try {
    const options = ["-n", "-c", "1", "-M", "prepared", "-T", String(DISK_SECONDS), "-f", script];
    const { stdout } = await promisify(execFile)(program("pgbench"), [...options, url]);
    const [, found] = /^tps = ([\d.]+)/m.exec(stdout) ?? [];
    if (found === undefined) throw new Error(`pgbench measured nothing:\n${stdout}`);
    return Number(found);
  } finally {
    rmSync(script, { force: true });
  }
}

/** Returns the operations per second of a method in the first table of the output of `pg_test_fsync`: one 8 kB write. */
export function commitsIn(output: string, method: string): number {
  const [, found] = new RegExp(`^\\s*${method}\\s+([\\d.]+) ops/sec`, "m").exec(output) ?? [];
  if (found === undefined) throw new Error(`pg_test_fsync did not measure ${method}:\n${output}`);
  return Number(found);
}
