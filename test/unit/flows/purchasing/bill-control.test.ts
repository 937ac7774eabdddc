import { Decimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import type { Invoice, InvoiceLine } from "../../../../sidecar/documents/invoice.ts";
import type { Acceptance, Plan } from "../../../../sidecar/flows/flow.ts";
import { vendorInvoice } from "../../../../sidecar/flows/purchasing/vendor-invoice/flow.ts";
import { inEnglish } from "../english.ts";
import { type LineSetup, type OdooSetup, type OrderSetup, profile, snapshotOf } from "../northfield.ts";

/** An invoice line for medium gloves at 4.50 per box. */
const line = (quantity: string, unit = "BX", over: Partial<InvoiceLine> = {}): InvoiceLine => {
  const price = unit === "BX" ? "4.50" : "0.045";
  return {
    id: "1",
    item: { ids: [{ scheme: "seller", id: "HM-10041" }] },
    quantity: { value: quantity, unit },
    price: { amount: price, currency: "USD" },
    amount: new Decimal(quantity).times(price).toFixed(2),
    ...over,
  };
};

const invoice = (...lines: InvoiceLine[]): Invoice => ({
  type: "Invoice",
  id: "HM-70012",
  issueDate: "2026-11-25",
  currency: "USD",
  orderReference: "P00012",
  lines,
  charges: [],
  taxes: [],
  total: lines.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0)).toFixed(2),
});

/** An order of ten boxes that are billed as received. */
const order = (setup: LineSetup, over: OrderSetup = {}): OdooSetup => ({
  orders: [{ receiptStatus: "pending", ...over, lines: [{ control: "receive", ...setup }] }],
});

function planOf(
  document: Invoice,
  odoo: OdooSetup,
  { policy = {}, accepted = [] }: { policy?: object; accepted?: readonly Acceptance[] } = {},
): Plan {
  const context = {
    connection: profile,
    policy: vendorInvoice.policy.parse(policy),
    today: "2026-11-26",
    accepted,
  };
  return inEnglish(vendorInvoice.plan(document, snapshotOf(odoo), context));
}

const codeOf = (plan: Plan) =>
  "defer" in plan
    ? `waits: ${plan.defer.code}`
    : "exception" in plan
      ? plan.exception.code
      : "operations" in plan
        ? "billed"
        : "sent";

const waits = "waits: INVOICE_BEFORE_RECEIPT";

describe("an invoice of goods that are billed as received", () => {
  test.each<[string, Invoice, OdooSetup, string]>([
    ["waits while nothing was received", invoice(line("10")), order({}), waits],
    ["waits for the rest", invoice(line("10")), order({ received: 4 }, { receiptStatus: "partial" }), waits],
    ["is billed up to what was received", invoice(line("4")), order({ received: 4 }), "billed"],
    ["is billed when all was received", invoice(line("10")), order({ received: 10 }), "billed"],
    [
      "waits for what earlier bills did not cover",
      invoice(line("4")),
      order({ received: 6, invoiced: 4 }),
      waits,
    ],
    [
      "is billed for what earlier bills left",
      invoice(line("2")),
      order({ received: 6, invoiced: 4 }),
      "billed",
    ],
    [
      "counts the exact quantities of earlier bills",
      invoice(line("450", "C62")),
      order({ received: 5, invoiced: 1, billed: 0.5 }),
      "billed",
    ],
    ["counts all its lines of one order line", invoice(line("3"), line("2")), order({ received: 4 }), waits],
    ["is billed in pieces", invoice(line("400", "C62")), order({ received: 4 }), "billed"],
    ["waits in pieces", invoice(line("500", "C62")), order({ received: 4 }), waits],
    [
      "tolerates what Odoo rounded: 7 pieces are 0.07 of a box",
      invoice(line("7", "C62")),
      order({ received: 0.07 }),
      "billed",
    ],
    [
      "needs a person when goods were returned and no more are expected",
      invoice(line("10")),
      order({ received: 8 }, { receiptStatus: "full" }),
      "INVOICE_BEFORE_RECEIPT",
    ],
    ["beyond the order needs a person at once", invoice(line("11")), order({ received: 4 }), "QUANTITY_OVER"],
    [
      "beyond the order needs a person even when it was received",
      invoice(line("11")),
      order({ received: 11 }),
      "QUANTITY_OVER",
    ],
    [
      "at another price needs a person first",
      invoice(line("10", "BX", { price: { amount: "5.00", currency: "USD" }, amount: "50.00" })),
      order({}),
      "PRICE_VARIANCE",
    ],
    ["that credits a quantity needs no receipt", invoice(line("-2")), order({}), "billed"],
  ])("%s", (_what, document, odoo, expected) => {
    expect(codeOf(planOf(document, odoo))).toBe(expected);
  });

  test("waits for fourteen days, then a person decides, and nothing is lost for the decision", () => {
    expect(planOf(invoice(line("10")), order({ received: 4 }))).toMatchObject({
      defer: {
        code: "INVOICE_BEFORE_RECEIPT",
        otherwise: "INVOICE_BEFORE_RECEIPT",
        giveUpAfterSeconds: 14 * 86_400,
        links: [{ model: "purchase.order", id: 12 }],
        matches: [{ line: "1", order_line_id: 1201, quantity: "10" }],
        findings: [
          {
            code: "INVOICE_BEFORE_RECEIPT",
            line: "1",
            field: "quantity",
            ours: "4 × Box of 100",
            theirs: "10 × Box of 100",
            acceptable: true,
            text: "Line 1 (NF-1002 Nitrile exam gloves, medium): 10 Box of 100 are invoiced, but only 4 Box of 100 of the received quantity are not billed yet.",
          },
        ],
      },
    });
  });

  test("is billed when a person accepts the quantity, which the bill's history states", () => {
    const accepted = [
      {
        code: "INVOICE_BEFORE_RECEIPT",
        line: "1",
        field: "quantity",
        ours: "4 × Box of 100",
        theirs: "10 × Box of 100",
      },
    ] as const;
    const plan = planOf(invoice(line("10")), order({ received: 4 }), { accepted });
    expect(plan).toMatchObject({ changes: [{ code: "INVOICE_BEFORE_RECEIPT", theirs: "10 × Box of 100" }] });
    expect(codeOf(planOf(invoice(line("10")), order({ received: 2 }), { accepted }))).toBe(waits);
  });

  test("is applied only while the received quantity is the one it was compared with", () => {
    const plan = planOf(invoice(line("4")), order({ received: 4 }));
    expect("guards" in plan && plan.guards).toContainEqual({
      model: "purchase.order.line",
      id: 1201,
      field: "qty_received",
      equals: 4,
    });
  });
});

describe("bills on ordered quantities", () => {
  test("need no receipt, as for services", () => {
    expect(codeOf(planOf(invoice(line("10")), order({ control: "purchase" })))).toBe("billed");
  });

  test("are mixed with others by line", () => {
    const odoo: OdooSetup = {
      orders: [
        {
          receiptStatus: "pending",
          lines: [
            { product: 1002, control: "purchase" },
            { product: 1004, unit: 3, control: "receive" },
          ],
        },
      ],
    };
    const masks = line("10", "BX", { id: "2", item: { ids: [{ scheme: "seller", id: "HM-10110" }] } });
    expect(planOf(invoice(line("10"), masks), odoo)).toMatchObject({
      defer: {
        findings: [{ line: "2" }],
        matches: [
          { line: "1", quantity: "10" },
          { line: "2", quantity: "10" },
        ],
      },
    });
  });
});

describe("the policy", () => {
  test("can bill on ordered quantities whatever the products say", () => {
    const policy = { follow_bill_control: false };
    const plan = planOf(invoice(line("10")), order({}), { policy });
    expect(codeOf(plan)).toBe("billed");
    expect("guards" in plan && plan.guards).not.toContainEqual(
      expect.objectContaining({ field: "qty_received" }),
    );
  });

  test("can ask a person at once", () => {
    const policy = { receipt_wait_days: 0 };
    expect(codeOf(planOf(invoice(line("10")), order({}), { policy }))).toBe("INVOICE_BEFORE_RECEIPT");
  });
});

test("an exception of another kind also shows the lines that it matched", () => {
  expect(planOf(invoice(line("11")), order({ received: 4 }))).toMatchObject({
    exception: { matches: [{ line: "1", order_line_id: 1201, quantity: "11" }] },
  });
});
