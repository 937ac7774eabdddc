import { Decimal } from "decimal.js";
import type { Acceptance, Finding, LineMatch, Link, Plan } from "../../flow.ts";
import { asAccepted, exceptionPlan, isAccepted } from "../../kit/findings.ts";
import { quantityIn, readable, timesUnit } from "../../kit/readable.ts";
import { sameStored } from "../../kit/tolerance.ts";
import { about, named } from "../order-line.ts";
import type { PurchaseLine, PurchaseOrder } from "../purchase-order.ts";
import type { MatchedLine } from "./bill-lines.ts";
import { quantityStep } from "./line-findings.ts";
import type { VendorInvoicePolicy } from "./policy.ts";
import { say } from "./terms.ts";

/** The lines that are invoiced before they were received. Only the `blocking` ones prevent the bill. */
export type ReceiptFindings = {
  readonly blocking: readonly Finding[];
  /** The quantities that a person has accepted. */
  readonly accepted: readonly Finding[];
};

/**
 * Compares the invoiced quantity of each order line with the quantity that was received and not billed yet, if the bill control
 * policy of the product bases bills on received quantities. Differences due to rounding in Odoo are tolerated. A line that
 * credits a quantity needs no receipt.
 */
export function receiptFindings(
  matched: readonly MatchedLine[],
  policy: VendorInvoicePolicy,
  accepted: readonly Acceptance[],
): ReceiptFindings {
  if (!policy.follow_bill_control) return { blocking: [], accepted: [] };
  const findings = byOrderLine(matched).flatMap(([line, same]) => notReceived(line, same));
  return {
    blocking: findings
      .filter((finding) => !isAccepted(finding, accepted))
      .map((finding) => ({ ...finding, acceptable: true })),
    accepted: findings
      .filter((finding) => isAccepted(finding, accepted))
      .map((finding) => asAccepted(finding, accepted)),
  };
}

/** Returns the order lines whose bills are limited by the received quantity. */
export function receivedLines(
  matched: readonly MatchedLine[],
  policy: VendorInvoicePolicy,
): readonly PurchaseLine[] {
  if (!policy.follow_bill_control) return [];
  return byOrderLine(matched).flatMap(([line]) => (line.product.billControl === "received" ? [line] : []));
}

/** Returns the invoiced quantity of each order line, in the unit of the order line. */
export function lineMatches(matched: readonly MatchedLine[]): LineMatch[] {
  return byOrderLine(matched).map(([line, same]) => ({
    line: String(line.number),
    order_line_id: line.id,
    quantity: readable(total(same)),
  }));
}

/**
 * Returns the plan for an invoice whose only findings are quantities that have not been received: a wait for the receipt, or an
 * exception if no further receipt is expected or the policy does not wait.
 */
export function awaitReceipt(
  findings: readonly [Finding, ...Finding[]],
  orders: readonly PurchaseOrder[],
  policy: VendorInvoicePolicy,
  links: readonly Link[],
  matches: readonly LineMatch[],
): Plan {
  const [{ code }] = findings;
  if (orders.every(({ isFullyReceived }) => isFullyReceived))
    return withMatches(exceptionPlan(findings, links, say("suggest-after-receipts")), matches);
  const suggestion = say("suggest-receipt");
  const days = policy.receipt_wait_days;
  if (days === 0) return withMatches(exceptionPlan(findings, links, suggestion), matches);
  return {
    defer: {
      code,
      afterSeconds: lookAgainSeconds,
      giveUpAfterSeconds: days * daySeconds,
      otherwise: code,
      text: say("waits-for-receipt", { days: { amount: String(days) } }),
      findings,
      suggestion,
      links,
      matches,
    },
  };
}

/** Adds the matched lines to an exception, so that people see them next to the order and its receipts. */
export function withMatches(
  plan: Extract<Plan, { exception: unknown }>,
  matches: readonly LineMatch[],
): Extract<Plan, { exception: unknown }> {
  return { ...plan, exception: { ...plan.exception, matches } };
}

/** Odoo requests a retry when goods are received. This interval only covers a request that was lost. */
const lookAgainSeconds = 3600;
const daySeconds = 86_400;

function notReceived(line: PurchaseLine, same: readonly MatchedLine[]): Finding[] {
  if (line.product.billControl === "ordered") return [];
  const quantity = total(same);
  const before = line.billed ?? line.invoiced;
  const all = before.plus(quantity);
  if (quantity.lte(0) || all.lte(line.received) || sameStored(line.received, all, quantityStep(line, same)))
    return [];
  const left = Decimal.max(0, line.received.minus(before));
  const text = say("not-received", {
    ...named(line),
    theirs: quantityIn(quantity, line.unit),
    ours: quantityIn(left, line.unit),
  });
  const [ours, theirs] = [timesUnit(left, line.unit), timesUnit(quantity, line.unit)];
  return [{ code: "INVOICE_BEFORE_RECEIPT", ...about(line), field: "quantity", ours, theirs, text }];
}

const total = (same: readonly MatchedLine[]): Decimal =>
  same.reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0));

const byOrderLine = (matched: readonly MatchedLine[]) => [...Map.groupBy(matched, ({ line }) => line)];
