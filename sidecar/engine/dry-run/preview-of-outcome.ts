import type { Preview } from "../ports/dry-run.ts";
import type { Outcome } from "../records.ts";
import { say } from "./terms.ts";
export const APPLIED_BEFORE: Preview = {
  outcome: "duplicate",
  reason: [say("applied-before")],
};

/** Converts the outcome that a document would have to a preview, without recording the outcome. */
export function previewOfOutcome(outcome: Outcome): Preview {
  if (outcome.state === "done") return APPLIED_BEFORE;
  const reasons = {
    reasonCode: outcome.reasonCode ?? null,
    reason: outcome.reason ?? outcome.note ?? null,
    suggestion: outcome.suggestion ?? null,
    findings: outcome.findings ?? [],
  };
  if (outcome.state === "attention") return { outcome: "exception", ...reasons };
  const behind = outcome.heldBehind ?? (outcome.state === "held" ? (outcome.target ?? null) : null);
  return { outcome: "would-wait", ...reasons, behind };
}
