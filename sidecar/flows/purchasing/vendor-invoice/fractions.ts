import type { Invoice } from "../../../documents/invoice.ts";
import type { Finding } from "../../flow.ts";
import { tooManyDecimals } from "../../kit/amounts.ts";
import { say } from "../../kit/terms.ts";

/**
 * Returns a finding for each amount (total, lines, charges and taxes) that has more decimals than the currency. Unit prices are
 * not checked, because they may have more.
 */
export function fractions({ lines, charges, taxes, total }: Invoice, decimals: number): Finding[] {
  return [
    ...lines.flatMap(({ id, amount, charges: own = [] }, index) => {
      const line = id ?? String(index + 1);
      const ofLine = tooManyDecimals(say("amount-of-line", { line }), amount, decimals, { line });
      return [...ofLine, ...own.flatMap((charge) => ofCharge(charge, decimals, line))];
    }),
    ...charges.flatMap((charge) => ofCharge(charge, decimals)),
    ...taxes.flatMap(({ amount }) => tooManyDecimals(say("tax"), amount, decimals, { field: "tax" })),
    ...tooManyDecimals(say("total"), total, decimals, { field: "total" }),
  ];
}

function ofCharge({ code, amount }: Invoice["charges"][number], decimals: number, line?: string): Finding[] {
  const about = line === undefined ? {} : { line };
  return tooManyDecimals(say("amount-of-charge", { charge: code }), amount, decimals, {
    ...about,
    field: "charge",
  });
}
