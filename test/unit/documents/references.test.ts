import { expect, test } from "vitest";
import { referencesOf } from "../../../sidecar/documents/references.ts";
import { fixtureDocument } from "./document-fixtures.ts";

test.each([
  [
    "despatch-advice/everything",
    ["SHP-20261201-8", "P00032", "BOL-5512", "794644790132", "L2612", "SN-0002", "006141410000000036"],
  ],
  ["receipt-advice/everything", ["RC-4411", "SHP-20261201-8", "P00032", "L2611"]],
  ["remittance-advice/everything", ["RA-882", "EFT-2211", "C-5001", "PM-77"]],
  ["catalogue/typical", ["PC-2027-01", "GPO-14"]],
  ["inventory-report/everything", ["SAL-48", "L2611"]],
  ["application-advice/everything", ["824-56", "P00032", "000000113", "P00032-1"]],
])("people find %s by its references", (name, expected) => {
  expect(referencesOf(fixtureDocument(name))).toEqual(expect.arrayContaining(expected));
});

test("nobody finds a remittance advice by a patient's account", () => {
  expect(referencesOf(fixtureDocument("remittance-advice/everything"))).not.toContain("acct-7d1f0a");
});
