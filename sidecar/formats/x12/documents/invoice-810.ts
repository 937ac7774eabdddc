import { element, loops, segment, segments } from "../../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment, X12Transaction } from "../../../codecs/x12/types.ts";
import { type Invoice, invoice } from "../../../documents/invoice.ts";
import {
  type Agreement,
  collectFindings,
  type Findings,
  type Mapped,
  mappedUnless,
  validator,
} from "../../mapping.ts";
import { invoiceActions, invoicePurposes, invoiceTypes } from "../codes/invoices.ts";
import { say } from "../terms.ts";
import { chargesIn } from "../values/charges.ts";
import {
  centsAt,
  checkLineCount,
  codeAt,
  dateAt,
  flatten,
  partyOf,
  referenceOf,
  statedCurrency,
  statedLineCount,
} from "../values/elements.ts";
import { type PaymentTerms, paymentTerms } from "../values/payment-terms.ts";
import { taxesIn } from "../values/taxes.ts";
import { mapInvoiceLine } from "./invoice-line.ts";

const toInvoice = validator(invoice);

/**
 * Maps an X12 810 (versions 4010 and 5010) to a canonical invoice. If it cannot be mapped, the problem is SCHEMA_INVALID, or
 * UNSUPPORTED_DOCUMENT if a code is not supported or the document is not an invoice to be paid. Whether the amounts add up is
 * checked by the flow, not by the mapper.
 */
export function mapInvoice(transaction: X12Transaction, agreed: Agreement): Mapped<Invoice> {
  const { root } = transaction;
  const findings = collectFindings();
  const big = segment(root, "BIG");
  codeAt(big, 7, invoiceTypes, { findings });
  codeAt(big, 8, invoicePurposes, { findings });
  codeAt(big, 9, invoiceActions, { findings });
  const outside = flatten(root, ["IT1"]);
  const total = totalOf(outside, findings);
  const currency = statedCurrency(root) ?? agreed.currency;
  const inLines = loops(root, "IT1").map((loop) => flatten(loop, ["SLN"]));
  const lines = inLines.map((inLine, index) => mapInvoiceLine(inLine, index, currency, findings));
  const stated = statedLineCount(root, "IT1");
  checkLineCount(stated, lines.length, findings);
  const head = heading(root, big, outside, findings);
  const taxes = taxesOf(inLines, outside, findings);
  const charges = chargesIn(outside, { findings });
  return mappedUnless(findings, () =>
    toInvoice({ ...head, currency, lines, charges, taxes, total, statedLineCount: stated }),
  );
}

/** Returns the total (TDS01). A negative total is reported as an unsupported credit note, regardless of the invoice type. */
function totalOf(outside: readonly X12Segment[], findings: Findings): string | undefined {
  const tds = outside.find(({ id }) => id === "TDS");
  const total = centsAt(tds, 1, { findings });
  if (total === undefined || !total.startsWith("-")) return total;
  return findings.add({
    code: "UNSUPPORTED_DOCUMENT",
    field: "TDS01",
    text: say("credit-not-supported"),
  });
}

function heading(
  root: X12Loop,
  big: X12Segment | undefined,
  outside: readonly X12Segment[],
  findings: Findings,
) {
  const days = { invoice: dateAt(big, 1, { findings }), order: dateAt(big, 3, { findings }) };
  return {
    type: "Invoice" as const,
    id: element(big, 2),
    issueDate: days.invoice,
    ...withDiscount(paymentTerms(root.segments, termsOf(root), days, { findings }), outside, findings),
    orderReference: element(big, 4) ?? referenceOf(segments(root, "REF"), ["PO"]),
    seller: partyOf(root, ["RI", "SE", "SU", "VN"]),
    buyer: partyOf(root, ["BY", "BT"]),
  };
}

/** Returns the payment terms of the invoice and its lines. If they differ, the invoice is due in instalments. */
function termsOf(root: X12Loop): X12Segment[] {
  return [...segments(root, "ITD"), ...loops(root, "IT1").flatMap((loop) => segments(loop, "ITD"))];
}

/** Adds the early payment discount in TDS04 if the payment terms state no discount amount. */
function withDiscount(terms: PaymentTerms, outside: readonly X12Segment[], findings: Findings): PaymentTerms {
  const amount = centsAt(
    outside.find(({ id }) => id === "TDS"),
    4,
    { findings },
  );
  const [first, ...others] = terms.discounts ?? [];
  if (amount === undefined || Number(amount) === 0 || first?.amount !== undefined || others.length > 0)
    return terms;
  return { ...terms, discounts: [{ ...first, amount }] };
}

/** Returns the taxes in the summary of the invoice or, if it contains none, the taxes of the lines. */
function taxesOf(
  inLines: readonly (readonly X12Segment[])[],
  outside: readonly X12Segment[],
  findings: Findings,
) {
  const summary = taxesIn(outside, { findings });
  if (summary.length > 0) return summary;
  return inLines.flatMap((inLine) => taxesIn(inLine, { findings }));
}
