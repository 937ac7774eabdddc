import type { Flow } from "../../flows/flow.ts";
import type { TermValue } from "../../terms/term.ts";

/** Returns a flow as a value of a term, which shows its label in the reader's language. */
export const flowEntry = ({ code, name }: Pick<Flow, "code" | "name">): TermValue => ({
  entry: "flow",
  code,
  label: name,
});
