import type { Finding } from "../../flows/flow.ts";
import type { Words } from "../../terms/words.ts";
import type { FieldChange } from "../ports.ts";
import type { Settlement } from "../records.ts";

/** What would become of a document if it were tried now. */
export type Preview =
  | { readonly outcome: "would-apply"; readonly note: Words; readonly changes: readonly FieldChange[] }
  | { readonly outcome: "would-send"; readonly note: Words }
  /** `behind`: the id of the earlier document about the same thing, or what it waits for. */
  | (Trouble & { readonly outcome: "would-wait"; readonly behind: string | null })
  | (Trouble & { readonly outcome: "exception" })
  | { readonly outcome: "duplicate" | "dismissed" | "read-again"; readonly reason: Words };

type Trouble = {
  readonly reasonCode: string | null;
  readonly reason: Words | null;
  readonly suggestion: Words | null;
  readonly findings: readonly Finding[];
};

export const APPLIED_BEFORE: Preview = {
  outcome: "duplicate",
  reason: ["It has been applied before: nothing would happen."],
};

/** What a settlement that is never made would say. */
export function foreseen(settlement: Settlement): Preview {
  if (settlement.state === "done") return APPLIED_BEFORE;
  const trouble = {
    reasonCode: settlement.reasonCode ?? null,
    reason: settlement.reason ?? settlement.note ?? null,
    suggestion: settlement.suggestion ?? null,
    findings: settlement.findings ?? [],
  };
  if (settlement.state === "attention") return { outcome: "exception", ...trouble };
  const behind = settlement.heldBehind ?? (settlement.state === "held" ? (settlement.target ?? null) : null);
  return { outcome: "would-wait", ...trouble, behind };
}
