import { describe, expect, test } from "vitest";
import type { Payment } from "../../../../sidecar/documents/payment.ts";
import { customerInvoice } from "../../../../sidecar/flows/billing/customer-invoice/flow.ts";
import { payment } from "../../../../sidecar/flows/money/payment/flow.ts";
import {
  apply,
  type BillingDocument,
  invoice,
  outcomeOf,
  type Policy,
  planOf,
  receipt,
  refund,
  withdrawal,
} from "../billing/billing-documents.ts";
import { billing, createLedger } from "./ledger.ts";

const partial: Policy = { accept_partial_payments: true };

function ledgerAfter(...documents: BillingDocument[]) {
  const ledger = createLedger();
  apply(ledger, documents, partial);
  return ledger;
}

describe("a payment", () => {
  test("is registered on its invoice up to the open amount", () => {
    const plan = planOf(receipt(), ledgerAfter(invoice()), { payment_journal_id: 6 });
    expect(plan).toEqual({
      operations: [
        {
          op: "do",
          verb: "register_payment",
          ref: "payment",
          arguments: {
            invoice_id: 1,
            reference: "PAY-1",
            amount: "250.00",
            currency: "USD",
            date: "2026-11-22",
            method: "ach",
            journal_id: 6,
          },
        },
      ],
      guards: [
        { model: "account.move", id: 1, field: "state", equals: "posted" },
        { model: "account.move", id: 1, field: "amount_residual", equals: 250 },
      ],
      links: [{ model: "account.move", id: 1 }, { ref: "payment" }],
      note: "Payment PAY-1 of 250.00 USD was registered (ach, 2026-11-22).",
    });
  });

  test("before its invoice waits behind it", () => {
    expect(planOf(receipt(), createLedger())).toMatchObject({
      defer: {
        behind: customerInvoice.aggregate(invoice(), billing),
        giveUpAfterSeconds: 72 * 3600,
        otherwise: "INVOICE_UNMATCHED",
      },
    });
  });

  test.each<[string, Partial<Payment>, Policy, string]>([
    ["over by a cent", { amount: "250.01" }, partial, "PAYMENT_OVER"],
    ["short by a cent", { amount: "249.99" }, {}, "PAYMENT_SHORT"],
    ["short, where parts are taken", { amount: "249.99" }, partial, "register_payment"],
    ["in another currency", { currency: "EUR" }, partial, "INVOICE_UNMATCHED"],
    ["of the same amount in other digits", { amount: "250" }, {}, "register_payment"],
  ])("%s", (_what, over, policy, expected) => {
    expect(outcomeOf(planOf(receipt(over), ledgerAfter(invoice()), policy))).toBe(expected);
  });

  test("a partial one states the remaining amount", () => {
    const plan = planOf(receipt({ amount: "100.10" }), ledgerAfter(invoice()), partial);
    expect("note" in plan && plan.note).toMatch(/149\.90 USD is still due/);
  });

  test.each<[string, Partial<Payment>, string]>([
    ["told by another publisher", { date: "2026-11-23", method: "ACH" }, "nothing"],
    ["of another amount", { amount: "100.00" }, "DUPLICATE_CONTENT_DIFFERS"],
    ["in another currency", { currency: "EUR" }, "DUPLICATE_CONTENT_DIFFERS"],
    ["for another invoice", { invoiceReference: "BI-2002" }, "DUPLICATE_CONTENT_DIFFERS"],
  ])("with a registered number, %s", (_what, over, expected) => {
    const plan = planOf(receipt(over), ledgerAfter(invoice(), receipt()));
    expect(outcomeOf(plan)).toBe(expected);
    expect(JSON.stringify(plan)).toContain('{"model":"account.payment","id":1}');
  });

  test("that was cancelled in Odoo is not registered again", () => {
    const ledger = ledgerAfter(invoice(), receipt());
    Object.assign(ledger.tables["account.payment"]?.[0] ?? {}, { state: "canceled" });
    expect(planOf(receipt(), ledger)).toMatchObject({ operations: [], note: /cancelled in Odoo/ });
  });

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["set back to draft", { state: "draft" }, "INVOICE_UNMATCHED"],
    ["withdrawn", { payment_state: "reversed", amount_residual: 0 }, "PAYMENT_OVER"],
  ])("on an invoice that is %s", (_what, over, expected) => {
    const ledger = ledgerAfter(invoice());
    Object.assign(ledger.tables["account.move"]?.[0] ?? {}, over);
    expect(outcomeOf(planOf(receipt(), ledger))).toBe(expected);
  });
});

describe("a refund", () => {
  test("is registered on its payment", () => {
    const plan = planOf(refund({ amount: "60.00" }), ledgerAfter(invoice(), receipt()));
    expect(plan).toMatchObject({
      operations: [
        {
          verb: "refund_payment",
          arguments: { payment_id: 1, invoice_id: 1, reference: "REF-1", amount: "60.00" },
        },
      ],
      links: [{ model: "account.move", id: 1 }, { ref: "refund" }, { model: "account.payment", id: 1 }],
      note: "Refund REF-1 of 60.00 USD from payment PAY-1 was registered (ach, 2026-11-22). The amount is due again on the invoice.",
    });
  });

  test("before its payment waits behind it, under another key than its own", () => {
    const plan = planOf(refund(), ledgerAfter(invoice()));
    const behind = payment.aggregate(receipt(), billing);
    expect(plan).toMatchObject({ defer: { behind } });
    expect(payment.aggregate(refund(), billing)).not.toBe(behind);
    expect(payment.aggregate(refund({ id: "PAY-1" }), billing)).not.toBe(behind);
  });

  test.each<[string, BillingDocument[], Partial<Payment>, string]>([
    ["over by a cent", [invoice(), receipt()], { amount: "250.01" }, "PAYMENT_OVER"],
    [
      "over what is left",
      [invoice(), receipt(), refund({ id: "REF-0", amount: "100.00" })],
      { amount: "150.01" },
      "PAYMENT_OVER",
    ],
    [
      "of what is left",
      [invoice(), receipt(), refund({ id: "REF-0", amount: "100.00" })],
      { amount: "150.00" },
      "refund_payment",
    ],
    ["told twice", [invoice(), receipt(), refund()], {}, "nothing"],
    [
      "told twice with another amount",
      [invoice(), receipt(), refund()],
      { amount: "1.00" },
      "DUPLICATE_CONTENT_DIFFERS",
    ],
    [
      "of a payment of another invoice",
      [invoice(), invoice({ id: "BI-2002" }), receipt()],
      { invoiceReference: "BI-2002" },
      "INVOICE_UNMATCHED",
    ],
    ["after the withdrawal", [invoice(), receipt(), withdrawal()], {}, "refund_payment"],
    ["with the number of its payment", [invoice(), receipt()], { id: "PAY-1" }, "refund_payment"],
  ])("%s", (_what, before, over, expected) => {
    expect(outcomeOf(planOf(refund(over), ledgerAfter(...before)))).toBe(expected);
  });
});
