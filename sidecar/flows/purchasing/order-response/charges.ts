import { Decimal } from "decimal.js";
import type { Charge } from "../../../documents/charge.ts";
import type { OrderResponse } from "../../../documents/order-response.ts";
import type { Term } from "../../../terms/term.ts";
import type { Acceptance, Finding } from "../../flow.ts";
import { asAccepted, isAccepted } from "../../kit/findings.ts";
import { money } from "../../kit/readable.ts";
import type { OrderResponsePolicy } from "./policy.ts";
import { say } from "./terms.ts";

/**
 * Findings about the charges that a response announces: charges that a person must accept (`blocking`), and charges that are only
 * displayed (`changes`).
 */
export type CheckedCharges = { readonly blocking: readonly Finding[]; readonly changes: readonly Finding[] };

type Announced = { readonly charge: Charge; readonly line?: string };

/**
 * Checks the charges and allowances that a response adds to the order and its lines. If their total is within the policy, they
 * are only displayed; otherwise a person must accept each charge. Nothing is written to the order, because the charges are
 * entered with the invoice.
 */
export function checkCharges(
  document: OrderResponse,
  currency: string,
  policy: OrderResponsePolicy,
  accepted: readonly Acceptance[],
): CheckedCharges {
  const announced = announcedIn(document);
  const added = announced.filter(({ charge }) => charge.apart === undefined);
  const sum = added.reduce((total, { charge }) => total.plus(charge.amount), new Decimal(0));
  const isWithin = sum.lte(policy.charge_tolerance_amount);
  const findings = announced.map((each) => {
    const finding = chargeFinding(each, currency);
    const isFree = isWithin || each.charge.apart !== undefined || !new Decimal(each.charge.amount).gt(0);
    return isFree ? { change: finding } : withAcceptance(finding, accepted);
  });
  return {
    blocking: findings.flatMap((each) => ("blocking" in each ? [each.blocking] : [])),
    changes: findings.flatMap((each) => ("change" in each ? [each.change] : [])),
  };
}

function announcedIn({ charges = [], lines }: OrderResponse): Announced[] {
  const ofLines = lines.flatMap((line, index) =>
    (line.charges ?? []).map((charge) => ({ charge, line: line.id ?? String(index + 1) })),
  );
  const all: Announced[] = [...charges.map((charge) => ({ charge })), ...ofLines];
  return all.filter(({ charge }) => !new Decimal(charge.amount).isZero());
}

function withAcceptance(finding: Finding, accepted: readonly Acceptance[]) {
  if (!isAccepted(finding, accepted)) return { blocking: { ...finding, acceptable: true } };
  return { change: asAccepted(finding, accepted) };
}

function chargeFinding(announced: Announced, currency: string): Finding {
  const { charge, line } = announced;
  const amount = new Decimal(charge.amount).toFixed(2);
  return {
    code: "PRICE_VARIANCE",
    ...(line === undefined ? {} : { line }),
    field: "charge",
    theirs: `${amount} ${currency}`,
    text: chargeText(announced, currency),
  };
}

function chargeText(
  { charge: { code, description, amount, apart }, line }: Announced,
  currency: string,
): Term {
  const charge = description === undefined ? code : `${description} (${code})`;
  const stated = new Decimal(amount);
  const values = { charge, amount: money(apart === undefined ? stated.abs() : stated, currency, 2) };
  if (apart !== undefined)
    return line === undefined ? say("apart-from-order", values) : say("apart-from-line", { ...values, line });
  if (stated.isNegative())
    return line === undefined
      ? say("allowance-on-order", values)
      : say("allowance-on-line", { ...values, line });
  return line === undefined ? say("charge-on-order", values) : say("charge-on-line", { ...values, line });
}
