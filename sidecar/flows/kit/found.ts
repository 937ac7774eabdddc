import type { Finding } from "../flow.ts";

/**
 * The result of looking up a partner's identifier: the record that it stands for, or the finding that explains why there is none.
 */
export type Found<Thing> = { readonly found: Thing } | { readonly finding: Finding };

/** Divides lookup results into the records that were found and the findings about the other identifiers. */
export function separated<Thing>(results: readonly Found<Thing>[]): {
  readonly found: readonly Thing[];
  readonly findings: readonly Finding[];
} {
  return {
    found: results.flatMap((each) => ("found" in each ? [each.found] : [])),
    findings: results.flatMap((each) => ("finding" in each ? [each.finding] : [])),
  };
}
