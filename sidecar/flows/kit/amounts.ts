import { Decimal } from "decimal.js";
import type { Term } from "../../terms/term.ts";
import type { Finding } from "../flow.ts";
import { say } from "./terms.ts";

type Amount = { readonly amount: string; readonly apart?: true | undefined };

/** Returns the sum of the amounts, excluding amounts marked `apart`, because they are not part of the document total. */
export function sum(amounts: readonly Amount[]): Decimal {
  const counted = amounts.filter(({ apart }) => apart === undefined);
  return counted.reduce((total, { amount }) => total.plus(amount), new Decimal(0));
}

/** Returns the total tax of an invoice, excluding taxes marked `apart`. */
export function taxTotal({ taxes }: { readonly taxes: readonly Amount[] }): Decimal {
  return sum(taxes);
}

/** Returns the finding for a line whose stated amount (`theirs`) differs from the calculated amount (`ours`). */
export function lineDoesNotAddUp(line: string, ours: string, theirs: string): Finding {
  const text = say("line-does-not-add-up", { line, ours: { amount: ours }, theirs: { amount: theirs } });
  return { code: "OUT_OF_BALANCE", line, field: "amount", ours, theirs, text };
}

/** Returns the finding for an invoice whose stated total (`theirs`) differs from the sum of its parts (`ours`). */
export function totalDoesNotAddUp(ours: string, theirs: string, currency: string): Finding {
  const text = say("total-does-not-add-up", {
    ours: { amount: ours, currency },
    theirs: { amount: theirs, currency },
  });
  return { code: "OUT_OF_BALANCE", field: "total", ours, theirs, text };
}

/**
 * Returns a finding if an amount has more decimals than its currency, otherwise an empty list. Such an amount cannot be posted,
 * and rounding it would change the sum without anybody's consent: two lines of half a cent add up to one cent, but two rounded
 * lines do not. `what` is the name of the amount, for example "Tax".
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
