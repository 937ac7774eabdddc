import type { Preview } from "../ports/dry-run.ts";
import type { Settlement } from "../records.ts";
import { say } from "./terms.ts";
export const APPLIED_BEFORE: Preview = {
  outcome: "duplicate",
  reason: [say("applied-before")],
};

/** Returns the preview for an outcome that is not recorded. */
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
