import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Invoice, InvoiceLine } from "../../../../sidecar/documents/invoice.ts";
import type { Operation, Plan } from "../../../../sidecar/flows/flow.ts";
import { vendorInvoice } from "../../../../sidecar/flows/purchasing/vendor-invoice/flow.ts";
import { inEnglish } from "../english.ts";
import { type LineSetup, type OdooSetup, profile, snapshotOf } from "../northfield.ts";

/** The values of a line that differ from the default. `undefined` omits a member. */
type Over = { readonly [Field in keyof InvoiceLine]?: InvoiceLine[Field] | undefined };

/** Ten boxes of medium gloves at 4.50. */
function line(over: Over = {}): InvoiceLine {
  const usual = {
    id: "1",
    item: { ids: [{ scheme: "seller", id: "HM-10041" }] },
    quantity: { value: "10", unit: "BX" },
    price: { amount: "4.50", currency: "USD" },
  };
  const given = { ...usual, ...over };
  const goods = new Decimal(given.quantity?.value ?? 0).times(given.price?.amount ?? 0);
  const charges = (over.charges ?? []).reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));
  const amount = goods.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).plus(charges).toFixed(2);
  const filled = Object.entries({ amount, ...given }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(filled) as InvoiceLine;
}

/** Returns an invoice. By default its total is the sum of its lines. */
function invoice(lines: readonly InvoiceLine[], over: Partial<Invoice> = {}): Invoice {
  const parts = [...lines, ...(over.charges ?? []), ...(over.taxes ?? [])];
  const total = parts.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0)).toFixed(2);
  return {
    type: "Invoice",
    id: "HM-70012",
    issueDate: "2026-11-25",
    currency: "USD",
    orderReference: "P00012",
    lines: [...lines],
    charges: [],
    taxes: [],
    total,
    ...over,
  };
}

function planOf(document: Invoice, odoo: OdooSetup = {}, policy: Record<string, unknown> = {}): Plan {
  const context = { connection: profile, policy: vendorInvoice.policy.parse(policy), today: "2026-11-26" };
  return inEnglish(vendorInvoice.plan(document, snapshotOf(odoo), context));
}

function codeOf(plan: Plan): string | null {
  return "exception" in plan ? plan.exception.code : null;
}

function billOf(plan: Plan): Extract<Operation, { op: "do" }>["arguments"] {
  if (!("operations" in plan)) throw new Error(JSON.stringify(plan));
  const [operation] = plan.operations;
  if (operation?.op !== "do" || operation.verb !== "draft_vendor_bill") throw new Error("No bill.");
  return operation.arguments;
}

const one = (setup: LineSetup): OdooSetup => ({ orders: [{ lines: [setup] }] });
const freight = { code: "D240", description: "Freight", amount: "12.50" };
const freightAccount = ["charge", "D240", "account.account", 611] as const;

describe("an invoice that matches its order", () => {
  test("creates a draft bill on the order's lines, in the vendor's quantities and prices", () => {
    const plan = planOf(invoice([line()], { dueDate: "2026-12-25" }));
    expect(plan).toMatchObject({
      links: [{ ref: "bill" }, { model: "purchase.order", id: 12 }],
      note: "A draft bill was created for invoice HM-70012 from Harbor Medical Supply: 45.00 USD.",
    });
    expect(billOf(plan)).toEqual({
      order_ids: [12],
      number: "HM-70012",
      invoice_date: "2026-11-25",
      due_date: "2026-12-25",
      currency: "USD",
      lines: [{ order_line_id: 1201, quantity: "10", price_unit: "4.50", uom_id: 4 }],
      charges: [],
      total: "45.00",
      tax_total: "0.00",
    });
  });

  test("with freight and tax", () => {
    const document = invoice([line()], { charges: [freight], taxes: [{ code: "ST", amount: "3.60" }] });
    expect(billOf(planOf(document, { crosswalk: [freightAccount] }))).toMatchObject({
      charges: [{ account_id: 611, name: "Freight", amount: "12.50" }],
      total: "61.10",
      tax_total: "3.60",
    });
  });

  test("in another unit than ordered", () => {
    const pieces = line({
      quantity: { value: "500", unit: "C62" },
      price: { amount: "0.045", currency: "USD" },
    });
    expect(billOf(planOf(invoice([pieces])))).toMatchObject({
      lines: [{ order_line_id: 1201, quantity: "500", price_unit: "0.045", uom_id: 1 }],
      total: "22.50",
    });
  });

  test("for two orders", () => {
    const odoo: OdooSetup = { orders: [{}, { name: "P00013" }] };
    const document = invoice([line(), line({ orderReference: "P00013" })]);
    expect(billOf(planOf(document, odoo))).toMatchObject({
      order_ids: [12, 13],
      lines: [{ order_line_id: 1201 }, { order_line_id: 1301 }],
    });
  });

  test("has a plan that is valid only while nobody changed or invoiced the lines", () => {
    const plan = planOf(invoice([line()]), one({ invoiced: 0 }));
    expect("guards" in plan && plan.guards).toEqual([
      { model: "purchase.order", id: 12, field: "state", equals: "purchase" },
      { model: "purchase.order.line", id: 1201, field: "product_qty", equals: 10 },
      { model: "purchase.order.line", id: 1201, field: "qty_invoiced", equals: 0 },
      { model: "purchase.order.line", id: 1201, field: "price_unit", equals: 4.5 },
    ]);
  });

  test("a charge of a line is posted with the others", () => {
    const document = invoice([line({ charges: [{ code: "C310", amount: "-0.50" }] })]);
    expect(billOf(planOf(document, {}, { charge_account_id: 600 }))).toMatchObject({
      charges: [{ account_id: 600, name: "Charge C310", amount: "-0.50" }],
      total: "44.50",
    });
  });
});

describe("an invoice that becomes an exception", () => {
  test.each<[string, Invoice, OdooSetup, string]>([
    ["does not add up", invoice([line()], { total: "45.01" }), {}, "OUT_OF_BALANCE"],
    [
      "does not add up by a forgotten tax",
      invoice([line()], { taxes: [{ amount: "3.60" }], total: "45.00" }),
      {},
      "OUT_OF_BALANCE",
    ],
    [
      "has a line that is not quantity × price",
      invoice([{ ...line(), amount: "44.00" }]),
      {},
      "OUT_OF_BALANCE",
    ],
    ["names no order", { ...invoice([line()]), orderReference: undefined }, {}, "INVOICE_UNMATCHED"],
    ["names an unknown order", invoice([line()], { orderReference: "P99999" }), {}, "UNKNOWN_ORDER"],
    ["names a cancelled order", invoice([line()]), { orders: [{ state: "cancel" }] }, "UNKNOWN_ORDER"],
    [
      "is for an item that is not on the order",
      invoice([line({ item: { ids: [{ scheme: "seller", id: "HM-9" }] } })]),
      {},
      "INVOICE_UNMATCHED",
    ],
    ["is for no line at all", invoice([line({ id: undefined, item: { ids: [] } })]), {}, "INVOICE_UNMATCHED"],
    [
      "is in a unit nobody knows",
      invoice([line({ quantity: { value: "10", unit: "DZN" } })]),
      {},
      "UNKNOWN_UNIT",
    ],
    [
      "asks for a higher price",
      invoice([line({ price: { amount: "5.00", currency: "USD" } })]),
      {},
      "PRICE_VARIANCE",
    ],
    [
      "asks for more than ordered",
      invoice([line({ quantity: { value: "11", unit: "BX" } })]),
      {},
      "QUANTITY_OVER",
    ],
    ["asks for more than is left to invoice", invoice([line()]), one({ invoiced: 4 }), "QUANTITY_OVER"],
    [
      "asks twice for one line",
      invoice([line(), line({ quantity: { value: "1", unit: "BX" } })]),
      {},
      "QUANTITY_OVER",
    ],
    ["has a charge without an account", invoice([line()], { charges: [freight] }), {}, "UNKNOWN_ACCOUNT"],
    [
      "is in another currency than the order",
      invoice([line()]),
      { orders: [{ currency: 2 }] },
      "PRICE_VARIANCE",
    ],
  ])("%s", (_what, document, odoo, code) => {
    expect(codeOf(planOf(document, odoo))).toBe(code);
  });

  test("an invoice that does not add up opens the order it names", () => {
    expect(planOf(invoice([line()], { total: "45.01" }))).toMatchObject({
      exception: { links: [{ model: "purchase.order", id: 12 }] },
    });
  });

  test("a price within the tolerance is billed, with a note", () => {
    const plan = planOf(invoice([line({ price: { amount: "4.55", currency: "USD" } })]));
    expect(billOf(plan)).toMatchObject({ lines: [{ price_unit: "4.55" }], total: "45.50" });
    expect("changes" in plan && plan.changes).toMatchObject([
      { code: "PRICE_VARIANCE", ours: "4.50", theirs: "4.55" },
    ]);
  });

  test("a wrong sum is reported first, before Odoo is read", () => {
    const plan = planOf(invoice([line()], { total: "9.99", orderReference: "P99999" }));
    expect(plan).toMatchObject({
      exception: { code: "OUT_OF_BALANCE", findings: [{ ours: "45.00", theirs: "9.99" }] },
    });
  });
});

describe("an invoice that is in Odoo already", () => {
  const bill = {
    id: 77,
    name: "BILL/2026/11/0001",
    ref: "HM-70012",
    state: "draft",
    invoice_date: "2026-11-25",
  };

  test("is a duplicate, and the exception opens the bill", () => {
    expect(planOf(invoice([line()]), { bills: [bill] })).toMatchObject({
      exception: { code: "INVOICE_DUPLICATE", links: [{ model: "account.move", id: 77 }] },
    });
  });

  test.each([
    ["without a date", { ...bill, invoice_date: null }],
    ["in other letters", { ...bill, ref: "hm-70012 " }],
    ["posted", { ...bill, state: "posted" }],
  ])("%s", (_what, known) => {
    expect(codeOf(planOf(invoice([line()]), { bills: [known] }))).toBe("INVOICE_DUPLICATE");
  });

  test.each([
    ["of another year", { ...bill, invoice_date: "2025-11-25" }],
    ["of a number that only the search finds alike", { ...bill, ref: "HM_70012" }],
  ])("a bill %s is a different one", (_what, known) => {
    expect(codeOf(planOf(invoice([line()]), { bills: [known] }))).toBeNull();
  });

  test("is compared with this vendor's bills that are not cancelled", () => {
    expect(vendorInvoice.reads(invoice([line()]), profile).bills?.domain).toEqual([
      ["move_type", "in", ["in_invoice", "in_refund"]],
      ["state", "!=", "cancel"],
      ["company_id", "=", 1],
      ["partner_id", "child_of", 40],
      ["ref", "=ilike", "HM-70012"],
    ]);
  });
});

describe("the invoiced line", () => {
  const two: OdooSetup = { orders: [{ lines: [{ product: 1001 }, { product: 1002 }] }] };

  test.each<[string, Over, number | string]>([
    ["by the order's line number", { id: "7", orderLineReference: "2", item: { ids: [] } }, 1202],
    ["by item, whatever the invoice's own numbering", { id: "1" }, 1202],
    ["by its own number when it names no item", { id: "2", item: { ids: [] } }, 1202],
    ["by item against a wrong line number", { orderLineReference: "1" }, 1202],
  ])("%s", (_what, over, expected) => {
    expect(billOf(planOf(invoice([line(over)]), two))).toMatchObject({
      lines: [{ order_line_id: expected }],
    });
  });
});

describe("the aggregate", () => {
  test("is that of its order, if it names one", () => {
    expect(vendorInvoice.aggregate(invoice([line()]), profile)).toBe("order/edi-harbor/P00012");
    const alone = { ...invoice([line()]), orderReference: undefined };
    expect(vendorInvoice.aggregate(alone, profile)).toBe("invoice/edi-harbor/HM-70012");
  });
});

describe("money", () => {
  const cents = (max: number) => fc.integer({ min: 1, max }).map((value) => (value / 100).toFixed(2));
  const lines = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 999 }), cents(100_000)).map(([quantity, price]) =>
      line({
        quantity: { value: String(quantity), unit: "BX" },
        price: { amount: price, currency: "USD" },
      }),
    ),
    { minLength: 1, maxLength: 5 },
  );
  const charges = fc.array(
    fc
      .integer({ min: -5000, max: 5000 })
      .map((value) => ({ code: "D240", amount: (value / 100).toFixed(2) })),
    { maxLength: 3 },
  );
  const taxes = fc.array(
    cents(10_000).map((amount) => ({ amount })),
    { maxLength: 2 },
  );
  const lenient = { price_tolerance_percent: 100, price_tolerance_amount: 1_000_000, charge_account_id: 600 };

  test("no bill is created whose total differs from the invoice's", () => {
    fc.assert(
      fc.property(lines, charges, taxes, fc.integer({ min: -2, max: 2 }), (some, charged, taxed, off) => {
        const right = invoice(some, { charges: charged, taxes: taxed });
        const total = new Decimal(right.total).plus(off / 100).toFixed(2);
        const plan = planOf({ ...right, total }, one({ quantity: 1e6 }), lenient);
        expect(codeOf(plan)).toBe(off === 0 ? null : "OUT_OF_BALANCE");
        if (off === 0) expect(amountOf(billOf(plan))).toBe(total);
      }),
    );
  });

  /** The bill that Odoo will create: lines rounded to the cent, charges, taxes. */
  function amountOf(bill: Readonly<Record<string, unknown>>): string {
    const billed = bill.lines as { quantity: string; price_unit: string }[];
    const charged = bill.charges as { amount: string }[];
    const goods = billed.map((each) =>
      new Decimal(each.quantity).times(each.price_unit).toDecimalPlaces(2, Decimal.ROUND_HALF_UP),
    );
    const all = [
      ...goods,
      ...charged.map(({ amount }) => new Decimal(amount)),
      new Decimal(String(bill.tax_total)),
    ];
    return all.reduce((sum, each) => sum.plus(each), new Decimal(0)).toFixed(2);
  }
});
