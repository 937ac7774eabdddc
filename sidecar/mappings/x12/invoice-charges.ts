import { Decimal } from "decimal.js";
import { element } from "../../codecs/x12/navigate.ts";
import type { X12Segment } from "../../codecs/x12/types.ts";
import type { Invoice } from "../../documents/invoice.ts";
import { toCents } from "./amounts.ts";
import { centsAt, decimalAt, type Place } from "./values.ts";

type InvoiceCharge = Invoice["charges"][number];
type InvoiceTax = Invoice["taxes"][number];

/** SAC01 (element 248): A takes off, C puts on; the others (N: neither, P, Q …) change no amount of this invoice. */
const signs: Readonly<Record<string, number>> = { A: -1, C: 1 };

/** Code of a charge that came without one (SAC02 or SAC04). */
const unnamedCharge = "UNSPECIFIED";

/**
 * Gives the charges (positive) and allowances (negative) of SAC segments. SAC05 has two implied decimals; without it
 * the amount is rate × quantity (SAC08, SAC10). A charge of no amount at all is a finding: the total cannot be checked.
 */
export function chargesIn(from: readonly X12Segment[], place: Place): InvoiceCharge[] {
  return from.flatMap((sac) => {
    const sign = sac.id === "SAC" ? signs[element(sac, 1) ?? ""] : undefined;
    if (sign === undefined) return [];
    const amount = centsAt(sac, 5, place) ?? ratedAmount(sac, place) ?? withoutAmount(sac, place);
    const description = element(sac, 15);
    return [
      {
        code: element(sac, 2) ?? element(sac, 4) ?? unnamedCharge,
        ...(description === undefined ? {} : { description }),
        amount: signed(amount, sign),
      },
    ];
  });
}

/** An allowance may be sent with a minus of its own, which does not turn it into a charge. */
function signed(amount: string, sign: number): string {
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
    text: `The charge or allowance in segment ${sac.position} has no amount (SAC05).`,
  });
  return "0";
}

/** Gives the taxes of TXI segments: code (TXI01), amount (TXI02, with its decimal point), percentage (TXI03). */
export function taxesIn(from: readonly X12Segment[], place: Place): InvoiceTax[] {
  return from.flatMap((txi) => {
    const amount = txi.id === "TXI" ? decimalAt(txi, 2, place) : undefined;
    if (amount === undefined) return [];
    const code = element(txi, 1);
    const percent = decimalAt(txi, 3, place);
    return [
      { ...(code === undefined ? {} : { code }), ...(percent === undefined ? {} : { percent }), amount },
    ];
  });
}
