import { describe, expect, test } from "vitest";
import type { ChoiceCode } from "../../../../sidecar/documents/decisions.ts";
import type { Finding, Plan } from "../../../../sidecar/flows/flow.ts";
import { permittedDecisions } from "../../../../sidecar/flows/kit/findings.ts";
import { payment } from "../../../../sidecar/flows/money/payment/flow.ts";
import { apply, invoice, type Policy, receipt } from "../billing/billing-documents.ts";
import { inEnglish } from "../english.ts";
import { billing, createLedger } from "./ledger.ts";

/** A payment of 249.10 for an invoice of 250.00. */
const short = receipt({ amount: "249.10" });
const accounts: Policy = { write_off_limit: 1, write_off_account_id: 71, deduction_account_id: 72 };

function planOf(policy: Policy, decision?: ChoiceCode): Plan {
  const ledger = createLedger();
  apply(ledger, [invoice()], {});
  const snapshot = ledger.read(payment.reads(short, billing));
  const context = { connection: billing, policy: payment.policy.parse(policy), today: "2026-11-22" };
  const asked = payment.plan(short, snapshot, context);
  if (decision === undefined) return inEnglish(asked);
  const findings = findingsOf(asked);
  const wished = findings.map((finding) => ({ ...finding, decision }));
  const accepted = permittedDecisions(findings, wished).map((each) => each.decision);
  return inEnglish(payment.plan(short, snapshot, { ...context, accepted }));
}

const findingsOf = (plan: Plan): readonly Finding[] => ("exception" in plan ? plan.exception.findings : []);
const choices = (policy: Policy) => findingsOf(planOf(policy))[0]?.choices?.map(({ code }) => code);
const argumentsOf = (plan: Plan) =>
  "operations" in plan ? plan.operations.flatMap((each) => (each.op === "do" ? each.arguments : [])) : [];

describe("a payment that is lower than the amount due", () => {
  test.each<[string, Policy, readonly ChoiceCode[]]>([
    ["without accounts, only keeps the rest open", {}, ["keep-open"]],
    ["with accounts", accounts, ["keep-open", "write-off", "deduct"]],
    ["above the limit", { ...accounts, write_off_limit: 0.89 }, ["keep-open", "deduct"]],
    ["at the limit", { ...accounts, write_off_limit: 0.9 }, ["keep-open", "write-off", "deduct"]],
    ["with a limit but no account", { write_off_limit: 10 }, ["keep-open"]],
  ])("%s", (_what, policy, expected) => {
    expect(choices(policy)).toEqual(expected);
    expect(findingsOf(planOf(policy))[0]).not.toHaveProperty("acceptable");
  });

  test("keeps the rest open", () => {
    const plan = planOf(accounts, "keep-open");
    expect(argumentsOf(plan)).toMatchObject([{ amount: "249.10" }]);
    expect(argumentsOf(plan)[0]).not.toHaveProperty("difference");
    expect("note" in plan && plan.note).toMatch(/0\.90 USD is still due/);
  });

  test.each<[ChoiceCode, number, RegExp]>([
    ["write-off", 71, /The rest of 0\.90 USD was written off/],
    ["deduct", 72, /The deduction of 0\.90 USD was accepted/],
  ])("posts the whole rest: %s", (decision, account, note) => {
    const plan = planOf(accounts, decision);
    expect(argumentsOf(plan)).toMatchObject([
      { amount: "249.10", difference: { amount: "0.90", account_id: account } },
    ]);
    expect("note" in plan && plan.note).toMatch(note);
    expect("changes" in plan && plan.changes).toMatchObject([{ code: "PAYMENT_SHORT", theirs: "249.10" }]);
  });

  test("is asked about again when the policy no longer permits the decision", () => {
    expect(findingsOf(planOf({}, "write-off"))).toMatchObject([{ choices: [{ code: "keep-open" }] }]);
  });
});
