import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { customerInvoice } from "../../../../sidecar/documents/customer-invoice.ts";
import { customerInvoiceVoid } from "../../../../sidecar/documents/customer-invoice-void.ts";
import { payment } from "../../../../sidecar/documents/payment.ts";
import { readBillingMessage } from "../../../../sidecar/formats/billing/reader.ts";
import {
  bytesOf,
  confirmedData,
  event,
  invoiceLine,
  issuedData,
  refundedData,
  soundEvents,
  voidedData,
} from "../../codecs/billing/events.ts";

const pseudonym = (kind: string, value: string) => `${kind} pseudonym of ${value.length}`;

function documentOf(type: string, data: object): unknown {
  const [decoded] = readBillingMessage(bytesOf(event(type, data)), pseudonym).documents;
  return decoded && "document" in decoded ? decoded.document : decoded;
}

describe("invoice.issued", () => {
  it("creates a customer invoice: identifiers, pseudonyms and amounts", () => {
    expect(documentOf("invoice.issued", issuedData())).toEqual({
      type: "CustomerInvoice",
      id: "INV-2026-0042",
      issueDate: "2026-11-19",
      dueDate: "2026-12-19",
      currency: "USD",
      payer: [{ scheme: "payer", id: "AETNA-07" }],
      account: "account pseudonym of 9",
      encounter: "encounter pseudonym of 8",
      lines: [
        {
          id: "1",
          department: [{ scheme: "department", id: "LAB" }],
          revenueAccount: "4100",
          quantity: { value: "2", unit: "C62" },
          price: { amount: "12.50", currency: "USD" },
          amount: "25.00",
        },
        {
          id: "2",
          department: [{ scheme: "department", id: "RAD" }],
          revenueAccount: "4100",
          quantity: { value: "2", unit: "C62" },
          price: { amount: "12.50", currency: "USD" },
          amount: "-5.00",
          taxAmount: "0.40",
        },
      ],
      taxes: [{ amount: "0.40" }],
      total: "20.40",
    });
  });

  it("needs no due date, account and encounter, and omits them then", () => {
    const bare = issuedData({ dueDate: undefined, account: undefined, encounter: undefined });
    const document = documentOf("invoice.issued", bare);
    for (const member of ["dueDate", "account", "encounter"]) expect(document).not.toHaveProperty(member);
  });

  it.each([
    ["0", []],
    ["0.00", []],
    ["-0.00", []],
    ["0.01", [{ amount: "0.01" }]],
    ["-1.20", [{ amount: "-1.20" }]],
  ])("with a tax total of %s has the taxes %j", (taxTotal, taxes) => {
    expect(documentOf("invoice.issued", issuedData({ taxTotal }))).toHaveProperty("taxes", taxes);
  });

  it("keeps the unit that it states", () => {
    const lines = [invoiceLine({ unit: "HUR" })];
    expect(documentOf("invoice.issued", issuedData({ lines }))).toHaveProperty("lines.0.quantity", {
      value: "2",
      unit: "HUR",
    });
  });

  it("preserves amounts to the last digit", () => {
    const total = "999999999999999.9900";
    expect(documentOf("invoice.issued", issuedData({ total }))).toHaveProperty("total", total);
  });
});

describe("invoice.voided", () => {
  it("creates the cancellation of the invoice", () => {
    expect(documentOf("invoice.voided", voidedData())).toEqual({
      type: "CustomerInvoiceVoid",
      id: "INV-2026-0042",
      date: "2026-11-21",
      reason: "WRONG_PAYER",
    });
  });
});

describe("payment.confirmed and payment.refunded", () => {
  const common = {
    type: "Payment",
    invoiceReference: "INV-2026-0042",
    currency: "USD",
    date: "2026-11-20",
    method: "ach",
    payer: [{ scheme: "payer", id: "AETNA-07" }],
  };

  it("become a payment, and a refund that names its payment", () => {
    expect(documentOf("payment.confirmed", confirmedData())).toEqual({
      ...common,
      id: "PAY-9",
      kind: "payment",
      amount: "20.40",
    });
    expect(documentOf("payment.refunded", refundedData())).toEqual({
      ...common,
      id: "REF-1",
      kind: "refund",
      paymentReference: "PAY-9",
      amount: "5.40",
    });
  });
});

describe("a patient who pays", () => {
  it.each([
    ["invoice.issued", issuedData],
    ["payment.confirmed", confirmedData],
    ["payment.refunded", refundedData],
  ] as const)("is identified by the account's pseudonym: %s", (type, data) => {
    const payer = { kind: "patient", id: "ACC 778/1" };
    expect(documentOf(type, data({ payer }))).toHaveProperty("payer", [
      { scheme: "account", id: "account pseudonym of 9" },
    ]);
  });
});

describe("every document", () => {
  const schemas: Readonly<Record<string, z.ZodType>> = {
    CustomerInvoice: customerInvoice,
    CustomerInvoiceVoid: customerInvoiceVoid,
    Payment: payment,
  };
  it.each(soundEvents)("created from %s is a canonical document, without further members", (type, data) => {
    const document = documentOf(type, data) as { type: string };
    expect(schemas[document.type]?.parse(document)).toEqual(document);
  });

  it.each(["0", "0.00", "-1.00"])("a payment of %s is invalid", (amount) => {
    const document = { ...(documentOf("payment.confirmed", confirmedData()) as object), amount };
    expect(payment.safeParse(document).success).toBe(false);
  });
});
