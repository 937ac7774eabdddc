import type { Finding } from "../flow.ts";

/** The record that a partner's identifier stands for, or the reason why it cannot be determined. */
export type Found<Thing> = { readonly found: Thing } | { readonly finding: Finding };

/** Separates the results that were found from the findings. */
export function separated<Thing>(results: readonly Found<Thing>[]): {
  readonly found: readonly Thing[];
  readonly findings: readonly Finding[];
} {
  return {
    found: results.flatMap((each) => ("found" in each ? [each.found] : [])),
    findings: results.flatMap((each) => ("finding" in each ? [each.finding] : [])),
  };
}
