import type { X12Segment } from "../../codecs/x12/types.ts";
import type { Invoice } from "../../documents/invoice.ts";
import { taxExemptions, taxRelations } from "./codes/charges.ts";
import { carriedCode, codeAt, decimalAt, type Place } from "./values.ts";

type InvoiceTax = Invoice["taxes"][number];

/**
 * Returns the taxes of TXI segments: code (TXI01), amount (TXI02, with its decimal point), percentage (TXI03). What is in
 * the prices already, or stands for information (TXI07), and the tax of an exempt sale (TXI06), stand apart.
 */
export function taxesIn(from: readonly X12Segment[], place: Place): InvoiceTax[] {
  return from.flatMap((txi) => {
    const amount = txi.id === "TXI" ? decimalAt(txi, 2, place) : undefined;
    if (amount === undefined) return [];
    const code = carriedCode(txi, 1);
    const percent = decimalAt(txi, 3, place);
    const handling = [codeAt(txi, 6, taxExemptions, place), codeAt(txi, 7, taxRelations, place)];
    return [
      {
        ...(code === undefined ? {} : { code }),
        ...(percent === undefined ? {} : { percent }),
        amount,
        ...(handling.includes("apart") ? { apart: true as const } : {}),
      },
    ];
  });
}
