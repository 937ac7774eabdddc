import type { X12Segment } from "../../../codecs/x12/types.ts";
import type { Charge } from "../../../documents/charge.ts";
import type { Invoice } from "../../../documents/invoice.ts";
import { taxExemptions, taxRelations } from "../codes/charges.ts";
import { carriedCode, codeAt, decimalAt, faulty, type Place } from "./elements.ts";

type InvoiceTax = Invoice["taxes"][number];

/**
 * Returns the taxes in TXI segments: code (TXI01), amount (TXI02, with an explicit decimal point) and percentage (TXI03). Taxes
 * that are included in the prices or stated only for information (TXI07), and taxes of an exempt sale (TXI06), are marked as
 * `apart`.
 */
export function taxesIn(from: readonly X12Segment[], place: Place): InvoiceTax[] {
  const taxes: InvoiceTax[] = [];
  for (const txi of from) {
    const tax = txi.id === "TXI" ? taxOf(txi, place) : undefined;
    if (tax !== undefined) taxes.push(tax);
  }
  return taxes;
}

function taxOf(txi: X12Segment, place: Place): InvoiceTax | undefined {
  const amount = decimalAt(txi, 2, place);
  if (amount === undefined) {
    // A rate of 0 is not a tax. For any other rate, the sender must state the amount.
    if (Number(decimalAt(txi, 3, place) ?? 0) !== 0) faulty(place, txi, 2, "tax-amount-missing");
    return undefined;
  }
  const code = carriedCode(txi, 1);
  const percent = decimalAt(txi, 3, place);
  const handling = [codeAt(txi, 6, taxExemptions, place), codeAt(txi, 7, taxRelations, place)];
  return {
    ...(code === undefined ? {} : { code }),
    ...(percent === undefined ? {} : { percent }),
    amount,
    ...(handling.includes("apart") ? { apart: true as const } : {}),
  };
}

/**
 * Returns the taxes of an order response as charges, because the canonical order response has no field for taxes. Users see
 * them with the other charges.
 */
export function taxCharges(from: readonly X12Segment[], place: Place): Charge[] {
  return taxesIn(from, place).flatMap(({ code, amount, apart }) =>
    Number(amount) === 0
      ? []
      : [{ code: code ?? "TAX", description: "Tax", amount, ...(apart === undefined ? {} : { apart }) }],
  );
}
