import { describe, expect, test } from "vitest";
import type { CustomerInvoice } from "../../../../sidecar/documents/customer-invoice.ts";
import { customerInvoice } from "../../../../sidecar/flows/billing/customer-invoice/flow.ts";
import {
  billing,
  clinicEast,
  createLedger,
  evergreen,
  laboratory,
  laboratoryRevenue,
  outpatientRevenue,
  patients,
} from "../money/ledger.ts";
import {
  apply,
  type BillingDocument,
  invoice,
  line,
  outcomeOf,
  type Policy,
  planOf,
  receipt,
  withdrawal,
} from "./billing-documents.ts";

const patient = { payer: [{ scheme: "account", id: "ff114266856e79d9" }] };
const lab = (over = {}) =>
  line({ id: "2", department: [{ scheme: "department", id: "DEP-LAB" }], revenueAccount: "4200", ...over });

function argumentsOf(document: BillingDocument, policy: Policy = {}) {
  const plan = planOf(document, createLedger(), policy);
  if (!("operations" in plan)) throw new Error(JSON.stringify(plan));
  const [operation] = plan.operations;
  if (operation?.op !== "do") throw new Error("Nothing is done.");
  return operation.arguments;
}

describe("an invoice of billing", () => {
  test("is posted with the accounts and departments of its lines", () => {
    const taxed = lab({ price: { amount: "12.50", currency: "USD" }, taxAmount: "1.50" });
    const document = invoice({
      dueDate: "2026-12-20",
      lines: [line(), taxed],
      taxes: [{ amount: "1.50" }],
    });
    expect(argumentsOf(document)).toEqual({
      number: "BI-1001",
      partner_id: evergreen,
      invoice_date: "2026-11-20",
      due_date: "2026-12-20",
      currency: "USD",
      lines: [
        {
          name: "Department DEP-CLE, account 4100",
          account_id: outpatientRevenue,
          analytic_account_id: clinicEast,
          quantity: "2",
          price_unit: "125.00",
          amount: "250.00",
        },
        {
          name: "Department DEP-LAB, account 4200",
          account_id: laboratoryRevenue,
          analytic_account_id: laboratory,
          quantity: "2",
          price_unit: "12.50",
          amount: "25.00",
          tax: "1.50",
        },
      ],
      total: "276.50",
      tax_total: "1.50",
    });
    expect(planOf(document, createLedger())).toMatchObject({
      links: [{ ref: "invoice" }],
      note: "Invoice BI-1001 was posted: 276.50 USD, due on 2026-12-20.",
    });
  });

  test("a quantity finer than Odoo stores is posted as one unit of the amount", () => {
    const fine = line({
      quantity: { value: "0.125", unit: "HUR" },
      price: { amount: "100", currency: "USD" },
    });
    expect(argumentsOf(invoice({ lines: [fine] }))).toMatchObject({
      lines: [{ quantity: "1", price_unit: "12.50", amount: "12.50" }],
    });
  });

  test("for a patient is owed by the connection's payer for patients", () => {
    expect(argumentsOf(invoice(patient), { patient_partner_id: patients })).toMatchObject({
      partner_id: patients,
    });
  });

  test("for a patient's account in the crosswalk uses that payer", () => {
    const ledger = createLedger([
      ["account", "ff114266856e79d9", "res.partner", 77],
      ["department-cost", "DEP-CLE", "account.analytic.account", 90],
      ["department", "DEP-CLE", "account.analytic.account", clinicEast],
      ["revenue-account", "4100", "account.account", outpatientRevenue],
    ]);
    expect(planOf(invoice(patient), ledger, { patient_partner_id: patients })).toMatchObject({
      operations: [{ arguments: { partner_id: 77, lines: [{ analytic_account_id: 90 }] } }],
    });
  });

  test.each<[string, Partial<CustomerInvoice>, string, RegExp]>([
    ["a total that is not the sum", { total: "250.01" }, "OUT_OF_BALANCE", /250\.00 USD.*250\.01/],
    [
      "a line that is not quantity × price",
      { lines: [{ ...line(), amount: "249.99" }], total: "249.99" },
      "OUT_OF_BALANCE",
      /Line 1/,
    ],
    [
      "taxes of lines that are not the invoice's",
      { lines: [line({ taxAmount: "5.00" })], taxes: [{ amount: "4.99" }] },
      "OUT_OF_BALANCE",
      /taxes/,
    ],
    [
      "part of a cent",
      { lines: [{ ...line(), amount: "250.000" }], taxes: [{ amount: "0.005" }], total: "250.005" },
      "OUT_OF_BALANCE",
      /more decimal places/,
    ],
    ["an unknown payer", { payer: [{ scheme: "payer", id: "NOBODY" }] }, "UNKNOWN_PARTNER", /NOBODY/],
    ["a patient, and no debtor for patients", patient, "UNKNOWN_PARTNER", /no payer for patients/],
    [
      "a payer's number in the place of a patient's",
      { payer: [{ scheme: "account", id: "EVERGREEN" }] },
      "UNKNOWN_PARTNER",
      /patient/,
    ],
    [
      "an unknown revenue account",
      { lines: [line({ revenueAccount: "9" })] },
      "UNKNOWN_ACCOUNT",
      /Line 1.*9/,
    ],
    [
      "an unknown department",
      { lines: [line({ department: [{ scheme: "department", id: "DEP-X" }] })] },
      "UNKNOWN_LOCATION",
      /DEP-X/,
    ],
  ])("with %s becomes an exception", (_what, over, code, text) => {
    const plan = planOf(invoice(over), createLedger());
    expect(outcomeOf(plan)).toBe(code);
    expect("exception" in plan && plan.exception.findings[0]?.text).toMatch(text);
  });

  test("with several unknown values reports all at once", () => {
    const lines = [line({ revenueAccount: "9" }), lab({ department: [{ scheme: "department", id: "X" }] })];
    const plan = planOf(invoice({ lines, payer: [{ scheme: "payer", id: "NOBODY" }] }), createLedger());
    expect("exception" in plan && plan.exception.findings.map(({ code }) => code)).toEqual([
      "UNKNOWN_PARTNER",
      "UNKNOWN_ACCOUNT",
      "UNKNOWN_LOCATION",
    ]);
  });
});

describe("an invoice whose number exists in Odoo", () => {
  const ledger = createLedger();
  apply(ledger, [invoice({ lines: [line(), lab()] })]);

  test("is done when it is the same, with lines in any order", () => {
    const plan = planOf(invoice({ lines: [lab(), line()] }), ledger);
    expect(plan).toMatchObject({ operations: [], links: [{ model: "account.move", id: 1 }] });
  });

  test.each<[string, Partial<CustomerInvoice>]>([
    ["amount", { lines: [line(), lab({ price: { amount: "125.01", currency: "USD" } })] }],
    ["split over departments", { lines: [line(), lab({ department: line().department })] }],
    ["account", { lines: [line(), lab({ revenueAccount: "4100" })] }],
    ["day", { lines: [line(), lab()], issueDate: "2026-11-21" }],
    ["due day", { lines: [line(), lab()], dueDate: "2027-01-01" }],
    ["currency", { lines: [line(), lab()], currency: "EUR" }],
  ])("becomes an exception when its %s differs", (_what, over) => {
    const plan = planOf(invoice(over), ledger);
    expect(outcomeOf(plan)).toBe("INVOICE_DUPLICATE");
    expect("exception" in plan && plan.exception.links).toEqual([{ model: "account.move", id: 1 }]);
  });
});

describe("a cancellation", () => {
  test("reverses the invoice if it is unchanged", () => {
    const ledger = createLedger();
    apply(ledger, [invoice()]);
    expect(planOf(withdrawal(), ledger)).toMatchObject({
      operations: [
        {
          verb: "void_customer_invoice",
          arguments: { invoice_id: 1, date: "2026-11-24", reason: "WRONG-PAYER" },
        },
      ],
      guards: [{ field: "state" }, { field: "amount_residual", equals: 250 }],
      links: [{ model: "account.move", id: 1 }, { ref: "reversal" }],
      changes: [],
    });
  });

  test("states what remains as the payer's credit", () => {
    const ledger = createLedger();
    apply(ledger, [invoice(), receipt({ amount: "100.00" })], { accept_partial_payments: true });
    expect(planOf(withdrawal(), ledger)).toMatchObject({ changes: [{ ours: "100.00" }] });
  });

  test("before its invoice waits for it, in another aggregate than its own", () => {
    const plan = planOf(withdrawal(), createLedger(), { wait_hours: 10 });
    const behind = customerInvoice.aggregate(invoice(), billing);
    expect(plan).toMatchObject({
      defer: { behind, giveUpAfterSeconds: 36_000, otherwise: "INVOICE_UNMATCHED" },
    });
    expect(customerInvoice.aggregate(withdrawal(), billing)).not.toBe(behind);
  });

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["withdrawn already", { payment_state: "reversed" }, "nothing"],
    ["cancelled in Odoo", { state: "cancel" }, "nothing"],
    ["set back to draft", { state: "draft" }, "INVOICE_UNMATCHED"],
  ])("of an invoice that is %s", (_what, over, expected) => {
    const ledger = createLedger();
    apply(ledger, [invoice()]);
    Object.assign(ledger.tables["account.move"]?.[0] ?? {}, over);
    expect(outcomeOf(planOf(withdrawal(), ledger))).toBe(expected);
  });
});
