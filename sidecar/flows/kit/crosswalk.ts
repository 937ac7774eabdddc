import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { ReadRequest, Snapshot } from "../flow.ts";
import { most } from "./item-reads.ts";
import { records, reference, requiredText } from "./snapshot.ts";

/** The crosswalk of a connection, which maps the partner's identifiers to records in Odoo. */
export type Crosswalk = {
  /** Returns the ID of the record of that model, or undefined. */
  find(scheme: string, value: string, model: string): number | undefined;
  /** Returns all entries of a scheme for a model, as a map from value to ID. */
  all(scheme: string, model: string): ReadonlyMap<string, number>;
};

/** Returns the read of the connection's crosswalk entries for any of these values. */
export function crosswalkRead(values: readonly string[], connection: ConnectionProfile): ReadRequest {
  return {
    model: "suture.crosswalk",
    domain: [
      ["connection_id.code", "=", connection.code],
      ["value", "in", [...new Set(values)]],
    ],
    fields: ["id", "scheme", "value", "res_model", "res_id"],
    limit: most,
    shared: true,
  };
}

/** Returns the crosswalk in the read "crosswalk". */
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

/** The scheme of units, by the partner's code from UN/ECE Recommendation 20 or 21. */
export const unitScheme = "unit";
/** The scheme of charges and allowances, by the partner's code (X12 element 1300). */
export const chargeScheme = "charge";
/** The scheme of items, regardless of the partner's own schemes. */
export const itemScheme = "item";
/** The scheme of departments: the location of their stock, or the analytic account to which their costs are charged. */
export const departmentScheme = "department";
/** The scheme of vendors, by the sender's code. */
export const supplierScheme = "supplier";
/** The scheme of cost centres, by the sender's code. */
export const costCentreScheme = "cost-centre";
/**
 * The scheme of departments' analytic accounts, used if "department" already stands for their location, because an entry refers
 * to a single record.
 */
export const departmentCostScheme = "department-cost";
