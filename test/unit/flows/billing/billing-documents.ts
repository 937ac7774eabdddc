import { Decimal } from "decimal.js";
import type { CustomerInvoice, CustomerInvoiceLine } from "../../../../sidecar/documents/customer-invoice.ts";
import type { CustomerInvoiceVoid } from "../../../../sidecar/documents/customer-invoice-void.ts";
import type { Payment } from "../../../../sidecar/documents/payment.ts";
import { customerInvoice } from "../../../../sidecar/flows/billing/customer-invoice/flow.ts";
import type { Flow, FlowInput, Plan } from "../../../../sidecar/flows/flow.ts";
import { payment } from "../../../../sidecar/flows/money/payment/flow.ts";
import { inEnglish } from "../english.ts";
import { billing, type Ledger } from "../money/ledger.ts";

/** Documents of billing with the changes of a test, and their plans. */

export type BillingDocument = CustomerInvoice | CustomerInvoiceVoid | Payment;

export function line(over: Partial<CustomerInvoiceLine> = {}): CustomerInvoiceLine {
  const usual = {
    id: "1",
    department: [{ scheme: "department", id: "DEP-CLE" }],
    revenueAccount: "4100",
    quantity: { value: "2", unit: "C62" },
    price: { amount: "125.00", currency: "USD" },
  };
  const given = { ...usual, ...over };
  const amount = new Decimal(given.quantity.value).times(given.price.amount).toDecimalPlaces(2).toFixed(2);
  return { amount, ...given };
}

/** Returns an invoice to Evergreen. By default its total is the sum of its lines. */
export function invoice(over: Partial<CustomerInvoice> = {}): CustomerInvoice {
  const { lines = [line()], taxes = [] } = over;
  const total = [...lines, ...taxes].reduce((sum, { amount }) => sum.plus(amount), new Decimal(0)).toFixed(2);
  return {
    type: "CustomerInvoice",
    id: "BI-1001",
    issueDate: "2026-11-20",
    currency: "USD",
    payer: [{ scheme: "payer", id: "EVERGREEN" }],
    total,
    ...over,
    lines,
    taxes,
  };
}

export const withdrawal = (over: Partial<CustomerInvoiceVoid> = {}): CustomerInvoiceVoid => ({
  type: "CustomerInvoiceVoid",
  id: "BI-1001",
  date: "2026-11-24",
  reason: "WRONG-PAYER",
  ...over,
});

export const receipt = (over: Partial<Payment> = {}): Payment => ({
  type: "Payment",
  id: "PAY-1",
  kind: "payment",
  invoiceReference: "BI-1001",
  amount: "250.00",
  currency: "USD",
  date: "2026-11-22",
  method: "ach",
  payer: [{ scheme: "payer", id: "EVERGREEN" }],
  ...over,
});

export const refund = (over: Partial<Payment> = {}): Payment =>
  receipt({ id: "REF-1", kind: "refund", paymentReference: "PAY-1", ...over });

export type Policy = Readonly<Record<string, unknown>>;

const flowOf = (document: FlowInput) =>
  [customerInvoice as Flow, payment as Flow].find((flow) => flow.accepts(document)) as Flow;

/** Returns the plan of a document for the current ledger, with its texts in English. */
export function planOf(document: BillingDocument, ledger: Ledger, policy: Policy = {}): Plan {
  const flow = flowOf(document);
  const plan = flow.plan(document, ledger.read(flow.reads(document, billing)), {
    connection: billing,
    policy: flow.policy.strip().parse(policy),
    today: "2026-11-25",
  });
  return inEnglish(plan);
}

/** Plans and applies the documents one after the other. Fails if one cannot be applied. */
export function apply(ledger: Ledger, documents: readonly BillingDocument[], policy: Policy = {}): void {
  for (const document of documents) {
    const plan = planOf(document, ledger, policy);
    if (!("operations" in plan) || !ledger.carryOut(plan)) throw new Error(JSON.stringify(plan));
  }
}

/** Returns the code of an exception, "waits" for a document that arrived too early, "nothing", or the verb of the plan. */
export function outcomeOf(plan: Plan): string {
  if ("exception" in plan) return plan.exception.code;
  if ("defer" in plan) return "waits";
  if (!("operations" in plan)) return "sent";
  const [operation] = plan.operations;
  return operation?.op === "do" ? operation.verb : "nothing";
}
