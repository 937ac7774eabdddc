import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { Identifier } from "../../documents/values.ts";
import type { Domain, Snapshot } from "../flow.ts";
import { type Crosswalk, departmentScheme } from "./crosswalk.ts";
import type { Found } from "./found.ts";
import { codesOf } from "./item-matching.ts";
import { anyOf, enteredFrom } from "./item-reads.ts";
import { records, reference, requiredText, text } from "./snapshot.ts";
import { say } from "./terms.ts";
import { unknownRecord } from "./unknown.ts";

export type StockLocation = {
  readonly id: number;
  readonly name: string;
  readonly barcode: string | null;
  readonly parent: number | null;
};

/**
 * Returns the domain for records whose location belongs to a department according to its barcode or the crosswalk. `at` is the
 * path from the searched record to the location, for example "location_id."; it is empty if locations themselves are searched.
 */
export function departmentFrom(
  at: string,
  ids: readonly Identifier[],
  connection: ConnectionProfile,
): Domain {
  const codes = ids.map(({ id }) => id);
  return anyOf([[`${at}barcode`, "in", codes]], enteredFrom(at, codes, connection));
}

/** Returns the locations found by the read "locations". */
export function readLocations(snapshot: Snapshot): readonly StockLocation[] {
  return records(snapshot, "locations").map((record) => ({
    id: record.id,
    name: requiredText(record, "name"),
    barcode: text(record, "barcode"),
    parent: reference(record, "location_id"),
  }));
}

/**
 * Returns the stock location of a department according to the crosswalk or, if it has no entry, the barcode of the location. If
 * no location matches, returns an UNKNOWN_LOCATION finding, and if several match, AMBIGUOUS_MATCH.
 */
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
