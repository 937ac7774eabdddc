import type { Flow } from "../../flows/flow.ts";
import type { NewDocument } from "../records.ts";

/**
 * Returns the code of the flow whose retention period applies to a message's bytes. Of the flows of its documents, this
 * is a clinical flow if there is one, otherwise the flow with the longest period. Returns '' if no flow accepted a
 * document of the message.
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
