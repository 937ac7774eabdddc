import { describe, expect, test } from "vitest";
import { canonicalDocument } from "../../../sidecar/documents/document.ts";
import { fixtureDocument } from "./document-fixtures.ts";

type Changed = Record<string, unknown>;
const despatch = fixtureDocument("despatch-advice/smallest") as Changed;
const receipt = fixtureDocument("receipt-advice/smallest") as Changed;
const catalogue = fixtureDocument("catalogue/smallest") as Changed;
const inventory = fixtureDocument("inventory-report/smallest") as Changed;
const advice = fixtureDocument("application-advice/smallest") as Changed;
const [despatchLine] = despatch.lines as Changed[];
const [receiptLine] = receipt.lines as Changed[];
const [catalogueLine] = catalogue.lines as Changed[];

describe("a document is refused", () => {
  test.each<[string, Changed, string]>([
    [
      "with a negative shipped quantity",
      { ...despatch, lines: [{ ...despatchLine, quantity: { value: "-1", unit: "BX" } }] },
      "lines.0.quantity.value",
    ],
    ["without lines", { ...despatch, lines: [] }, "lines"],
    [
      "with a package that does not exist",
      { ...despatch, lines: [{ ...despatchLine, packedIn: [{ package: "9" }] }] },
      "lines.0.packedIn.0.package",
    ],
    [
      "with an SSCC of 17 digits",
      { ...despatch, packages: [{ id: "1", kind: "pallet", sscc: "00614141000000001" }] },
      "packages.0.sscc",
    ],
    [
      "with a lot that expires on no day",
      { ...despatch, lines: [{ ...despatchLine, lots: [{ number: "L", expiry: "2027-02-29" }] }] },
      "lines.0.lots.0.expiry",
    ],
    [
      "with a deviation of an unknown kind",
      {
        ...receipt,
        lines: [{ ...receiptLine, deviations: [{ kind: "lost", quantity: { value: "1", unit: "BX" } }] }],
      },
      "lines.0.deviations.0.kind",
    ],
    [
      "with a unit that contains no base units",
      { ...catalogue, lines: [{ ...catalogueLine, units: [{ unit: "CS", factor: "0.00" }] }] },
      "lines.0.units.0.factor",
    ],
    [
      "with an item without a quantity",
      { ...inventory, lines: [{ item: { ids: [] }, quantities: [] }] },
      "lines.0.quantities",
    ],
    ["that names none of our documents", { ...advice, reference: { documentCode: "850" } }, "reference"],
  ])("%s", (_what, document, path) => {
    const issues = canonicalDocument.safeParse(document).error?.issues ?? [];
    expect(issues.map((issue) => issue.path.join("."))).toEqual([path]);
  });

  test("with a value of a shared part of the wrong kind", () => {
    const item = { ids: [{ scheme: "", id: "1" }] };
    expect(canonicalDocument.safeParse({ ...despatch, lines: [{ ...despatchLine, item }] }).success).toBe(
      false,
    );
  });
});
