import { Decimal } from "decimal.js";
import { element } from "../../../codecs/x12/navigate.ts";
import type { X12Segment } from "../../../codecs/x12/types.ts";
import type { Charge } from "../../../documents/charge.ts";
import { chargeIndicators, chargeMethods } from "../codes/charges.ts";
import { say } from "../terms.ts";
import { toCents } from "./amounts.ts";
import { carriedCode, centsAt, codeAt, decimalAt, type Place } from "./elements.ts";

/** The code of a charge without a code of its own (SAC02 or SAC04). */
const unnamedCharge = "UNSPECIFIED";

/**
 * Returns the charges (positive) and allowances (negative) in SAC segments. The amount is in SAC05, with two implied decimals; if
 * that is empty, it is rate × quantity (SAC08, SAC10). For a charge without an amount, adds a finding, because the total cannot
 * be checked. Charges that are settled separately (SAC12) are marked as `apart`.
 */
export function chargesIn(from: readonly X12Segment[], place: Place): Charge[] {
  const charges: Charge[] = [];
  for (const sac of from) {
    const sign = sac.id === "SAC" ? codeAt(sac, 1, chargeIndicators, place) : undefined;
    if (sign !== undefined && sign !== 0) charges.push(chargeOf(sac, sign, place));
  }
  return charges;
}

function chargeOf(sac: X12Segment, sign: 1 | -1, place: Place): Charge {
  const handling = codeAt(sac, 12, chargeMethods, place) ?? "in the total";
  const amount = centsAt(sac, 5, place) ?? ratedAmount(sac, place) ?? withoutAmount(sac, place);
  const description = element(sac, 15);
  return {
    code: carriedCode(sac, 2) ?? element(sac, 4) ?? unnamedCharge,
    ...(description === undefined ? {} : { description }),
    amount: signed(amount, sign),
    ...(handling === "apart" ? { apart: true as const } : {}),
  };
}

/** The form of the amounts that `centsAt` returns. */
const WITH_CENTS = /^-?\d+\.\d\d$/;

/** Returns a signed amount. An allowance may already have a minus sign, which does not turn it into a charge. */
function signed(amount: string, sign: 1 | -1): string {
  if (sign > 0 && WITH_CENTS.test(amount)) return amount;
  const value = new Decimal(amount);
  return (sign < 0 ? value.abs().negated() : value).toFixed(2);
}

function ratedAmount(sac: X12Segment, place: Place): string | undefined {
  const rate = decimalAt(sac, 8, place);
  const quantity = decimalAt(sac, 10, place);
  return rate === undefined || quantity === undefined
    ? undefined
    : toCents(new Decimal(rate).times(quantity)).toFixed(2);
}

function withoutAmount(sac: X12Segment, { findings, line }: Place): string {
  findings.add({
    code: "SCHEMA_INVALID",
    ...(line === undefined ? {} : { line }),
    field: "SAC05",
    text: say("charge-without-amount", { segment: sac.position }),
  });
  return "0";
}
