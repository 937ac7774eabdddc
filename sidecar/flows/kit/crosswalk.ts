import type { Snapshot } from "../flow.ts";
import { records, reference, requiredText } from "./snapshot.ts";

/** What people entered for a connection: a partner's identifier stands for one of our records. */
export type Crosswalk = {
  /** Gives the id of the record of that model, or undefined. */
  find(scheme: string, value: string, model: string): number | undefined;
  /** All entries of a scheme for a model: value → id. */
  all(scheme: string, model: string): ReadonlyMap<string, number>;
};

/** Gives the crosswalk of a read named "crosswalk". */
export function readCrosswalk(snapshot: Snapshot): Crosswalk {
  const entries = records(snapshot, "crosswalk").map((record) => ({
    scheme: requiredText(record, "scheme"),
    value: requiredText(record, "value"),
    model: requiredText(record, "res_model"),
    id: reference(record, "res_id"),
  }));
  const known = new Map<string, ReadonlyMap<string, number>>();
  const all = (scheme: string, model: string) => {
    const key = `${model} ${scheme}`;
    const entered = known.get(key) ?? entriesOf(entries, scheme, model);
    known.set(key, entered);
    return entered;
  };
  return { all, find: (scheme, value, model) => all(scheme, model).get(value) };
}

type Entry = {
  readonly scheme: string;
  readonly value: string;
  readonly model: string;
  readonly id: number | null;
};

function entriesOf(entries: readonly Entry[], scheme: string, model: string): ReadonlyMap<string, number> {
  const fitting = entries.filter((each) => each.scheme === scheme && each.model === model);
  return new Map(fitting.flatMap(({ value, id }) => (id === null ? [] : [[value, id] as const])));
}

/** The scheme under which units stand in the crosswalk, by the partner's code as Rec 20/21 has it. */
export const unitScheme = "unit";
/** The scheme of charges and allowances, by the partner's code (X12 element 1300). */
export const chargeScheme = "charge";
/** The scheme of items, whatever scheme the partner itself names them by. */
export const itemScheme = "item";
/** The scheme of departments: their stock's location, or the analytic account that bears their costs. */
export const departmentScheme = "department";
/** The scheme of suppliers that a sender names, by its own code. */
export const supplierScheme = "supplier";
/** The scheme of cost centres, by the sender's code. */
export const costCentreScheme = "cost-centre";
/** Analytic accounts of departments, where their location already stands under "department": a code stands for one record. */
export const departmentCostScheme = "department-cost";
