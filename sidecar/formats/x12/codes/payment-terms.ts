import type { CodeTable } from "../../shared/code-table.ts";

/**
 * How payment terms determine the due date: by a number of days that is counted from the basis date, or by a rule, such as "end
 * of month" or "proximo", which is displayed as text and not computed. `noDiscount` means that a discount in the same segment
 * contradicts the terms.
 */
export type TermsKind =
  | { readonly count: "days"; readonly noDiscount?: true }
  | { readonly count: "rule"; readonly name: string };

const days: TermsKind = { count: "days" };
const rule = (name: string): TermsKind => ({ count: "rule", name });

/** Element 336 (ITD01): how the days of the payment terms are counted, by the type of the terms. */
export const termsTypes: CodeTable<TermsKind> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "336",
  codes: {
    "01": days, // basic
    "03": days, // fixed date
    "05": { count: "days", noDiscount: true },
    "07": days, // extended
    "08": days, // basic discount offered
    "10": days, // instant
    "14": days, // agreed before
    "16": days, // prompt payment act
    "18": days, // fixed date, late payment penalty applies
    "22": days, // cash discount terms apply
    "23": days, // due upon receipt of the invoice
    "52": days, // discount with prompt payment
    "02": rule("end of month"),
    "09": rule("proximo"),
    "12": rule("10 days after the end of the month"),
    "15": rule("special proximo"),
    "33": rule("net the month following the invoice"),
    "38": rule("dating given"),
  },
  named: {
    "04": "deferred or instalment",
    "06": "mixed",
    "17": "terms not applicable",
    "26": "cash in advance",
    "27": "cash on arrival",
    "30": "cash with the order",
    "31": "cash on delivery",
    CO: "consignment",
    NC: "no charge",
    PP: "prepayment",
    ZZ: "mutually defined",
  },
};

/** The date from which the days of payment terms are counted. `name` is displayed if the document does not state the date. */
export type TermsBasis = {
  readonly from:
    | "invoice"
    | "order"
    | "shipment"
    | "delivery"
    | "goods-receipt"
    | "invoice-receipt"
    | "unstated";
  readonly name: string;
};

const unstated = (name: string): TermsBasis => ({ from: "unstated", name });

/** Element 333 (ITD02): the basis date of the payment terms. */
export const termsBases: CodeTable<TermsBasis> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "333",
  codes: {
    "1": { from: "shipment", name: "the shipment" },
    "2": { from: "delivery", name: "the delivery" },
    "3": { from: "invoice", name: "the invoice's date" },
    "4": unstated("a specified date"),
    "5": { from: "invoice-receipt", name: "the receipt of the invoice" },
    "6": unstated("the anticipated delivery"),
    "7": unstated("the effective date"),
    "8": unstated("the transmission of the invoice"),
    "9": { from: "order", name: "the order's date" },
    "15": { from: "goods-receipt", name: "the receipt of the goods" },
  },
  named: { ZZ: "mutually defined" },
};
