import type { Invoice } from "../../../documents/invoice.ts";
import type { Finding } from "../../flow.ts";
import { partOfCent } from "../../kit/cents.ts";

/** Gives the amounts of the invoice that have part of a cent: total, lines, charges and taxes. A price of one may. */
export function fractions({ lines, charges, taxes, total }: Invoice, decimals: number): Finding[] {
  return [
    ...lines.flatMap(({ id, amount, charges: own = [] }, index) => {
      const line = id ?? String(index + 1);
      const ofLine = partOfCent(`Line ${line}`, amount, decimals, { line });
      return [...ofLine, ...own.flatMap((charge) => ofCharge(charge, decimals, line))];
    }),
    ...charges.flatMap((charge) => ofCharge(charge, decimals)),
    ...taxes.flatMap(({ amount }) => partOfCent("The tax", amount, decimals, { field: "tax" })),
    ...partOfCent("The total", total, decimals, { field: "total" }),
  ];
}

function ofCharge({ code, amount }: Invoice["charges"][number], decimals: number, line?: string): Finding[] {
  const about = line === undefined ? {} : { line };
  return partOfCent(`The charge ${code}`, amount, decimals, { ...about, field: "charge" });
}
