import type { Identifier } from "../../documents/values.ts";
import type { Finding, Snapshot } from "../flow.ts";
import { type Crosswalk, departmentScheme } from "./crosswalk.ts";
import { codesOf } from "./item-matching.ts";
import { records, reference, requiredText, text } from "./snapshot.ts";
import { say } from "./terms.ts";
import { unknownRecord } from "./unknown.ts";

/** What a partner's word stands for, or why that cannot be told. */
export type Found<Thing> = { readonly found: Thing } | { readonly finding: Finding };

export type StockLocation = {
  readonly id: number;
  readonly name: string;
  readonly barcode: string | null;
  readonly parent: number | null;
};

/** Returns the read "locations". */
export function readLocations(snapshot: Snapshot): readonly StockLocation[] {
  return records(snapshot, "locations").map((record) => ({
    id: record.id,
    name: requiredText(record, "name"),
    barcode: text(record, "barcode"),
    parent: reference(record, "location_id"),
  }));
}

/** Returns the stock location of a department: by the crosswalk, or else by the location's barcode. */
export function departmentLocation(
  ids: readonly Identifier[],
  locations: readonly StockLocation[],
  crosswalk: Crosswalk,
): Found<StockLocation> {
  const entered = locations.filter(({ id }) =>
    ids.some((each) => crosswalk.find(departmentScheme, each.id, "stock.location") === id),
  );
  const marked = locations.filter(({ barcode }) => ids.some(({ id }) => id === barcode));
  const [first, ...others] = entered.length > 0 ? entered : marked;
  const department = codesOf(ids);
  const about = { field: "department", theirs: department };
  if (first === undefined) {
    const text = say("department-unknown", { department });
    const entry = unknownRecord("stock.location", departmentScheme, ids);
    return { finding: { code: "UNKNOWN_LOCATION", ...about, text, ...entry } };
  }
  if (others.length === 0) return { found: first };
  const text = say("department-ambiguous", { department });
  return { finding: { code: "AMBIGUOUS_MATCH", ...about, text } };
}
