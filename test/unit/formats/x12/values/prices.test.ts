import { describe, expect, test } from "vitest";
import { readCode } from "../../../../../sidecar/formats/shared/code-table.ts";
import { priceBasesOfOrders } from "../../../../../sidecar/formats/x12/codes/orders.ts";
import { priceBases } from "../../../../../sidecar/formats/x12/codes/prices.ts";
import { mapInvoice } from "../../../../../sidecar/formats/x12/documents/invoice-810.ts";
import { mapOrderResponse } from "../../../../../sidecar/formats/x12/documents/order-response-855.ts";
import { x12Options } from "../../../../../sidecar/formats/x12/options.ts";
import { writtenPrice } from "../../../../../sidecar/formats/x12/values/prices.ts";
import { inEnglish } from "../../../../support/told.ts";
import { transactionOf } from "../transaction-of.ts";

const answered = (...segments: string[]) => {
  const body = ["BAK*00*AC*P00012*20261120", ...segments, "CTT*1"].join("\n");
  const mapped = mapOrderResponse(transactionOf("855", body), { currency: "USD" });
  return "problem" in mapped ? mapped.problem : mapped.document.lines[0];
};
const invoiced = (...segments: string[]) => {
  const body = ["BIG*20261128*HM-1*20261120*P00012", ...segments, "TDS*4500", "CTT*1"].join("\n");
  const mapped = mapInvoice(transactionOf("810", body), { currency: "USD" });
  return "problem" in mapped ? mapped.problem : mapped.document.lines[0];
};

describe("the price of a line in its unit", () => {
  test.each([
    ["EA", "4.5", "CT", { amount: "4.5" }],
    ["BX", "450", "TC", { amount: "4.5" }],
    ["BX", "45", "PN", { amount: "4.5" }],
    ["BX", "4500", "TM", { amount: "4.5" }],
    ["BX", "450000", "HT", { amount: "4.5" }],
    ["EA", "4.5", "PE", { amount: "4.5" }],
    ["BX", "0.045", "PE", { amount: "0.045", baseQuantity: { value: "1", unit: "C62" } }],
    ["EA", "10", "PD", { amount: "10", baseQuantity: { value: "12", unit: "C62" } }],
    ["DZ", "10", "PD", { amount: "10" }],
    ["TH", "10", "TP", { amount: "10" }],
    ["LB", "1.5", "PP", { amount: "1.5" }],
    ["CA", "1.5", "PP", { amount: "1.5", baseQuantity: { value: "1", unit: "LBR" } }],
    ["FT", "12", "HF", { amount: "0.12" }],
  ])("%s at %s %s", (unit, price, basis, expected) => {
    const line = answered(`PO1*1*10*${unit}*${price}*${basis}*VN*HM-1`, `ACK*IA*10*${unit}`);
    expect(line).toMatchObject({ price: { ...expected, currency: "USD" } });
    if (!("baseQuantity" in expected)) expect(line).not.toHaveProperty("price.baseQuantity");
  });

  test.each([
    ["SR", "the buyer does not pay"],
    ["ES", "ES (estimated)"],
    ["PT", "PT (per ton)"],
    ["QQ", "is QQ, a code of X12 element 639 that Suture does not support."],
  ])("a price on the basis %s becomes an exception", (basis, text) => {
    for (const problem of [
      answered(`PO1*1*10*BX*4.5*${basis}*VN*HM-1`, "ACK*IA*10*BX"),
      invoiced(`IT1*1*10*BX*4.5*${basis}*VN*HM-1`),
    ])
      expect(inEnglish(problem)).toMatchObject({
        code: "UNSUPPORTED_DOCUMENT",
        findings: [{ line: "1", text: expect.stringContaining(text) }],
      });
  });

  test("a price per hundred on a line in dozens is ambiguous", () => {
    expect(answered("PO1*1*10*DZ*450*HP*VN*HM-1", "ACK*IA*10*DZ")).toMatchObject({
      code: "UNSUPPORTED_DOCUMENT",
      findings: [{ line: "1", field: "price" }],
    });
  });

  test("a third of a cent per piece is not lost", () => {
    expect(invoiced("IT1*1*12*EA*10*PD*VN*HM-1")).toMatchObject({
      price: { amount: "10", baseQuantity: { value: "12", unit: "C62" } },
      amount: "10.00",
    });
  });

  test("an invoice price per piece of a box is converted, and per pound of a case is not", () => {
    expect(invoiced("IT1*1*10*BX*4.5*PE*VN*HM-1")).toMatchObject({
      price: { amount: "4.5" },
      amount: "45.00",
    });
    expect(invoiced("IT1*1*10*CA*4.5*PP*VN*HM-1")).toMatchObject({ code: "UNSUPPORTED_DOCUMENT" });
  });
});

describe("the new price of a line (CTP)", () => {
  const po1 = "PO1*1*10*BX*4.50**VN*HM-1";
  const partOf = (...ctps: string[]) => {
    const line = answered(po1, ...ctps, "ACK*IP*10*BX");
    return line && "parts" in line ? line.parts[0] : line;
  };

  test.each([
    ["of a contract", "CTP*HS*CON*4.55"],
    ["of a tier of a contract", "CTP**C07*4.55"],
    ["of no class and no kind", "CTP***4.55"],
    ["in the line's unit", "CTP**CON*4.55*10*BX"],
    ["per hundred", "CTP**CON*455******HP"],
  ])("is used %s", (_what, ctp) => {
    expect(partOf(ctp)).toMatchObject({ price: { amount: "4.55", currency: "USD" } });
  });

  test.each([
    ["of a suggested retail price", "CTP*HS*MSR*9.99"],
    ["of a list price", "CTP**LPR*9.99"],
    ["for those who sell again", "CTP*RS*CON*9.99"],
    ["on the basis of a retail price", "CTP**CON*9.99******RE"],
    ["of what was ordered", "CTP**OPP*4.40"],
  ])("is not used %s", (_what, ctp) => {
    expect(partOf(ctp)).not.toHaveProperty("price");
  });

  test("has its own unit and basis", () => {
    expect(partOf("CTP**CON*455*1*CA")).toMatchObject({
      price: { amount: "455", baseQuantity: { value: "1", unit: "CS" } },
    });
    expect(partOf("CTP**CON*0.0455*1*EA")).toMatchObject({ price: { baseQuantity: { unit: "C62" } } });
  });

  test("has the highest weight of several", () => {
    for (const ctps of [
      ["CTP**CON*4.50", "CTP**CUP*4.60"],
      ["CTP**CUP*4.60", "CTP**CON*4.50"],
      ["CTP***4.40", "CTP**CUP*4.60", "CTP**LPR*9"],
    ])
      expect(partOf(...ctps)).toMatchObject({ price: { amount: "4.6" } });
  });

  test.each([
    ["two of the same weight", ["CTP**CON*4.50", "CTP**ACT*4.60"], "several prices"],
    ["a kind that is not in the table", ["CTP**EST*4.60"], "EST (estimated)"],
    ["a class that is not in the table", ["CTP*QQ*CON*4.60"], "CTP01 of line 1 is QQ"],
    ["a price still to be multiplied", ["CTP**CON*4.60***DIS*0.9"], "DIS (discount multiplier)"],
    [
      "a multiplier of no kind",
      ["CTP**CON*4.58*10*BX**.9"],
      "CTP07 of line 1 modifies the accompanying price",
    ],
    ["a rebate", ["CTP**CON*4.58*****5"], "CTP08 of line 1 modifies the accompanying price"],
    [
      "a price from a quantity on",
      ["CTP**CON*4.55*100*BX"],
      "CTP04 of line 1 is a price for a different quantity",
    ],
  ])("becomes an exception: %s", (_what, ctps, text) => {
    expect(inEnglish(partOf(...ctps))).toMatchObject({
      code: "UNSUPPORTED_DOCUMENT",
      findings: [{ line: "1", text: expect.stringContaining(text) }],
    });
  });

  test("is not read from a charge's loop", () => {
    expect(partOf("SAC*C*D240***100*******06", "CTP**CON*9.99")).not.toHaveProperty("price");
  });
});

describe("the written price of an order", () => {
  test.each([
    ["4.50", "BX", undefined, "4.5", ""],
    ["4.50", "BX", "CT", "4.5", "CT"],
    ["4.50", "BX", "HP", "450", "HP"],
    ["4.50", "BX", "TC", "450", "TC"],
    ["0.012", "C62", "TP", "12", "TP"],
    ["0.00125", "C62", "HT", "125", "HT"],
    ["1.5", "C62", "PD", "18", "PD"],
    ["1.5", "DZN", "PD", "1.5", "PD"],
    ["4.50", "DZN", "HP", "4.5", ""],
    ["4.50", "C62", "PE", "4.5", "PE"],
    ["4.50", "BX", "PE", "4.5", "PE"],
  ])("%s of a %s on the basis %s is %s %s", (price, unit, basis, amount, code) =>
    expect(writtenPrice(price, unit, basis)).toEqual([amount, code]),
  );

  test.each(["PP", "SR", "ES", "ZZ", ""])("is never on the basis %s", (priceBasis) =>
    expect(x12Options.safeParse({ priceBasis }).success).toBe(false),
  );

  test.each(priceBasesOfOrders)("%s, which a connection may choose, has a scale", (basis) =>
    expect(readCode(priceBases, basis)).toMatchObject({
      meaning: { of: expect.stringMatching(/unit|piece/) },
    }),
  );
});
