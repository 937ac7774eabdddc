import type { Flow } from "../../flows/flow.ts";
import type { NewDocument } from "../records.ts";

/**
 * Gives the flow whose rule says how long a message's bytes are kept: a clinical one before all others, else the one that keeps
 * longest; '' when no flow took anything of it.
 */
export function retainedAs(flows: readonly Flow[], documents: readonly Pick<NewDocument, "flow">[]): string {
  const taken = new Set(documents.map(({ flow }) => flow));
  const [first] = flows
    .filter(({ code }) => taken.has(code))
    .sort(
      (one, other) =>
        Number(other.sensitivity === "clinical") - Number(one.sensitivity === "clinical") ||
        other.retentionDays - one.retentionDays,
    );
  return first?.code ?? "";
}
