import type { Decimal } from "decimal.js";
import type { ChoiceCode } from "../../../documents/decisions.ts";
import type { Acceptance, Choice, Finding } from "../../flow.ts";
import { decisionOn } from "../../kit/findings.ts";
import type { PaymentPolicy } from "./policy.ts";

/** What becomes of the rest of an invoice that is paid in part: it stays due, or it is posted to an account. */
export type Rest =
  | { readonly code: "keep-open" }
  | { readonly code: "write-off" | "deduct"; readonly accountId: number };

/**
 * Returns what a person can decide about the rest of an invoice. A write-off requires an account, and is limited by the policy. A
 * deduction requires an account.
 */
export function restChoices(rest: Decimal, policy: PaymentPolicy): readonly Choice[] {
  const codes: readonly ChoiceCode[] = ["keep-open", "write-off", "deduct"];
  return codes.flatMap((code) => (restOf(code, rest, policy) === null ? [] : [{ code }]));
}

/** Returns what a person decided about the rest of an invoice, or null if there is no decision that the policy permits. */
export function decidedRest(
  finding: Finding,
  rest: Decimal,
  policy: PaymentPolicy,
  accepted: readonly Acceptance[],
): Rest | null {
  const decision = decisionOn(finding, accepted)?.decision;
  return decision === undefined ? null : restOf(decision, rest, policy);
}

function restOf(code: ChoiceCode, rest: Decimal, policy: PaymentPolicy): Rest | null {
  const { write_off_limit: limit, write_off_account_id: writeOff, deduction_account_id: deduction } = policy;
  if (code === "keep-open") return { code };
  if (code === "write-off" && writeOff !== null && rest.lte(limit)) return { code, accountId: writeOff };
  if (code === "deduct" && deduction !== null) return { code, accountId: deduction };
  return null;
}
