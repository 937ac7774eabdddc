import type { Flow } from "../../flows/flow.ts";
import type { TermValue } from "../../terms/term.ts";

/**
 * Returns a value for a term's parameter that stands for a flow and is rendered as the flow's label in the reader's
 * language.
 */
export const flowEntry = ({ code, name }: Pick<Flow, "code" | "name">): TermValue => ({
  entry: "flow",
  code,
  label: name,
});
