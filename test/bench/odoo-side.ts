import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runOdoo, WORKING_DATABASE } from "../../dev/environment/odoo.ts";
import type { Place } from "../../dev/environment/place.ts";

/** What the benchmark has in Odoo: its vendor, items and confirmed orders. */
export type Stage = {
  readonly supplier: number;
  readonly receipts: number;
  readonly unit: number;
  readonly products: readonly { readonly id: number; readonly code: string; readonly supplierCode: string }[];
  readonly orders: readonly StageOrder[];
};
export type StageOrder = { readonly id: number; readonly name: string; readonly lines: readonly number[] };

/** One call of the ORM, as an ordinary integration makes it: one document per call over JSON-2, many in bulk. */
export type OrmCall =
  | { readonly model: string; readonly method: "create"; readonly vals_list: readonly object[] }
  | {
      readonly model: string;
      readonly method: "write";
      readonly ids: readonly number[];
      readonly vals: object;
    };

/** Creates what is missing, and returns it with this many confirmed orders of the named pool, each with this many lines. */
export function prepareStage(
  place: Place,
  wanted: { readonly pool: string; readonly orders: number; readonly lines: number },
): Promise<Stage> {
  return inShell<Stage>(place, "prepare.py", wanted);
}

/** Runs the calls in one process and one transaction. @returns seconds, without Odoo's start and warm-up */
export async function bulkSeconds(place: Place, calls: readonly OrmCall[]): Promise<number> {
  const { seconds } = await inShell<{ seconds: number }>(place, "bulk.py", { calls, warm: firstOf(calls) });
  return seconds;
}

/** A few of the calls, which are rolled back before the clock starts. */
function firstOf(calls: readonly OrmCall[]): readonly OrmCall[] {
  const [first] = calls;
  if (first?.method !== "create") return calls.slice(0, 5);
  return [{ ...first, vals_list: first.vals_list.slice(0, 5) }];
}

async function inShell<Answer>(place: Place, script: string, options: object): Promise<Answer> {
  const code = readFileSync(join(import.meta.dirname, "odoo", script), "utf8");
  const input = `import json\noptions = json.loads(${JSON.stringify(JSON.stringify(options))})\nexec(${JSON.stringify(code)})\n`;
  const args = ["shell", "-d", WORKING_DATABASE, "--no-http", "--log-level=error"];
  const output = await runOdoo(place, args, input);
  const [, answer] = /BENCH (\{.*\})/.exec(output) ?? [];
  if (answer === undefined) throw new Error(`Odoo's shell did not run ${script}:\n${output.slice(-2000)}`);
  return JSON.parse(answer) as Answer;
}
