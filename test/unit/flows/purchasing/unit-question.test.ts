import { describe, expect, test } from "vitest";
import type { Finding, Plan } from "../../../../sidecar/flows/flow.ts";
import { orderResponse } from "../../../../sidecar/flows/purchasing/order-response/flow.ts";
import type { OdooSetup } from "../northfield.ts";
import { answer, boxes, dollars, line, one, outcome, type Part, pieces, planOf } from "./order-responses.ts";

/** A response to ten boxes of 100 medium gloves at 4.50 per box. */
const stated = (parts: readonly Part[], over = {}) => answer([line(parts, over)]);
const piece = { value: "1", unit: "C62" };
const each = (amount: string) => ({ ...dollars(amount), baseQuantity: piece });
const findingsOf = (plan: Plan): readonly Finding[] => ("exception" in plan ? plan.exception.findings : []);

/** The crosswalk entry by which a person said what a unit of the vendor's item is. */
const learned = (unit: number): OdooSetup => ({
  crosswalk: [["item-unit", "HM-10041 C62", "uom.uom", unit]],
});

describe("a unit that does not fit", () => {
  test.each([
    ["a price per piece that is our price per box", stated([{ price: each("4.60") }], { price: undefined })],
    ["the same on the line", stated([{}], { price: each("5.25") })],
    ["a confirmation of ten pieces", stated([{ quantity: pieces(10) }])],
    ["a confirmation of eight pieces", stated([{ quantity: pieces(8) }])],
    ["the whole line in pieces", stated([{}], { quantity: pieces(10) })],
  ])("%s asks about the unit", (_what, document) => {
    expect(findingsOf(planOf(document))).toMatchObject([
      {
        code: "UNKNOWN_UNIT",
        line: "1",
        field: "unit",
        ours: "Box of 100",
        theirs: "Units",
        unknown: { model: "uom.uom", scheme: "item-unit", value: "HM-10041 C62" },
      },
    ]);
  });

  test("is asked about in words, with both readings", () => {
    const [price] = findingsOf(planOf(stated([{}], { price: each("5.25") })));
    expect(price?.text).toBe(
      "Line 1 (NF-1002 Nitrile exam gloves, medium): the vendor's price is 5.25 per Units, which would be 525.00 per Box of 100 instead of 4.50. Which unit does the vendor mean?",
    );
    const [quantity] = findingsOf(planOf(stated([{ quantity: pieces(8) }])));
    expect(quantity?.text).toBe(
      "Line 1 (NF-1002 Nitrile exam gloves, medium): the vendor states 8 Units, which would be 0.08 Box of 100 of the 10 Box of 100 ordered. Which unit does the vendor mean?",
    );
  });

  test("is our unit once a person has said so, for this item only", () => {
    const document = stated([{ quantity: pieces(8) }]);
    const policy = { quantity_decrease_percent: 20 };
    expect(outcome(planOf(document, learned(4), policy))).toMatchObject({ 1201: { product_qty: 8 } });
    const other = { crosswalk: [["item-unit", "HM-99999 C62", "uom.uom", 4]] } as OdooSetup;
    expect(outcome(planOf(document, other, policy))).toBe("UNKNOWN_UNIT");
  });

  test("is the vendor's unit once a person has said so", () => {
    const document = stated([{ quantity: pieces(10) }]);
    const policy = { quantity_decrease_percent: 0 };
    expect(findingsOf(planOf(document, learned(1), policy))).toMatchObject([{ code: "QUANTITY_SHORT" }]);
    const priced = stated([{}], { price: each("5.25") });
    expect(findingsOf(planOf(priced, learned(1)))).toMatchObject([
      { code: "PRICE_VARIANCE", theirs: "525.00" },
    ]);
  });

  test.each([
    ["the ordered quantity in pieces", stated([{ quantity: pieces(1000) }]), {}],
    ["our price per piece", stated([{}], { price: each("0.045") }), {}],
    ["less, in pieces", stated([{ quantity: pieces(800) }]), { 1201: { product_qty: 8 } }],
    ["a higher price per piece", stated([{}], { price: each("0.0455") }), { 1201: { price_unit: 4.55 } }],
    ["fewer boxes", stated([{ quantity: boxes(9) }]), { 1201: { product_qty: 9 } }],
  ])("is not suspected when %s fits", (_what, document, written) => {
    expect(outcome(planOf(document, one({}), { quantity_decrease_percent: 100 }))).toMatchObject(written);
  });

  test("reads the entries for each item of the response", () => {
    const { crosswalk } = orderResponse.reads(stated([{ quantity: pieces(8) }]), {
      ...{
        code: "edi-harbor",
        name: "",
        kind: "edi",
        environment: "production",
        partnerId: 40,
        companyId: 1,
      },
      ...{ currency: "USD", timeZone: "UTC", identifiers: [], acknowledges: true, acknowledgementHours: 24 },
      ...{ format: { code: "x12", version: "004010", options: {} }, flows: [], policy: {} },
    });
    expect(crosswalk?.domain.at(-1)).toEqual([
      "value",
      "in",
      expect.arrayContaining(["HM-10041 C62", "HM-10041 BX", "C62"]),
    ]);
  });
});
