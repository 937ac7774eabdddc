import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { ReadRequest, Snapshot } from "../flow.ts";
import { most } from "./item-reads.ts";
import { records, reference, requiredText } from "./snapshot.ts";

/** The crosswalk of a connection, which maps the partner's identifiers to records in Odoo. */
export type Crosswalk = {
  /** Returns the ID of the record of this model that the value stands for, or undefined if there is no entry. */
  find(scheme: string, value: string, model: string): number | undefined;
  /** Returns all entries of a scheme that refer to this model, as a map from value to record ID. */
  all(scheme: string, model: string): ReadonlyMap<string, number>;
};

/** Returns the read request "crosswalk" for the connection's entries with any of these values, in any scheme. */
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

/** Builds the lookup table for the crosswalk entries that the read "crosswalk" found. */
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

/**
 * The scheme for units. Its values are the partner's unit codes: codes of UN/ECE Recommendation 20 or 21, or codes of the
 * partner's own.
 */
export const unitScheme = "unit";
/** The scheme for charges and allowances. Its values are the partner's codes (X12 element 1300). */
export const chargeScheme = "charge";
/** The scheme for items. An entry in it applies to item numbers in every scheme of the partner. */
export const itemScheme = "item";
/**
 * The scheme for departments. An entry refers to the location of their stock, or to the analytic account to which their costs are
 * charged.
 */
export const departmentScheme = "department";
/** The scheme for vendors. Its values are the sender's codes. */
export const supplierScheme = "supplier";
/** The scheme for cost centres. Its values are the sender's codes. */
export const costCentreScheme = "cost-centre";
/**
 * The scheme for the analytic accounts of departments. It is needed if the entry of a department in the scheme "department"
 * already refers to its location, because an entry refers to a single record.
 */
export const departmentCostScheme = "department-cost";
