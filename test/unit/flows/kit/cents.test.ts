import { describe, expect, test } from "vitest";
import type { Payment } from "../../../../sidecar/documents/payment.ts";
import { reasons } from "../../../../sidecar/documents/reason-codes.ts";
import type { Plan } from "../../../../sidecar/flows/flow.ts";
import { tooManyDecimals } from "../../../../sidecar/flows/kit/amounts.ts";
import { decimalsOf } from "../../../../sidecar/flows/kit/currencies.ts";
import { say } from "../../../../sidecar/flows/kit/terms.ts";
import { vendorInvoice } from "../../../../sidecar/flows/purchasing/vendor-invoice/flow.ts";
import { apply, invoice, line, outcomeOf, planOf, receipt, refund } from "../billing/billing-documents.ts";
import { inEnglish } from "../english.ts";
import { createLedger } from "../money/ledger.ts";
import { profile, snapshotOf } from "../northfield.ts";

/** An amount with a fraction of a cent becomes an exception that names it; it is never rounded. */

const partial = { accept_partial_payments: true };

/** Returns a ledger with an open invoice of this amount, in a currency with this number of decimal places. */
function ledgerOf(decimals: number | undefined, price: string) {
  const ledger = createLedger();
  ledger.tables["res.currency"] = [
    { id: 1, name: "USD", ...(decimals !== undefined && { decimal_places: decimals }) },
  ];
  const billed = line({
    quantity: { value: "1", unit: "C62" },
    price: { amount: price, currency: "USD" },
    amount: price,
  });
  apply(ledger, [invoice({ lines: [billed], total: price })]);
  return ledger;
}

const findings = (plan: Plan) =>
  "exception" in plan ? plan.exception.findings.map(({ text }) => text) : outcomeOf(plan);
const argumentsOf = (plan: Plan) =>
  "operations" in plan && plan.operations[0]?.op === "do" ? plan.operations[0].arguments : outcomeOf(plan);

test("the title of the reason covers a fraction of a cent as well as a wrong sum", () =>
  expect(reasons.OUT_OF_BALANCE.sentence).toBe(
    "Amounts do not add up to the stated total, or have more decimal places than the currency allows.",
  ));

describe("a payment", () => {
  test.each([
    ["249.9999", 2, "OUT_OF_BALANCE"],
    ["249.995", 2, "OUT_OF_BALANCE"],
    ["249.995", undefined, "OUT_OF_BALANCE"], // unknown in Odoo: two decimals, as in most currencies
    ["249.99", 2, "register_payment"],
    ["249.9900", 2, "register_payment"],
    ["249.995", 3, "register_payment"], // a dinar has 1,000 fils
    ["249.9955", 3, "OUT_OF_BALANCE"],
    ["249", 0, "register_payment"],
    ["249.5", 0, "OUT_OF_BALANCE"], // the yen has no decimals
    ["0.001", 2, "OUT_OF_BALANCE"],
  ])("of %s where the currency has %s decimals: %s", (amount, decimals, expected) => {
    expect(outcomeOf(planOf(receipt({ amount }), ledgerOf(decimals, "250"), partial))).toBe(expected);
  });

  test("names the amount unchanged", () => {
    const plan = planOf(receipt({ amount: "249.9999" }), ledgerOf(2, "250"), partial);
    expect(findings(plan)).toEqual([
      "Payment PAY-1: 249.9999 has more decimal places than the currency allows (2).",
    ]);
    expect(plan).toMatchObject({
      exception: {
        findings: [{ field: "amount", theirs: "249.9999" }],
        links: [{ model: "account.move", id: 1 }],
      },
    });
  });

  test("does not wait for its invoice, and is not a repetition of a registered one", () => {
    const over: Partial<Payment> = { amount: "250.0001" };
    expect(outcomeOf(planOf(receipt(over), createLedger()))).toBe("OUT_OF_BALANCE");
    const ledger = ledgerOf(2, "250");
    apply(ledger, [receipt()]);
    expect(outcomeOf(planOf(receipt(over), ledger))).toBe("OUT_OF_BALANCE");
  });
});

test("a refund is refused as a payment is", () => {
  const ledger = ledgerOf(2, "250");
  apply(ledger, [receipt()]);
  expect(findings(planOf(refund({ amount: "10.004" }), ledger))).toEqual([
    "Refund REF-1: 10.004 has more decimal places than the currency allows (2).",
  ]);
  expect(outcomeOf(planOf(refund({ amount: "10.00" }), ledger))).toBe("refund_payment");
});

describe("a customer invoice", () => {
  const priced = (amount: string, taxAmount?: string) => {
    const price = { amount, currency: "USD" };
    const quantity = { value: "1", unit: "C62" };
    return line({ quantity, price, amount, ...(taxAmount === undefined ? {} : { taxAmount }) });
  };

  test("with taxes of half a cent that add up is refused, because they cannot be posted", () => {
    const lines = [priced("10.00", "0.005"), { ...priced("10.00", "0.005"), id: "2" }];
    const plan = planOf(invoice({ lines, taxes: [{ amount: "0.01" }], total: "20.01" }), createLedger());
    expect(findings(plan)).toEqual([
      "Tax on line 1: 0.005 has more decimal places than the currency allows (2).",
      "Tax on line 2: 0.005 has more decimal places than the currency allows (2).",
    ]);
  });

  test("keeps the mils of a dinar, and can have finer prices", () => {
    const ledger = createLedger();
    ledger.tables["res.currency"] = [{ id: 1, name: "USD", decimal_places: 3 }];
    const lines = [
      line({
        quantity: { value: "3", unit: "C62" },
        price: { amount: "0.4167", currency: "USD" },
        amount: "1.250",
      }),
    ];
    const plan = planOf(invoice({ lines, total: "1.25" }), ledger);
    expect(argumentsOf(plan)).toMatchObject({
      total: "1.250",
      tax_total: "0.000",
      lines: [{ price_unit: "0.4167", amount: "1.250" }],
    });
  });
});

describe("a vendor's invoice", () => {
  function planned(parts: { tax?: string; charge?: string; total: string }, decimals = 2): Plan {
    const item = { ids: [{ scheme: "seller", id: "HM-10041" }] };
    const snapshot = snapshotOf({
      currencies: [{ id: 1, name: "USD", decimal_places: decimals }],
      crosswalk: [["charge", "D240", "account.account", 611]],
    });
    const context = { connection: profile, policy: vendorInvoice.policy.parse({}), today: "2026-11-26" };
    const price = { amount: "4.50", currency: "USD" };
    const document = {
      type: "Invoice" as const,
      id: "HM-70012",
      issueDate: "2026-11-25",
      currency: "USD",
      orderReference: "P00012",
      lines: [{ id: "1", item, quantity: { value: "10", unit: "BX" }, price, amount: "45.00" }],
      charges: parts.charge === undefined ? [] : [{ code: "D240", amount: parts.charge }],
      taxes: parts.tax === undefined ? [] : [{ amount: parts.tax }],
      total: parts.total,
    };
    return inEnglish(vendorInvoice.plan(document, snapshot, context));
  }

  test.each([
    [{ tax: "3.605", charge: "0.395", total: "49" }, ["Charge D240: 0.395", "Tax: 3.605"]],
    [{ charge: "0.004", total: "45.004" }, ["Charge D240: 0.004", "Total: 45.004"]],
  ])("whose parts %o add up with a fraction of a cent creates no bill", (parts, what) => {
    expect(findings(planned(parts))).toEqual(
      what.map((each) => `${each} has more decimal places than the currency allows (2).`),
    );
  });

  test("in a currency with three decimals keeps them", () => {
    expect(argumentsOf(planned({ tax: "3.605", charge: "0.395", total: "49" }, 3))).toMatchObject({
      charges: [{ amount: "0.395" }],
      total: "49.000",
      tax_total: "3.605",
    });
  });
});

test("the decimals are those of the stated currency, otherwise two", () => {
  const snapshot = { currencies: [{ id: 1, name: "JPY", decimal_places: 0 }] };
  expect([decimalsOf(snapshot, "JPY"), decimalsOf(snapshot, "USD"), decimalsOf({}, "USD")]).toEqual([
    0, 2, 2,
  ]);
  expect(inEnglish(tooManyDecimals(say("total"), "100.5", 0))[0]?.text).toBe(
    "Total: 100.5 has more decimal places than the currency allows (0).",
  );
});
