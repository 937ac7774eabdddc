import { Decimal } from "decimal.js";
import type { Term } from "../../terms/term.ts";
import type { Finding } from "../flow.ts";
import { say } from "./terms.ts";

type Amount = { readonly amount: string; readonly apart?: true | undefined };

/** Returns the sum of the amounts, excluding those marked `apart`, which are settled separately from the document. */
export function sum(amounts: readonly Amount[]): Decimal {
  const counted = amounts.filter(({ apart }) => apart === undefined);
  return counted.reduce((total, { amount }) => total.plus(amount), new Decimal(0));
}

/** Returns the total tax of an invoice, excluding taxes marked `apart`. */
export function taxTotal({ taxes }: { readonly taxes: readonly Amount[] }): Decimal {
  return sum(taxes);
}

/**
 * Returns the finding for a line whose amount is not quantity × price. `ours` is the calculated amount, `theirs` the stated one.
 */
export function lineDoesNotAddUp(line: string, ours: string, theirs: string): Finding {
  const text = say("line-does-not-add-up", { line, ours: { amount: ours }, theirs: { amount: theirs } });
  return { code: "OUT_OF_BALANCE", line, field: "amount", ours, theirs, text };
}

/**
 * Returns the finding for an invoice whose total is not the sum of its parts. `ours` is the calculated total, `theirs` the stated
 * one.
 */
export function totalDoesNotAddUp(ours: string, theirs: string, currency: string): Finding {
  const text = say("total-does-not-add-up", {
    ours: { amount: ours, currency },
    theirs: { amount: theirs, currency },
  });
  return { code: "OUT_OF_BALANCE", field: "total", ours, theirs, text };
}

/**
 * Returns a finding for an amount with more decimals than its currency, or an empty list. Such an amount cannot be posted.
 * Rounding it would write off the remainder without anybody's consent: two lines of half a cent add up to one cent, but their
 * rounded postings do not. `what` names the amount, for example "Tax".
 */
export function tooManyDecimals(
  what: Term,
  amount: string,
  decimals: number,
  about: Partial<Pick<Finding, "line" | "field">> = {},
): Finding[] {
  if (new Decimal(amount).decimalPlaces() <= decimals) return [];
  const text = say("too-many-decimals", { what, amount: { amount }, decimals });
  return [{ code: "OUT_OF_BALANCE", field: "amount", ...about, theirs: amount, text }];
}
