import { Decimal } from "decimal.js";
import { element, loops, segment, segments } from "../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment, X12Transaction } from "../../codecs/x12/types.ts";
import { type Invoice, invoice } from "../../documents/invoice.ts";
import {
  type Agreement,
  collectFindings,
  type Findings,
  type Mapped,
  problem,
  settled,
  validated,
} from "../mapping.ts";
import { decimalToX12 } from "./amounts.ts";
import { addDays } from "./dates.ts";
import { chargesIn, taxesIn } from "./invoice-charges.ts";
import { mapInvoiceLine } from "./invoice-line.ts";
import {
  centsAt,
  checkLineCount,
  dateAt,
  decimalAt,
  flatten,
  partyOf,
  referenceOf,
  statedCurrency,
  statedLineCount,
} from "./values.ts";

/** BIG07 (element 640) of credit notes. */
const creditTypes = new Set(["CN", "CR", "CM"]);

/**
 * Gives the canonical invoice of an X12 810 (versions 4010 and 5010), or the problem: SCHEMA_INVALID, UNKNOWN_UNIT, or
 * UNSUPPORTED_DOCUMENT for a credit note. Whether the amounts add up is the flow's question, not the mapper's.
 */
export function mapInvoice(transaction: X12Transaction, agreed: Agreement): Mapped<Invoice> {
  const { root } = transaction;
  const big = segment(root, "BIG");
  const findings = collectFindings();
  const outside = flatten(root, ["IT1"]);
  const total = centsAt(
    outside.find(({ id }) => id === "TDS"),
    1,
    { findings },
  );
  if (isCredit(big, total)) return creditNote();
  const currency = statedCurrency(root) ?? agreed.currency;
  const lines = loops(root, "IT1").map((loop, index) => mapInvoiceLine(loop, index, currency, findings));
  const stated = statedLineCount(root, "IT1");
  checkLineCount(stated, lines.length, findings);
  const head = heading(root, big, findings);
  const taxes = taxesOf(root, outside, findings);
  const charges = chargesIn(outside, { findings });
  return settled(findings, () =>
    validated(invoice, { ...head, currency, lines, charges, taxes, total, statedLineCount: stated }),
  );
}

function isCredit(big: X12Segment | undefined, total: string | undefined): boolean {
  return creditTypes.has(element(big, 7) ?? "") || (total !== undefined && new Decimal(total).isNegative());
}

function creditNote(): Mapped<Invoice> {
  return problem([
    {
      code: "UNSUPPORTED_DOCUMENT",
      field: "BIG07",
      text: "This is a credit note (BIG07 or a negative TDS01), which no flow enters by itself yet. Enter it by hand.",
    },
  ]);
}

function heading(root: X12Loop, big: X12Segment | undefined, findings: Findings) {
  const issueDate = dateAt(big, 1, { findings });
  return {
    type: "Invoice" as const,
    id: element(big, 2),
    issueDate,
    dueDate: dueDate(root, issueDate, findings),
    orderReference: element(big, 4) ?? referenceOf(segments(root, "REF"), ["PO"]),
    seller: partyOf(root, ["RI", "SE", "SU", "VN"]),
    buyer: partyOf(root, ["BY", "BT"]),
  };
}

/** ITD06, the net due date, else ITD07 days after the invoice's date. */
function dueDate(root: X12Loop, issueDate: string | undefined, findings: Findings): string | undefined {
  const itd = segment(root, "ITD");
  const stated = dateAt(itd, 6, { findings });
  const days = decimalAt(itd, 7, { findings });
  if (stated !== undefined || days === undefined || issueDate === undefined) return stated;
  return addDays(issueDate, Number(decimalToX12(days)));
}

/** Taxes of the whole invoice. Where the summary has none, those of the lines are all there are. */
function taxesOf(root: X12Loop, outside: readonly X12Segment[], findings: Findings) {
  const summary = taxesIn(outside, { findings });
  if (summary.length > 0) return summary;
  return loops(root, "IT1").flatMap((loop) => taxesIn(flatten(loop, ["SLN"]), { findings }));
}
