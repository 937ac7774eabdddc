import { describe, expect, test } from "vitest";
import type { OrderResponse } from "../../../../../sidecar/documents/order-response.ts";
import { mapOrderResponse } from "../../../../../sidecar/formats/x12/documents/order-response-855.ts";
import { inEnglish } from "../../../../support/told.ts";
import { transactionOf } from "../transaction-of.ts";

const dollars = { currency: "USD" };
const head = "BAK*00*AC*P00012*20261120****SO-9001*20261121";

function documentOf(body: string, version?: string): OrderResponse {
  const mapped = mapOrderResponse(transactionOf("855", body, version), dollars);
  if ("problem" in mapped) throw new Error(JSON.stringify(mapped.problem));
  return mapped.document;
}

function problemOf(body: string) {
  const mapped = mapOrderResponse(transactionOf("855", body), dollars);
  if ("document" in mapped) throw new Error("The message became a document.");
  return mapped.problem;
}

const lineOf = (segments: string) => documentOf(`${head}\n${segments}\nCTT*1`).lines[0];

describe("855 heading", () => {
  test("order, seller's number, date and parties", () => {
    const document = documentOf(`
      ${head}
      CUR*SE*CAD
      DTM*067*20261201
      N1*BY*Northfield Health*92*NORTHFIELD
      N1*SE*Harbor Medical Supply*91*HARBORMED
      N3*5 Quay Street
      N4*Duluth*MN*55802*US
      PO1*1*10*BX*4.50**VN*HM-10041
      ACK*IA*10*BX
      CTT*1`);
    expect(document).toMatchObject({
      type: "OrderResponse",
      id: "P00012",
      orderReference: "P00012",
      sellerReference: "SO-9001",
      issueDate: "2026-11-21",
      response: "detail",
      currency: "CAD",
      date: "2026-12-01",
      buyer: { ids: [{ scheme: "buyer", id: "NORTHFIELD" }], name: "Northfield Health" },
      seller: {
        ids: [{ scheme: "seller", id: "HARBORMED" }],
        name: "Harbor Medical Supply",
        address: {
          lines: ["5 Quay Street"],
          city: "Duluth",
          region: "MN",
          postalCode: "55802",
          country: "US",
        },
      },
      statedLineCount: "1",
    });
    expect(document.lines[0]?.price).toEqual({ amount: "4.5", currency: "CAD" });
  });

  test.each([
    ["AT", "accepted"],
    ["AK", "accepted"],
    ["AC", "detail"],
    ["AD", "detail"],
    ["AE", "detail"],
    ["RJ", "rejected"],
    ["RD", "rejected"],
  ])("BAK02 %s: the order is %s", (code, response) => {
    expect(documentOf(`BAK*00*${code}*P00012*20261120`).response).toBe(response);
  });

  test.each([
    ["AH", "00"],
    ["AP", "00"],
    ["AT", "01"],
  ])("BAK02 %s with BAK01 %s becomes an exception", (type, purpose) => {
    expect(problemOf(`BAK*${purpose}*${type}*P00012*20261120`).code).toBe("UNSUPPORTED_DOCUMENT");
  });

  test("no currency in the message: prices are in the agreed one, and none is stated", () => {
    const document = documentOf(`${head}\nPO1*1*10*BX*4.50**VN*HM-10041\nCTT*1`);
    expect(document.currency).toBeUndefined();
    expect(document.lines[0]?.price?.currency).toBe("USD");
  });

  test("AE names exceptions alone, AC and AD every line", () => {
    expect(documentOf("BAK*00*AE*P00012*20261120").onlyExceptions).toBe(true);
    expect(documentOf("BAK*00*AC*P00012*20261120").onlyExceptions).toBeUndefined();
  });

  test.each(["CUR*SE*CAD", "CTP**CON*4.55\nCUR*SE*CAD"])(
    "a line in another currency than the document becomes an exception (%s)",
    (segments) => {
      const problem = problemOf(`${head}\nPO1*1*10*BX*4.50**VN*HM-1\n${segments}\nACK*IA*10*BX\nCTT*1`);
      expect(problem).toMatchObject({ code: "PRICE_VARIANCE", findings: [{ line: "1", field: "currency" }] });
    },
  );

  test("taxes and payment terms of an order response are read", () => {
    const document = documentOf(
      `${head}\nITD*01*3*****5\nPO1*1*10*BX*4.50**VN*HM-1\nTXI*ST*3.33*8\nACK*IA*10*BX\nCTT*1`,
    );
    expect(document.paymentTerms).toBe("5 days from the invoice's date");
    expect(document.lines[0]?.charges).toEqual([{ code: "ST", description: "Tax", amount: "3.33" }]);
  });

  test("a price in the heading belongs to no line", () => {
    const problem = problemOf(`${head}\nCTP**CON*4.58\nPO1*1*10*BX*4.50**VN*HM-1\nCTT*1`);
    expect(problem).toMatchObject({ code: "UNSUPPORTED_DOCUMENT", findings: [{ field: "price" }] });
  });

  test("fewer lines than the sender counts", () => {
    const problem = problemOf(`${head}\nPO1*1*10*BX*4.50**VN*HM-10041\nCTT*2`);
    expect(problem.code).toBe("SCHEMA_INVALID");
    expect(problem.findings[0]?.field).toBe("CTT01");
  });

  test("version 5010 reads the same", () => {
    const body = `${head}\nPO1*1*10*BX*4.50**VN*HM-10041\nACK*IA*10*BX*068*20261201\nCTT*1`;
    expect(documentOf(body, "005010")).toEqual(documentOf(body, "004010"));
  });
});

describe("855 line", () => {
  test("item numbers are found in any order and after gaps", () => {
    expect(lineOf("PO1*7*10*BX*4.50**BP*NF-1002*VN*HM-10041*UK*19527000010023")).toMatchObject({
      id: "7",
      item: {
        ids: [
          { scheme: "buyer", id: "NF-1002" },
          { scheme: "seller", id: "HM-10041" },
          { scheme: "gtin", id: "19527000010023" },
        ],
      },
      quantity: { value: "10", unit: "BX" },
      price: { amount: "4.5", currency: "USD" },
    });
  });

  test("a price per hundred is converted to one unit", () => {
    expect(lineOf("PO1*1*500*EA*12.5*HP*VN*HM-1")?.price?.amount).toBe("0.125");
  });

  test.each([
    ["IA", "accepted"],
    ["AR", "accepted"],
    ["IB", "backordered"],
    ["IH", "backordered"],
    ["IC", "changed"],
    ["IP", "price-changed"],
    ["IE", "price-changed"],
    ["IQ", "quantity-changed"],
    ["DR", "date-changed"],
    ["IS", "substituted"],
    ["IR", "rejected"],
    ["R3", "rejected"],
    ["BP", "partial"],
  ])("ACK01 %s is %s", (code, status) => {
    expect(lineOf(`PO1*1*10*BX*4.50**VN*HM-1\nACK*${code}*10*BX`)?.parts).toMatchObject([{ status }]);
  });

  test.each(["IB", "DR", "IR", "IS", "IP", "R7"])("%s of 0 concerns the whole line", (code) => {
    expect(lineOf(`PO1*1*10*BX*4.50**VN*HM-1\nACK*${code}*0*BX`)?.parts[0]).not.toHaveProperty("quantity");
  });

  test.each(["IA", "IQ", "BP"])("%s of 0 is ignored", (code) => {
    expect(lineOf(`PO1*1*10*BX*4.50**VN*HM-1\nACK*${code}*0*BX`)?.parts).toMatchObject([
      { quantity: { value: "0", unit: "BX" } },
    ]);
  });

  test.each(["RS", "ZZ", "QQ"])("an unknown status is named (%s)", (code) => {
    const problem = problemOf(`${head}\nPO1*1*10*BX*4.50**VN*HM-1\nACK*${code}*10*BX\nCTT*1`);
    expect(problem).toMatchObject({
      code: "UNSUPPORTED_DOCUMENT",
      findings: [{ line: "1", field: "ACK01" }],
    });
    expect(inEnglish(problem.findings[0]?.text)).toContain(`ACK01 of line 1 is ${code}`);
  });

  test.each(["R5", "R6", "R7", "R8"])("%s, reorder otherwise, is a rejection", (code) => {
    expect(lineOf(`PO1*1*10*BX*4.50**VN*HM-1\nACK*${code}*10*BX`)?.parts).toMatchObject([
      { status: "rejected" },
    ]);
  });

  test("two ACK segments are two parts, each with its own quantity and date", () => {
    const line = lineOf(`
      PO1*1*10*BX*4.50**VN*HM-1
      ACK*IA*6*BX*068*20261201
      ACK*IB*4*BX*067*20261208`);
    expect(line?.parts).toEqual([
      { status: "accepted", quantity: { value: "6", unit: "BX" }, date: "2026-12-01", dateMeaning: "ship" },
      {
        status: "backordered",
        quantity: { value: "4", unit: "BX" },
        date: "2026-12-08",
        dateMeaning: "delivery",
      },
    ]);
  });

  test("a date in a DTM after its ACK", () => {
    const line = lineOf(
      "PO1*1*10*BX*4.50**VN*HM-1\nACK*IA*6*BX\nDTM*067*20261201\nACK*IB*4*BX\nDTM*067*20261208",
    );
    expect(line?.parts.map(({ date }) => date)).toEqual(["2026-12-01", "2026-12-08"]);
  });

  test("the line's own DTM dates the shipped part, not a backorder next to it", () => {
    const line = lineOf("PO1*1*10*BX*4.50**VN*HM-1\nDTM*067*20261201\nACK*IA*6*BX\nACK*IB*4*BX");
    expect(line?.parts.map(({ date }) => date)).toEqual(["2026-12-01", undefined]);
  });

  test("the line's own DTM dates a single backorder", () => {
    expect(lineOf("PO1*1*10*BX*4.50**VN*HM-1\nDTM*067*20261215\nACK*IB*10*BX")?.parts[0]?.date).toBe(
      "2026-12-15",
    );
  });

  test("a date without ACK means an accepted line", () => {
    expect(lineOf("PO1*1*10*BX*4.50**VN*HM-1\nDTM*067*20261201")?.parts).toEqual([
      { status: "accepted", date: "2026-12-01", dateMeaning: "delivery" },
    ]);
  });

  test("schedules without ACK are accepted portions", () => {
    const line = lineOf("PO1*1*10*BX*4.50**VN*HM-1\nSCH*6*BX***068*20261201\nSCH*4*BX***068*20261208");
    expect(line?.parts).toEqual([
      { status: "accepted", quantity: { value: "6", unit: "BX" }, date: "2026-12-01", dateMeaning: "ship" },
      { status: "accepted", quantity: { value: "4", unit: "BX" }, date: "2026-12-08", dateMeaning: "ship" },
    ]);
  });

  test("an ACK quantity without a unit is in the line's unit", () => {
    expect(lineOf("PO1*1*10*BX*4.50**VN*HM-1\nACK*DR***067*20261201")?.parts).toEqual([
      { status: "date-changed", date: "2026-12-01", dateMeaning: "delivery" },
    ]);
  });

  test("the substitute's numbers do not replace the line's", () => {
    expect(lineOf("PO1*1*10*BX*4.50**VN*HM-1\nACK*IS*10*BX****VN*HM-2*MG*ACME-7")).toMatchObject({
      item: { ids: [{ scheme: "seller", id: "HM-1" }] },
      parts: [
        {
          status: "substituted",
          substitute: {
            ids: [
              { scheme: "seller", id: "HM-2" },
              { scheme: "maker", id: "ACME-7" },
            ],
          },
        },
      ],
    });
  });

  test("an ACK with another item offers that item, whatever its status", () => {
    expect(lineOf("PO1*1*10*BX*4.50**VN*HM-1\nACK*IA*10*BX****VN*HM-99999")?.parts).toMatchObject([
      { status: "substituted", substitute: { ids: [{ scheme: "seller", id: "HM-99999" }] } },
    ]);
    expect(lineOf("PO1*1*10*BX*4.50**VN*HM-1\nACK*IA*10*BX****MG*ACME-7")?.parts).toMatchObject([
      { status: "accepted" },
    ]);
  });

  test("a pending price is open, whatever is stated", () => {
    expect(lineOf("PO1*1*10*BX*4.50**VN*HM-1\nACK*IE*10*BX")?.parts).toMatchObject([
      { status: "price-changed", pricePending: true },
    ]);
  });

  test("a new price in CTP belongs to the price change", () => {
    expect(lineOf("PO1*1*25*EA*9.5*CT*VN*HM-1\nCTP**CAT*9*1*EA\nACK*IP*25*EA")?.parts[0]?.price).toEqual({
      amount: "9",
      currency: "USD",
    });
  });

  test("an ambiguous unit keeps the sender's code, for the crosswalk", () => {
    const document = documentOf(`${head}\nPO1*1*10*CS*4.50**VN*HM-1\nPO1*2*10*UN*4.50**VN*HM-2\nCTT*2`);
    expect(document.lines.map(({ quantity }) => quantity?.unit)).toEqual(["x12:CS", "x12:UN"]);
  });

  test("an impossible date is not passed on", () => {
    const problem = problemOf(`${head}\nPO1*1*10*BX*4.50**VN*HM-1\nACK*IA*10*BX*068*20260230\nCTT*1`);
    expect(problem).toMatchObject({ code: "SCHEMA_INVALID", findings: [{ line: "1", field: "ACK05" }] });
    expect(JSON.stringify(problem)).not.toContain("20260230");
  });
});
