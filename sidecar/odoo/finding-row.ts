import type { Finding } from "../flows/flow.ts";
import type { Term } from "../terms/term.ts";
import { bounded } from "../terms/words.ts";

/** A finding as Odoo stores it, with its text as a term. */
export type FindingRow = Omit<Finding, "text"> & { readonly text: Term };

export const findingRow = (finding: Finding): FindingRow => ({
  ...finding,
  text: bounded(finding.text),
});
