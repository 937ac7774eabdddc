import { Decimal } from "decimal.js";
import { element, loops, segment, segments } from "../../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment, X12Transaction } from "../../../codecs/x12/types.ts";
import { type RemittanceAdvice, remittanceAdvice } from "../../../documents/remittance-advice.ts";
import {
  type Agreement,
  collectFindings,
  type Findings,
  type Mapped,
  mappedUnless,
  validator,
} from "../../mapping.ts";
import {
  creditOrDebit,
  paymentHandlings,
  paymentMethods,
  remittanceActions,
  remittanceDates,
  remittedItems,
} from "../codes/remittances.ts";
import { say } from "../terms.ts";
import {
  carriedCode,
  codeAt,
  dateAt,
  decimalAt,
  partyOf,
  referenceOf,
  statedCurrency,
} from "../values/elements.ts";

const toRemittanceAdvice = validator(remittanceAdvice);

type Line = RemittanceAdvice["lines"][number];
type Adjustment = NonNullable<RemittanceAdvice["adjustments"]>[number];

/**
 * Maps an X12 820 (versions 4010 and 5010) to a canonical remittance advice. If it cannot be mapped, the problem is SCHEMA_INVALID,
 * UNSUPPORTED_DOCUMENT if a code is not supported, or OUT_OF_BALANCE if a line or the payment does not add up to the cent. Amounts
 * for something else than items, such as taxes or deductions from wages, are not read, so such a payment is out of balance.
 */
export function mapRemittanceAdvice({ root }: X12Transaction, agreed: Agreement): Mapped<RemittanceAdvice> {
  const findings = collectFindings();
  const [bpr, trn] = [segment(root, "BPR"), segment(root, "TRN")];
  const entities = loops(root, "ENT");
  const lines = entities.flatMap((entity) => loops(entity, "RMR").map((loop) => mapLine(loop, findings)));
  const adjustments = entities.flatMap((entity) =>
    loops(entity, "ADX").map((loop) => adjustmentOf(loop, findings)),
  );
  const head = paymentOf(bpr, findings);
  const issueDate = dayOf("issued", segments(root, "DTM"), findings);
  const reference = element(trn, 2) ?? referenceOf(segments(root, "REF"), ["CK"]);
  return mappedUnless(findings, () =>
    toRemittanceAdvice({
      type: "RemittanceAdvice",
      // An 820 has no number of its own.
      id: reference,
      ...head,
      issueDate,
      paymentReference: reference,
      paymentOrigin: element(trn, 3),
      currency: statedCurrency(root) ?? agreed.currency,
      payer: partyOf(root, ["PR"]),
      payee: partyOf(root, ["PE"]),
      lines,
      adjustments: adjustments.length === 0 ? undefined : adjustments,
    }),
  );
}

/** Returns what BPR states: whether money moves, how, when and how much. */
function paymentOf(bpr: X12Segment | undefined, findings: Findings) {
  const place = { findings };
  const handling = codeAt(bpr, 1, paymentHandlings, place);
  codeAt(bpr, 3, creditOrDebit, place);
  const method = codeAt(bpr, 4, paymentMethods, place);
  return {
    kind: handling === "notice" || method === "notice" ? "notice" : "payment",
    method: carriedCode(bpr, 4),
    amount: decimalAt(bpr, 2, place),
    date: dateAt(bpr, 16, place),
  };
}

/**
 * Maps an RMR loop to a line. RMR04 is the amount paid for the item. Some senders deduct the adjustments (ADX) from it and some do
 * not; the amount of the item (RMR05) decides.
 */
function mapLine(loop: X12Loop, findings: Findings): Line {
  const rmr = segment(loop, "RMR");
  const line = element(rmr, 2) ?? "";
  const place = { findings, line };
  const kind = codeAt(rmr, 1, remittedItems, place);
  codeAt(rmr, 3, remittanceActions, place);
  const [stated, invoiced, discount] = [4, 5, 6].map((at) => decimalAt(rmr, at, place));
  const adjustments = [
    ...interestOf(rmr, findings),
    ...loops(loop, "ADX").map((adx) => adjustmentOf(adx, findings)),
  ];
  const sum = total(adjustments.map(({ amount }) => amount));
  const isGross =
    stated !== undefined && invoiced !== undefined && !sum.isZero() && total([stated, discount]).eq(invoiced);
  const paid = isGross ? new Decimal(stated).minus(sum).toFixed() : stated;
  if (
    kind === "credit-note" &&
    [paid, invoiced].some((amount) => amount !== undefined && new Decimal(amount).gt(0))
  )
    findings.add({
      code: "SCHEMA_INVALID",
      line,
      field: "RMR04",
      text: say("credit-not-negative", { line }),
    });
  const note = segments(loop, "NTE").flatMap((nte) => element(nte, 2) ?? []);
  return {
    kind: kind === "invoice" ? undefined : kind,
    invoiceReference: line,
    orderReference: referenceOf(
      loops(loop, "REF")
        .flatMap((ref) => ref.segments)
        .concat(segments(loop, "REF")),
      ["PO"],
    ),
    invoiceDate: dayOf("invoice", segments(loop, "DTM"), findings),
    invoiced,
    discount,
    adjustments: adjustments.length === 0 ? undefined : adjustments,
    paid: paid ?? "",
    note: note.length === 0 ? undefined : note.join(" "),
  };
}

/** Returns the interest for late payment that the payer adds to an item (RMR07, RMR08). */
function interestOf(rmr: X12Segment | undefined, findings: Findings): Adjustment[] {
  const amount = decimalAt(rmr, 8, { findings });
  return amount === undefined ? [] : [{ code: carriedCode(rmr, 7) ?? "", amount: reversed(amount) }];
}

/**
 * Returns the adjustment in an ADX loop. ADX01 is negative if it reduces the payment; in a document, what the payer takes off is above
 * zero.
 */
function adjustmentOf(loop: X12Loop, findings: Findings): Adjustment {
  const adx = segment(loop, "ADX");
  const amount = decimalAt(adx, 1, { findings });
  const reason = segments(loop, "NTE").flatMap((nte) => element(nte, 2) ?? []);
  const reference = element(adx, 4);
  return {
    code: carriedCode(adx, 2) ?? "",
    ...(reason.length === 0 ? {} : { reason: reason.join(" ") }),
    ...(reference === undefined ? {} : { adjustmentReference: reference }),
    amount: reversed(amount ?? "0"),
  };
}

const reversed = (amount: string): string => {
  const value = new Decimal(amount);
  return value.isZero() ? "0" : value.negated().toFixed();
};

const total = (amounts: readonly (string | undefined)[]): Decimal =>
  amounts.reduce((sum, amount) => sum.plus(amount ?? 0), new Decimal(0));

function dayOf(
  about: "issued" | "invoice",
  from: readonly X12Segment[],
  findings: Findings,
): string | undefined {
  const dates = from.flatMap((dtm) => {
    const meaning = codeAt(dtm, 1, remittanceDates, { findings });
    return meaning === about ? (dateAt(dtm, 2, { findings }) ?? []) : [];
  });
  return dates[0];
}
