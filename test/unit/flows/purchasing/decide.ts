import { expect } from "vitest";
import type { ChoiceCode } from "../../../../sidecar/documents/decisions.ts";
import type { OrderResponse } from "../../../../sidecar/documents/order-response.ts";
import type { Acceptance, Finding, Plan } from "../../../../sidecar/flows/flow.ts";
import { permittedDecisions } from "../../../../sidecar/flows/kit/findings.ts";
import { orderResponse } from "../../../../sidecar/flows/purchasing/order-response/flow.ts";
import { inEnglish } from "../english.ts";
import { type OdooSetup, profile, snapshotOf } from "../northfield.ts";

/** Returns the plan for a response with these decisions, on a connection with the default policy. */
export function planWith(
  document: OrderResponse,
  odoo: OdooSetup,
  accepted: readonly Acceptance[] = [],
): Plan {
  const context = { connection: profile, policy: orderResponse.policy.parse({}), today: "2026-11-21" };
  return inEnglish(orderResponse.plan(document, snapshotOf(odoo), { ...context, accepted }));
}

export const findingsOf = (plan: Plan): readonly Finding[] =>
  "exception" in plan ? plan.exception.findings : [];

/** Takes the same decision on every finding that offers it, and returns the plan that follows. */
export function decide(
  document: OrderResponse,
  decision: ChoiceCode,
  odoo: OdooSetup = {},
  record?: number,
): Plan {
  const findings = findingsOf(planWith(document, odoo));
  const wished = findings.map(({ code, line: number, field, ours, theirs }) => ({
    ...{ code, field, decision },
    ...(number === undefined ? {} : { line: number }),
    ...(ours === undefined ? {} : { ours }),
    ...(theirs === undefined ? {} : { theirs }),
    ...(record === undefined ? {} : { record }),
  }));
  const taken = permittedDecisions(findings, wished).map((each) => each.decision);
  expect(taken).toHaveLength(findings.length);
  return planWith(document, odoo, taken);
}
