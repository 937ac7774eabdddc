import { describe, expect, test } from "vitest";
import { documentOf, reasons } from "../mapped.ts";

const catalogue = (body: string, version?: string) => documentOf<"Catalogue">("832", body, version);
const item = (rest: string) => `BCT*PC*CAT-1\nLIN*1*VN*HM-1\n${rest}\nCTT*1`;
const prices = (rest: string) => catalogue(item(rest)).lines[0]?.prices;

describe("832", () => {
  test.each(["004010", "005010"])("heading and lines in %s", (version) => {
    const body = `BCT*PC*CAT-1*2\nREF*CT*C-4711\nDTM*097*20261201\nDTM*092*20270101\nDTM*093*20271231\nCUR*SE*EUR
      N1*SE*HARBOR*91*H1\nLIN*1*VN*HM-1*UK*10012345678902\nPID*F****GLOVES
      CTP**CON*12.5*1*CA\nDTM*007*20270201\nLIN*2*VN*HM-2\nCTT*2`;
    expect(catalogue(body, version)).toEqual({
      type: "Catalogue",
      id: "CAT-1",
      kind: "snapshot",
      issueDate: "2026-12-01",
      validFrom: "2027-01-01",
      validUntil: "2027-12-31",
      contractReference: "C-4711",
      seller: { ids: [{ scheme: "seller", id: "H1" }], name: "HARBOR" },
      lines: [
        {
          id: "1",
          item: {
            ids: [
              { scheme: "seller", id: "HM-1" },
              { scheme: "gtin", id: "10012345678902" },
            ],
            description: "GLOVES",
          },
          prices: [
            {
              kind: "contract",
              price: { amount: "12.5", currency: "EUR", baseQuantity: { value: "1", unit: "CS" } },
              validFrom: "2027-02-01",
            },
          ],
        },
        { id: "2", item: { ids: [{ scheme: "seller", id: "HM-2" }] } },
      ],
      statedLineCount: "2",
    });
  });

  test("present and future prices are listed with their days, and tiers are named", () => {
    expect(
      prices(
        `CTP**C03*10*1*EA\nDTM*007*20270101\nDTM*036*20270630\nCTP**C03*11*1*EA\nDTM*007*20270701\nCTP**LPR*20*1*EA`,
      ),
    ).toMatchObject([
      {
        kind: "contract",
        tier: "C03",
        price: { amount: "10" },
        validFrom: "2027-01-01",
        validUntil: "2027-06-30",
      },
      { kind: "contract", tier: "C03", price: { amount: "11" }, validFrom: "2027-07-01" },
      { kind: "list", price: { amount: "20" } },
    ]);
  });

  test("a price per hundred is the price of one, and a price of another class of trade is left out", () => {
    expect(prices("CTP**CON*450*1*EA****HP")).toMatchObject([{ price: { amount: "4.5" } }]);
    expect(prices("CTP*HS*CON*9*1*EA\nCTP*DI*CON*7*1*EA")).toMatchObject([{ price: { amount: "9" } }]);
  });

  test.each([
    ["00", "snapshot", undefined],
    ["04", "changes", "changed"],
    ["02", "changes", "added"],
    ["03", "changes", "deleted"],
  ])("BCT10 %s is a catalogue of %s", (purpose, kind, action) => {
    const read = catalogue(`BCT*PC*CAT-1********${purpose}\nLIN*1*VN*HM-1\nCTT*1`);
    expect([read.kind, read.lines[0]?.action]).toEqual([kind, action]);
  });

  test("a line may state its own action", () => {
    const read = catalogue("BCT*PC*CAT-1********00\nLIN*1*VN*HM-1\nG53*002*A\nLIN*2*VN*HM-2\nCTT*2");
    expect(read.lines.map(({ action }) => action)).toEqual(["deleted", undefined]);
  });

  test.each([
    [
      "CTP**PBQ*9*1*EA",
      "CTP02 of line 1 is PBQ (price from a quantity on), a code of X12 element 236 that Suture does not support.",
    ],
    ["CTP**CON*9*10*EA", "CTP04 of line 1 is a price for a different quantity."],
    ["CTP**CON*9*1*EA*SEL*0.9", expect.stringContaining("CTP06 of line 1 is SEL (selling multiplier)")],
    [
      "CTP**CON*9*1*EA\nSAC*A*D240***500",
      "SAC01 of line 1 modifies the accompanying price. Suture does not calculate such modifications.",
    ],
    [
      "SAC*A*D240***500",
      "SAC01 of line 1 modifies the accompanying price. Suture does not calculate such modifications.",
    ],
    ["N1*BY*OTHER*92*11", "A price of line 1 is for certain parties (N1), which Suture does not support."],
    [
      "G53*024*A",
      "G5301 of line 1 is 024 (cancellation or termination), a code of X12 element 875 that Suture does not support.",
    ],
  ])("%s is for a person", (rest, text) => {
    expect(reasons("832", item(rest))).toEqual(["UNSUPPORTED_DOCUMENT", text]);
  });

  test("a price without a kind and a lost line are for a person", () => {
    expect(reasons("832", item("CTP***9*1*EA"))).toEqual([
      "SCHEMA_INVALID",
      "A price of line 1 does not state its kind (CTP02).",
    ]);
    expect(reasons("832", "BCT*PC*CAT-1\nLIN*1*VN*HM-1\nCTT*2")[0]).toBe("SCHEMA_INVALID");
  });
});
