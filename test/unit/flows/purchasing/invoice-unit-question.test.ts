import { describe, expect, test } from "vitest";
import { invoice } from "../../../../sidecar/documents/invoice.ts";
import type { Plan } from "../../../../sidecar/flows/flow.ts";
import { vendorInvoice } from "../../../../sidecar/flows/purchasing/vendor-invoice/flow.ts";
import { inEnglish } from "../english.ts";
import { type OdooSetup, profile, snapshotOf } from "../northfield.ts";

/** An invoice for ten boxes of 100 medium gloves, ordered at 4.50 per box, in the unit `unit`. */
function bill(quantity: string, unit: string, price: string): ReturnType<typeof invoice.parse> {
  const amount = (Number(price) * Number(quantity)).toFixed(2);
  return invoice.parse({
    type: "Invoice",
    id: "HM-1",
    issueDate: "2026-11-25",
    currency: "USD",
    orderReference: "P00012",
    lines: [
      {
        id: "1",
        item: { ids: [{ scheme: "seller", id: "HM-10041" }] },
        quantity: { value: quantity, unit },
        price: { amount: price, currency: "USD" },
        amount,
      },
    ],
    charges: [],
    taxes: [],
    total: amount,
  });
}

const plan = (document: ReturnType<typeof bill>, odoo: OdooSetup = {}): Plan =>
  inEnglish(
    vendorInvoice.plan(document, snapshotOf(odoo), {
      connection: profile,
      policy: vendorInvoice.policy.parse({}),
      today: "2026-11-26",
    }),
  );

describe("an invoice in a unit that does not fit", () => {
  test("asks about the unit instead of offering 450.00 per box", () => {
    expect(plan(bill("10", "EA", "4.50"))).toMatchObject({
      exception: {
        findings: [
          {
            code: "UNKNOWN_UNIT",
            field: "unit",
            unknown: { scheme: "item-unit", value: "HM-10041 C62" },
          },
        ],
      },
    });
    const given = plan(bill("10", "EA", "4.50"));
    expect("exception" in given && given.exception.findings[0]).not.toHaveProperty("acceptable");
  });

  test("is billed in our unit once a person has said so", () => {
    const learned: OdooSetup = { crosswalk: [["item-unit", "HM-10041 C62", "uom.uom", 4]] };
    expect(plan(bill("10", "EA", "4.50"), learned)).toMatchObject({
      operations: [{ arguments: { lines: [{ quantity: "10", price_unit: "4.50" }], total: "45.00" } }],
    });
  });

  test("is not suspected when the price per piece fits", () => {
    expect(plan(bill("1000", "EA", "0.045"))).toMatchObject({ operations: [{ verb: "draft_vendor_bill" }] });
  });
});
