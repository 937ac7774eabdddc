import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { newControlNumber } from "../../dev/clients/control-number.ts";
import type { Place } from "../../dev/environment/place.ts";
import { JOURNAL, query } from "../../dev/environment/postgres.ts";
import type { LoadOptions, LoadResult } from "./intake-load.ts";
import { createBenchJournal, startLoneSidecar } from "./lone-sidecar.ts";
import { watchMemory } from "./memory.ts";

export type IntakeFigures = {
  readonly fastest: LoadResult;
  readonly atHalf: LoadResult;
  readonly synchronousCommit: string;
  /** Rows of the journal; there must be as many as 202 answers. */
  readonly stored: number;
  readonly megabytes: number;
};

const DATABASE = "suture_bench_intake";
const TARGET_PER_SECOND = 1500;

/**
 * Measures intake alone: a separate sidecar with its own journal, with the broker and Odoo unreachable, so that nothing after the
 * 202 takes part. The load comes from another process.
 */
export async function measureIntake(place: Place, key: string, seconds: number): Promise<IntakeFigures> {
  await makeJournal(place);
  const sidecar = await startLoneSidecar(place, { name: "intake", database: DATABASE });
  const memory = watchMemory(sidecar.pid);
  try {
    const load = (more: Pick<LoadOptions, "connections" | "seconds" | "rate">) =>
      runLoad({ url: sidecar.url, key, control: nextControls(), ...more });
    const warm = await load({ connections: 32, seconds: 3, rate: null });
    // The steady rate first: full speed leaves hundreds of megabytes for the disk to write in the meantime.
    const atHalf = await load({ connections: 32, seconds, rate: TARGET_PER_SECOND / 2 });
    const fastest = await load({ connections: 64, seconds, rate: null });
    const [setting] = await query(place, DATABASE, "show synchronous_commit");
    const [rows] = await query(place, DATABASE, "select count(*)::int as n from message");
    const accepted = warm.accepted + fastest.accepted + atHalf.accepted;
    // Requests cut off at the end of the load may be stored without a counted answer.
    if (Number(rows?.n) < accepted) throw new Error(`${accepted} were answered 202, ${rows?.n} are stored`);
    const megabytes = memory.stop();
    return {
      fastest,
      atHalf,
      synchronousCommit: String(setting?.synchronous_commit),
      stored: Number(rows?.n),
      megabytes,
    };
  } finally {
    memory.stop();
    await sidecar.stop();
  }
}

/** Returns the first of a million control numbers that no earlier load has used: a repeated one would be a duplicate. */
const firstControl = newControlNumber();
let loads = 0;
const nextControls = () => (firstControl + 1_000_000 * loads++) % 900_000_000;

async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const script = join(import.meta.dirname, "intake-load.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(options)]);
  return JSON.parse(stdout) as LoadResult;
}

/** Creates a journal with the connections and their keys, as after any earlier run. */
async function makeJournal(place: Place): Promise<void> {
  await createBenchJournal(place, DATABASE);
  for (const table of ["configuration", "api_key"]) {
    const [rows] = await query(place, JOURNAL, `select json_agg(t) as all from ${table} t`);
    const insert = `insert into ${table} select * from json_populate_recordset(null::${table}, $1)`;
    await query(place, DATABASE, insert, [JSON.stringify(rows?.all ?? [])]);
  }
}
