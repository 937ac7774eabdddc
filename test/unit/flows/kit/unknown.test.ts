import { describe, expect, test } from "vitest";
import { readCrosswalk } from "../../../../sidecar/flows/kit/crosswalk.ts";
import { unknownItem, unknownRecord, unknownUnit } from "../../../../sidecar/flows/kit/unknown.ts";
import { lineMatcher } from "../../../../sidecar/flows/purchasing/order-line-matching.ts";
import { readPurchaseOrders } from "../../../../sidecar/flows/purchasing/read-purchase-orders.ts";
import { outcomeOf } from "../golden.ts";
import { idOf, snapshotOf } from "../northfield.ts";
import { requisitionLine, requisitionOf, requisitionPlan } from "../purchasing/requisitions.ts";

describe("the crosswalk entry that would resolve an unknown item", () => {
  test("uses the sender's own number, with all its identifiers", () => {
    const ids = [
      { scheme: "buyer", id: "NF-9" },
      { scheme: "gtin", id: "09527000010019" },
      { scheme: "seller", id: "HM-9" },
    ];
    expect(unknownItem({ ids, description: "Gloves" })).toEqual({
      unknown: { model: "product.product", scheme: "item", value: "HM-9", name: "Gloves", ids },
    });
  });

  test("uses any number when the preferred ones are missing, and is absent without a number", () => {
    expect(unknownItem({ ids: [{ scheme: "sap", id: "1" }] }).unknown?.value).toBe("1");
    expect(unknownItem({ ids: [] })).toEqual({});
    expect(unknownRecord("res.partner", "supplier", [])).toEqual({});
    expect(unknownUnit("ZZ", new Map()).unknown).toEqual({ model: "uom.uom", scheme: "unit", value: "ZZ" });
  });

  test("resolves it once it is entered", () => {
    const item = { ids: [{ scheme: "seller", id: "HM-99999" }], description: "Gloves" };
    const claim = { label: "1", number: "1", ...item };
    const lines = (crosswalk: readonly (readonly [string, string, string, number])[]) => {
      const snapshot = snapshotOf({ crosswalk });
      return lineMatcher(readPurchaseOrders(snapshot)[0]?.lines ?? [], readCrosswalk(snapshot)).match(claim);
    };
    const asked = lines([]);
    const unknown = "finding" in asked ? asked.finding.unknown : undefined;
    expect(unknown).toMatchObject({ value: "HM-99999", name: "Gloves" });
    const { scheme, value, model } = unknown ?? { scheme: "", value: "", model: "" };
    expect(lines([[scheme, value, model, idOf("NF-1002")]])).toMatchObject({ line: { number: 1 } });
  });

  test("is named for a department, an item and a vendor of a requisition", () => {
    const findings = (plan: ReturnType<typeof requisitionPlan>) =>
      "exception" in plan ? plan.exception.findings.map(({ unknown }) => unknown) : [];
    const strange = requisitionLine({ item: { ids: [{ scheme: "buyer", id: "NO-SUCH" }] } });
    expect(findings(requisitionPlan(requisitionOf([strange])))).toMatchObject([
      { model: "product.product", scheme: "item", value: "NO-SUCH" },
    ]);
    const nowhere = { department: [{ scheme: "department", id: "NOWHERE" }] };
    const nobody = { supplier: [{ scheme: "supplier", id: "NOBODY" }] };
    expect(findings(requisitionPlan(requisitionOf([requisitionLine()], { ...nowhere, ...nobody })))).toEqual([
      { model: "stock.location", scheme: "department", value: "NOWHERE" },
      { model: "res.partner", scheme: "supplier", value: "NOBODY" },
    ]);
  });

  test("does not change the text of the finding", () => {
    const fixture = "06-855-item-that-is-not-on-the-order-waits-for-a-person";
    expect(outcomeOf(fixture).odoo.exchange.says).toEqual([
      "Line 1 refers to an item that is not on the order (vendor item number HM-99999).",
    ]);
  });
});
