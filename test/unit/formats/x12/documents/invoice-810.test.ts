import { describe, expect, test } from "vitest";
import type { Invoice } from "../../../../../sidecar/documents/invoice.ts";
import { mapInvoice } from "../../../../../sidecar/formats/x12/documents/invoice-810.ts";
import { transactionOf } from "../transaction-of.ts";

const dollars = { currency: "USD" };
const head = "BIG*20261125*HM-70012*20261120*P00012";

function documentOf(body: string, version?: string): Invoice {
  const mapped = mapInvoice(transactionOf("810", body, version), dollars);
  if ("problem" in mapped) throw new Error(JSON.stringify(mapped.problem));
  return mapped.document;
}

function problemOf(body: string) {
  const mapped = mapInvoice(transactionOf("810", body), dollars);
  if ("document" in mapped) throw new Error("The message became a document.");
  return mapped.problem;
}

describe("810 heading and summary", () => {
  test("number, dates, order, parties, total", () => {
    const body = `
      ${head}
      CUR*SE*USD
      N1*RI*Harbor Medical Supply*91*HARBORMED
      N1*BY*Northfield Health*92*NORTHFIELD
      ITD*01*3*****30
      IT1*1*10*BX*4.5**VN*HM-10041
      TDS*4500
      CTT*1`;
    const expected = {
      type: "Invoice",
      id: "HM-70012",
      issueDate: "2026-11-25",
      dueDate: "2026-12-25",
      currency: "USD",
      orderReference: "P00012",
      seller: { ids: [{ scheme: "seller", id: "HARBORMED" }], name: "Harbor Medical Supply" },
      buyer: { ids: [{ scheme: "buyer", id: "NORTHFIELD" }], name: "Northfield Health" },
      lines: [
        {
          id: "1",
          item: { ids: [{ scheme: "seller", id: "HM-10041" }] },
          quantity: { value: "10", unit: "BX" },
          price: { amount: "4.5", currency: "USD" },
          amount: "45.00",
        },
      ],
      charges: [],
      taxes: [],
      total: "45.00",
      statedLineCount: "1",
    };
    expect(documentOf(body)).toEqual(expected);
    expect(documentOf(body, "005010")).toEqual(expected);
  });

  test("a stated due date takes precedence over days", () => {
    const document = documentOf(`${head}\nITD*01*3****20261231*30\nIT1*1*1*EA*1**VN*HM-1\nTDS*100`);
    expect(document.dueDate).toBe("2026-12-31");
  });

  test("charges add, allowances subtract, and the others do neither", () => {
    const document = documentOf(`
      ${head}
      IT1*1*10*BX*4.5**VN*HM-10041
      TDS*5150
      SAC*C*D240***1250**********Freight
      SAC*A*C310***600**********Volume discount
      SAC*N*F050***999`);
    expect(document.charges).toEqual([
      { code: "D240", description: "Freight", amount: "12.50" },
      { code: "C310", description: "Volume discount", amount: "-6.00" },
    ]);
  });

  test("an allowance with a minus of its own is still an allowance", () => {
    const document = documentOf(`${head}\nIT1*1*10*BX*4.5**VN*HM-1\nTDS*3900\nSAC*A*C310***-600`);
    expect(document.charges).toEqual([{ code: "C310", amount: "-6.00" }]);
  });

  test("a charge by rate and quantity", () => {
    const document = documentOf(
      `${head}\nIT1*1*10*BX*4.5**VN*HM-1\nTDS*5000\nSAC*C*D240****** .5*EA*10`.replace(" ", ""),
    );
    expect(document.charges).toEqual([{ code: "D240", amount: "5.00" }]);
  });

  test("taxes in the summary, with their decimal point", () => {
    const document = documentOf(`${head}\nIT1*1*10*BX*4.5**VN*HM-1\nTDS*4860\nTXI*ST*3.60*8`);
    expect(document.taxes).toEqual([{ code: "ST", percent: "8", amount: "3.6" }]);
  });

  test("taxes of the lines count only when the summary has none", () => {
    const line = "IT1*1*10*BX*4.5**VN*HM-1\nTXI*ST*3.60*8";
    expect(documentOf(`${head}\n${line}\nTDS*4860`).taxes).toHaveLength(1);
    expect(documentOf(`${head}\n${line}\nTDS*4860\nTXI*ST*3.60`).taxes).toEqual([
      { code: "ST", amount: "3.6" },
    ]);
  });

  test.each(["BIG*20261125*CR-1*20261120*P00012***CR", "BIG*20261125*CR-1*20261120*P00012***CN"])(
    "a credit note is not read as an invoice (%s)",
    (big) => {
      expect(problemOf(`${big}\nIT1*1*10*BX*4.5**VN*HM-1\nTDS*4500`).code).toBe("UNSUPPORTED_DOCUMENT");
    },
  );

  test.each(["1", "2", "3", "D"])("BIG09 %s, an action, creates no bill", (action) => {
    const problem = problemOf(`${head}*****${action}\nIT1*1*10*BX*4.5**VN*HM-1\nTDS*4500`);
    expect(problem).toMatchObject({ code: "UNSUPPORTED_DOCUMENT", findings: [{ field: "BIG09" }] });
  });

  test.each([
    ["half of it", "ITD*01*3*****30****50"],
    ["a part on another day", "ITD*01*3*****30**20270115*2250"],
    ["several terms", "ITD*01*3*****30\nITD*01*3*****60"],
    ["a discount where none is given", "ITD*05*3*2**10**30"],
  ])("payment terms for %s become an exception", (_what, itd) => {
    const problem = problemOf(`${head}\n${itd}\nIT1*1*10*BX*4.5**VN*HM-1\nTDS*4500`);
    expect(problem).toMatchObject({ code: "UNSUPPORTED_DOCUMENT", findings: [{ field: "ITD" }] });
  });

  test("payment terms of a line that differ from the heading's become an exception", () => {
    const body = `${head}\nITD*01*3*****30\nIT1*1*10*BX*4.5**VN*HM-1\nITD*01*3*****60\nTDS*4500`;
    expect(problemOf(body).findings[0]?.field).toBe("ITD");
  });

  test.each([
    ["ITD*09*3***********15", "proximo, day 15 of the month"],
    ["ITD*02*3*****10", "10 days, end of month"],
    ["ITD*01*3**********NET 45 DAYS", "NET 45 DAYS"],
    ["ITD*01*1*****30", "30 days from the shipment"],
  ])("payment terms without a date are a text (%s)", (itd, words) => {
    const document = documentOf(`${head}\n${itd}\nIT1*1*10*BX*4.5**VN*HM-1\nTDS*4500`);
    expect(document).toMatchObject({ paymentTerms: words });
    expect(document.dueDate).toBeUndefined();
  });

  test("days from the order, the shipment and the receipt", () => {
    const termed = (...more: string[]) =>
      documentOf(`${head}\n${more.join("\n")}\nIT1*1*10*BX*4.5**VN*HM-1\nTDS*4500`);
    expect(termed("ITD*01*9*****30").dueDate).toBe("2026-12-20");
    expect(termed("ITD*01*1*****30", "DTM*011*20261124").dueDate).toBe("2026-12-24");
    expect(termed("ITD*01*15*****30").netDays).toEqual({ days: 30, from: "goods-receipt" });
    expect(termed("ITD*01*5*****30").netDays).toEqual({ days: 30, from: "invoice-receipt" });
  });

  test("a discount that only the summary states (TDS04)", () => {
    const document = documentOf(`${head}\nIT1*1*10*BX*4.5**VN*HM-1\nTDS*4500*4500*4410*90`);
    expect(document.discounts).toEqual([{ amount: "0.90" }]);
  });

  test("a tax by its rate alone becomes an exception", () => {
    const problem = problemOf(`${head}\nIT1*1*10*BX*4.5**VN*HM-1\nTDS*4500\nTXI*ST**8`);
    expect(problem).toMatchObject({ code: "SCHEMA_INVALID", findings: [{ field: "TXI02" }] });
  });

  test("a negative total is a credit", () => {
    expect(problemOf(`${head}\nIT1*1*-10*BX*4.5**VN*HM-1\nTDS*-4500`).code).toBe("UNSUPPORTED_DOCUMENT");
  });

  test("fewer lines than the sender counts", () => {
    expect(problemOf(`${head}\nIT1*1*10*BX*4.5**VN*HM-1\nTDS*4500\nCTT*3`).findings[0]?.field).toBe("CTT01");
  });
});

describe("810 line", () => {
  const lineOf = (segments: string) => documentOf(`${head}\n${segments}\nTDS*4500`).lines[0];

  test("order and line of the order, as pairs among the item numbers or as references", () => {
    expect(lineOf("IT1*9*10*BX*4.5**VN*HM-1*PO*P00013*PL*3")).toMatchObject({
      id: "9",
      orderReference: "P00013",
      orderLineReference: "3",
      item: { ids: [{ scheme: "seller", id: "HM-1" }] },
    });
    expect(lineOf("IT1**10*BX*4.5**VN*HM-1\nREF*LI*2")).toMatchObject({ orderLineReference: "2" });
  });

  test("line charges are in the line's amount", () => {
    expect(lineOf("IT1*1*3*BX*3.335**VN*HM-1\nSAC*A*C310***50")).toMatchObject({
      amount: "9.51",
      charges: [{ code: "C310", amount: "-0.50" }],
    });
  });

  test("a line without a unit is an exception", () => {
    expect(problemOf(`${head}\nIT1*1*10**4.5**VN*HM-1\nTDS*4500`).code).toBe("UNKNOWN_UNIT");
  });

  test("an ambiguous unit keeps the sender's code, for the crosswalk", () => {
    expect(lineOf("IT1*1*10*CS*4.5**VN*HM-1")?.quantity).toEqual({ value: "10", unit: "x12:CS" });
  });
});
