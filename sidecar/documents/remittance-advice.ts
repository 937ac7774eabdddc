import { z } from "zod";
import type { DocumentDeclaration } from "./declaration.ts";
import { isSumOf } from "./exact-sums.ts";
import { strict } from "./strict.ts";
import { calendarDate, decimalString, party } from "./values.ts";

/** Something that the payer takes off (above zero) or adds (below zero), with its reason. */
export const remittanceAdjustment = z.strictObject({
  /** The group of the reason, such as CO (contractual obligation) or PR (patient responsibility) of an 835. */
  group: z.string().min(1).optional(),
  /** The payer's code of the reason: X12 element 426, a claim adjustment reason code (CARC), or a code of PLB03. */
  code: z.string().min(1),
  reason: z.string().optional(),
  /** A number by which the adjustment can be found, such as that of a credit note or of an overpaid claim. */
  adjustmentReference: z.string().min(1).optional(),
  amount: decimalString,
});

/**
 * What was paid on one invoice or claim. If `invoiced` is stated, it equals `paid` + `discount` + `adjustments` + `unpaid` to the
 * cent. All amounts of a credit note and of a reversal are below zero.
 */
export const remittanceLine = z.strictObject({
  id: z.string().min(1).optional(),
  kind: z.enum(["invoice", "credit-note", "reversal"]).optional(),
  /** The payee's number of the invoice or claim (RMR02, CLP01). */
  invoiceReference: z.string().min(1),
  orderReference: z.string().min(1).optional(),
  /** The payer's number of the claim (CLP07), by which a correction is matched with what it corrects. */
  payerReference: z.string().min(1).optional(),
  invoiceDate: calendarDate.optional(),
  /** The patient's account as a keyed pseudonym, if a claim is paid. */
  account: z.string().min(1).optional(),
  invoiced: decimalString.optional(),
  /** The early payment discount that the payer took. */
  discount: decimalString.optional(),
  adjustments: z.array(remittanceAdjustment).optional(),
  /** The part that the payment leaves open, without being an adjustment. */
  unpaid: decimalString.optional(),
  paid: decimalString,
  note: z.string().optional(),
});
type Line = z.infer<typeof remittanceLine>;

/**
 * A payer's statement of what a payment is for (UBL 2.1 RemittanceAdvice, X12 820 and 835, EDIFACT REMADV). The sum of what was
 * paid on the lines, minus the `adjustments` of the payment, equals its amount to the cent: an adjustment above zero reduces the
 * payment, as in PLB04. An advice belongs to the aggregate of its payment.
 */
export const remittanceAdvice = strict({
  type: z.literal("RemittanceAdvice"),
  /** The payer's number of the advice. */
  id: z.string().min(1),
  /** "notice" means that no money moves (BPR01 I or H, BPR04 NON). */
  kind: z.enum(["payment", "notice"]),
  issueDate: calendarDate.optional(),
  /** The number of the check or transfer, as on the bank statement (TRN02). */
  paymentReference: z.string().min(1),
  /** Who gave the payment its number (TRN03). Only together with it, the number is unique. */
  paymentOrigin: z.string().min(1).optional(),
  /** The payer's code of the payment method, such as "ACH" or "CHK". */
  method: z.string().min(1),
  /** The value date of the payment. */
  date: calendarDate,
  amount: decimalString,
  currency: z.string().regex(/^[A-Z]{3}$/),
  payer: party,
  payee: party,
  lines: z.array(remittanceLine),
  /** What the payer takes off or adds that belongs to no line, such as provider-level adjustments (PLB). */
  adjustments: z.array(remittanceAdjustment).optional(),
  note: z.string().optional(),
}).superRefine((document, context) => {
  document.lines.forEach((line, index) => {
    if (!isBalanced(line)) context.addIssue(outOfBalance(["lines", index, "paid"]));
  });
  const taken = (document.adjustments ?? []).map(({ amount }) => amount);
  const paid = document.lines.map((line) => line.paid);
  // What was paid is the amount and what was taken off it.
  const isWhole = isSumOf("0", [...paid, ...[document.amount, ...taken].map(negated)]);
  if (!isWhole) context.addIssue(outOfBalance(["amount"]));
});
export type RemittanceAdvice = z.infer<typeof remittanceAdvice>;

function isBalanced({ invoiced, paid, discount, unpaid, adjustments = [] }: Line): boolean {
  if (invoiced === undefined) return true;
  return isSumOf(invoiced, [paid, discount, unpaid, ...adjustments.map(({ amount }) => amount)]);
}

const negated = (amount: string): string => (amount.startsWith("-") ? amount.slice(1) : `-${amount}`);

const outOfBalance = (path: (string | number)[]) =>
  ({ code: "custom", path, params: { rule: "out_of_balance", reason: "OUT_OF_BALANCE" } }) as const;

export const remittanceAdviceDocument = {
  label: "Remittance advice",
  schema: remittanceAdvice,
  fields: {
    id: { fixed: true },
    paymentReference: { label: "Payment", fixed: true },
    amount: { stake: true },
    kind: { choices: { payment: "Payment", notice: "Information only" } },
    "lines.*.account": { fixed: true, sensitive: true },
    "lines.*.kind": { choices: { reversal: "Reversal of an earlier payment" } },
  },
} satisfies DocumentDeclaration;
