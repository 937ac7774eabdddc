import { Decimal } from "decimal.js";
import type { Charge } from "../../../documents/charge.ts";
import type { OrderResponse } from "../../../documents/order-response.ts";
import type { Acceptance, Finding } from "../../flow.ts";
import { asAccepted, isAccepted } from "../../kit/findings.ts";
import type { OrderResponsePolicy } from "./policy.ts";

/** What becomes of the charges of an answer: those a person must agree to, and those that are only shown. */
export type SettledCharges = { readonly blocking: readonly Finding[]; readonly changes: readonly Finding[] };

type Announced = { readonly charge: Charge; readonly line?: string };

/**
 * Returns what becomes of the charges and allowances that an answer adds to the order and to its lines. Together they
 * may come to what policy allows; beyond that each charge is for a person. Nothing of it is written on the order: the
 * invoice brings it, and by then it is known.
 */
export function settleCharges(
  document: OrderResponse,
  currency: string,
  policy: OrderResponsePolicy,
  accepted: readonly Acceptance[],
): SettledCharges {
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
  return { change: asAccepted(finding) };
}

function chargeFinding({ charge, line }: Announced, currency: string): Finding {
  const { code, description, apart } = charge;
  const amount = new Decimal(charge.amount);
  const named = description === undefined ? code : `${description} (${code})`;
  const theirs = `${amount.toFixed(2)} ${currency}`;
  const where = line === undefined ? "the order" : `line ${line}`;
  const added = amount.isNegative()
    ? `The supplier takes ${amount.abs().toFixed(2)} ${currency} off ${where}: ${named}.`
    : `The supplier adds ${theirs} to ${where}: ${named}.`;
  const elsewhere = `Settled apart, and no part of ${where}: ${theirs}, ${named}.`;
  return {
    code: "PRICE_VARIANCE",
    ...(line === undefined ? {} : { line }),
    field: "charge",
    theirs,
    text: apart === undefined ? added : elsewhere,
  };
}
