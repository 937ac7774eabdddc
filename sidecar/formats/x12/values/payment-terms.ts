import { element } from "../../../codecs/x12/navigate.ts";
import type { X12Segment } from "../../../codecs/x12/types.ts";
import { daysAfter } from "../../../documents/days.ts";
import type { Invoice } from "../../../documents/invoice.ts";
import type { Term } from "../../../terms/term.ts";
import { type TermsBasis, termsBases, termsTypes } from "../codes/payment-terms.ts";
import { say } from "../terms.ts";
import { decimalToX12 } from "./amounts.ts";
import { centsAt, codeAt, dateAt, decimalAt, type Place, qualifiedBy } from "./elements.ts";

/** The payment terms of an invoice, as members of the canonical document. */
export type PaymentTerms = Pick<Invoice, "dueDate" | "netDays" | "discounts" | "paymentTerms">;

type Discount = NonNullable<Invoice["discounts"]>[number];

/** The dates in BIG: the date of the invoice (BIG01) and the date of the order (BIG03). */
export type BigDays = { readonly invoice: string | undefined; readonly order: string | undefined };

/**
 * The date for each basis of payment terms, or undefined if the document does not state it. The date of shipment is in a DTM with
 * the qualifier 011 or 370, the date of delivery in one with 035 or 372.
 */
type BasisDays = Readonly<Record<TermsBasis["from"], string | undefined>>;

type Terms = {
  readonly dueDate: string | undefined;
  readonly netDays: Invoice["netDays"];
  readonly discount: Discount | undefined;
  readonly words: readonly string[];
};

const invoiceDate: TermsBasis = { from: "invoice", name: "the invoice's date" };

/**
 * Returns the payment terms of ITD segments: the due date of the full amount, early payment discounts, and, as text, the terms
 * from which no date can be computed. A stated date (ITD06, ITD04) takes precedence over a number of days (ITD07, ITD05), which
 * is counted from the basis in ITD02. If there are several due dates, which means payment in instalments, adds a finding.
 */
export function paymentTerms(
  heading: readonly X12Segment[],
  itds: readonly X12Segment[],
  big: BigDays,
  place: Place,
): PaymentTerms {
  const shipped = qualifiedBy(heading, "DTM", ["011", "370"])[0];
  const delivered = qualifiedBy(heading, "DTM", ["035", "372"])[0];
  const days: BasisDays = {
    invoice: big.invoice,
    order: big.order,
    shipment: dateAt(shipped, 2, place),
    delivery: dateAt(delivered, 2, place),
    "goods-receipt": undefined,
    "invoice-receipt": undefined,
    unstated: undefined,
  };
  const all = itds.map((itd) => termsOf(itd, days, place));
  const dueDates = new Set(all.flatMap(({ dueDate }) => dueDate ?? []));
  const netDays = unique(all.flatMap((each) => each.netDays ?? []));
  if (dueDates.size + netDays.length > 1) instalments(place);
  const [dueDate] = dueDates;
  const discounts = unique(all.flatMap(({ discount }) => discount ?? []));
  const words = unique(all.flatMap((each) => each.words));
  return {
    ...(dueDate === undefined ? {} : { dueDate }),
    ...(netDays[0] === undefined ? {} : { netDays: netDays[0] }),
    ...(discounts.length === 0 ? {} : { discounts }),
    ...(words.length === 0 ? {} : { paymentTerms: words.join("; ") }),
  };
}

/** Removes duplicates, because an invoice may state the same terms in its heading and on its lines. */
function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function instalments(place: Place): void {
  unsupported(place, say("several-due-dates"));
}

function unsupported({ findings }: Place, text: Term): void {
  findings.add({ code: "UNSUPPORTED_DOCUMENT", field: "ITD", text });
}

/**
 * Adds a finding if the terms apply only to a part of the total because they state a deferred amount (ITD09, ITD10) or a
 * percentage other than 100 (ITD11).
 */
function checkWhole(itd: X12Segment, place: Place): void {
  const percent = decimalAt(itd, 11, place);
  const isDeferred = element(itd, 9) !== undefined || element(itd, 10) !== undefined;
  if (isDeferred || (percent !== undefined && Number(percent) !== 100))
    unsupported(place, say("partial-terms"));
}

function termsOf(itd: X12Segment, days: BasisDays, place: Place): Terms {
  const kind = codeAt(itd, 1, termsTypes, place);
  checkWhole(itd, place);
  const basis = codeAt(itd, 2, termsBases, place) ?? invoiceDate;
  const byRule = kind?.count === "rule" ? ruleOf(kind.name, itd, place) : undefined;
  const count = (at: number) => wholeDays(itd, at, place);
  const net = dayOf(dateAt(itd, 6, place), count(7), basis, byRule, days);
  const early = dayOf(dateAt(itd, 4, place), count(5), basis, byRule, days);
  const discount = discountOf(itd, early.day, place);
  if (discount !== undefined && kind?.count === "days" && kind.noDiscount)
    unsupported(place, say("discount-contradicts"));
  // The sender's own text is used if nothing else states the due date.
  const unnamed = net.day === undefined && net.words.length === 0 ? element(itd, 12) : undefined;
  return {
    dueDate: net.day,
    netDays: net.day === undefined && byRule === undefined ? netDaysOf(count(7), basis) : undefined,
    discount,
    words: [
      ...net.words,
      ...(unnamed === undefined ? [] : [unnamed]),
      ...(discount === undefined ? [] : early.words.map((words) => `discount: ${words}`)),
    ],
  };
}

/** Returns the name of a rule as text, followed by the day of the month if ITD13 states it. */
function ruleOf(name: string, itd: X12Segment, place: Place): string {
  const day = decimalAt(itd, 13, place);
  return day === undefined ? name : `${name}, day ${day} of the month`;
}

/**
 * Returns the number of days until payment is due, counted from the receipt of the goods or of the invoice. Returns undefined if
 * there is no number of days or it is counted from another date.
 */
function netDaysOf(days: number | undefined, { from }: TermsBasis): Invoice["netDays"] {
  if (days === undefined) return undefined;
  // If the document does not state the delivery date, the receipt date is used.
  if (from === "goods-receipt" || from === "delivery") return { days, from: "goods-receipt" };
  return from === "invoice-receipt" ? { days, from } : undefined;
}

/**
 * Returns the due date or the last day of a discount: the stated date, or the date of the basis plus `days`. If it cannot be
 * computed from the document, returns a text about the terms (`words`) instead.
 */
function dayOf(
  stated: string | undefined,
  days: number | undefined,
  basis: TermsBasis,
  byRule: string | undefined,
  known: BasisDays,
): { readonly day?: string; readonly words: readonly string[] } {
  if (stated !== undefined) return { day: stated, words: [] };
  if (days === undefined) return { words: byRule === undefined ? [] : [byRule] };
  if (byRule !== undefined) return { words: [`${days} days, ${byRule}`] };
  const from = known[basis.from];
  if (from !== undefined) return { day: daysAfter(from, days), words: [] };
  return { words: [`${days} days from ${basis.name}`] };
}

function wholeDays(itd: X12Segment, at: number, place: Place): number | undefined {
  const days = decimalAt(itd, at, place);
  return days === undefined ? undefined : Number(decimalToX12(days));
}

/**
 * Returns the early payment discount of an ITD: its percentage (ITD03) or its amount (ITD08, two implied decimals). Returns
 * undefined if both are absent or zero.
 */
function discountOf(itd: X12Segment, until: string | undefined, place: Place): Discount | undefined {
  const percent = decimalAt(itd, 3, place);
  const amount = centsAt(itd, 8, place);
  const isSome = [percent, amount].some((value) => value !== undefined && Number(value) !== 0);
  if (!isSome) return undefined;
  return {
    ...(percent === undefined ? {} : { percent }),
    ...(amount === undefined ? {} : { amount }),
    ...(until === undefined ? {} : { until }),
  };
}

/**
 * Returns the payment terms of an order response as text, or undefined if it states none. The result is a text because an order
 * response contains no date from which days could be counted.
 */
export function announcedTerms(itds: readonly X12Segment[], place: Place): string | undefined {
  const {
    dueDate,
    discounts = [],
    paymentTerms: words,
  } = paymentTerms([], itds, { invoice: undefined, order: undefined }, place);
  const said = [
    ...(dueDate === undefined ? [] : [`due on ${dueDate}`]),
    ...(words === undefined ? [] : [words]),
    ...discounts.flatMap(({ percent }) =>
      percent === undefined ? "a discount" : `a discount of ${percent} %`,
    ),
  ];
  return said.length === 0 ? undefined : said.join("; ");
}
