import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readX12 } from "../../../../../sidecar/codecs/x12/read.ts";
import type { OrderResponse } from "../../../../../sidecar/documents/order-response.ts";
import { mapOrderChangeResponse } from "../../../../../sidecar/formats/x12/documents/order-response-865.ts";
import { inboundX12 } from "../../../../../sidecar/formats/x12/registry.ts";
import { inEnglish } from "../../../../support/told.ts";
import { fixtures } from "../../../flows/golden.ts";
import { transactionOf } from "../transaction-of.ts";

const dollars = { currency: "USD" };
const head = "BCA*06*AC*P00012**1*20261120***SO-9001*20261122*20261121";

function documentOf(body: string, version?: string): OrderResponse {
  const transaction = transactionOf("865", body, version);
  expect(transaction.issues).toEqual([]);
  const mapped = mapOrderChangeResponse(transaction, dollars);
  if ("problem" in mapped) throw new Error(JSON.stringify(mapped.problem));
  return mapped.document;
}

function problemOf(body: string) {
  const mapped = mapOrderChangeResponse(transactionOf("865", body), dollars);
  if ("document" in mapped) throw new Error("The message became a document.");
  return inEnglish(mapped.problem) as typeof mapped.problem;
}

const partsOf = (segments: string) => documentOf(`${head}\n${segments}\nCTT*1`).lines[0]?.parts;

describe("865 heading", () => {
  test("order, change, seller's number and date", () => {
    expect(documentOf(`${head}\nPOC*1*NC\nCTT*1`)).toMatchObject({
      type: "OrderResponse",
      id: "P00012",
      orderReference: "P00012",
      respondsTo: "change",
      changeSequence: 1,
      sellerReference: "SO-9001",
      issueDate: "2026-11-22",
      response: "detail",
    });
  });

  test.each([
    ["00", "AC", "1", "change", "detail"],
    ["06", "AK", "0012", "change", "accepted"],
    ["11", "RJ", "2", "change", "rejected"],
    ["06", "AT", "", "change", "accepted"],
    ["04", "AC", "1", "change", "detail"],
    ["04", "AC", "", "nothing", "detail"],
    ["05", "", "", "nothing", "detail"],
    ["13", "AC", "", "nothing", "detail"],
    ["19", "", "7", "nothing", "detail"],
    ["01", "AT", "2", "cancellation", "accepted"],
    ["01", "RJ", "", "cancellation", "rejected"],
    ["01", "", "", "nothing", "rejected"],
  ])(
    "BCA01 %s, BCA02 %s and BCA05 %s: responds to %s, %s",
    (purpose, type, sequence, respondsTo, response) => {
      const document = documentOf(`BCA*${purpose}*${type}*P00012**${sequence}*20261120\nPOC*1*NC\nCTT*1`);
      expect(document).toMatchObject({ respondsTo, response });
      expect(document.changeSequence).toBe(
        sequence === "" || respondsTo === "nothing" ? undefined : Number(sequence),
      );
    },
  );

  test.each([
    [
      "BCA*44*AC*P00012***20261120",
      "BCA01 is 44 (rejection), a code of X12 element 353 that Suture does not support.",
    ],
    [
      "BCA*17*AC*P00012***20261120",
      "BCA01 is 17 (cancelled, to be reissued), a code of X12 element 353 that Suture does not support.",
    ],
    [
      "BCA*06*AH*P00012***20261120",
      "BCA02 is AH (acknowledged, on hold), a code of X12 element 587 that Suture does not support.",
    ],
  ])("%s is for a person", (bca, text) => {
    const { code, findings } = problemOf(`${bca}\nPOC*1*NC\nCTT*1`);
    expect(code).toBe("UNSUPPORTED_DOCUMENT");
    expect(findings.map((each) => each.text)).toContain(text);
  });

  test("a number that is none of our changes is for a person", () => {
    const { code, findings } = problemOf("BCA*06*AT*P00012**REV-A*20261120");
    expect([code, findings[0]?.field]).toEqual(["SCHEMA_INVALID", "BCA05"]);
    expect(problemOf("BCA*06*AT*P00012**0*20261120").code).toBe("SCHEMA_INVALID");
  });

  test("without a response and without lines, it says nothing", () => {
    expect(problemOf("BCA*19**P00012***20261120").code).toBe("SCHEMA_INVALID");
  });
});

describe("865 lines", () => {
  test("an ACK says what happens, and POC02 only repeats the change", () => {
    expect(
      partsOf(`
      POC*1*QI*50*50*BX*4.5**VN*HM-10041
      ACK*IA*40*BX*067*20261201
      ACK*IB*10*BX*067*20261210`),
    ).toEqual([
      {
        status: "accepted",
        quantity: { value: "40", unit: "BX" },
        date: "2026-12-01",
        dateMeaning: "delivery",
      },
      {
        status: "backordered",
        quantity: { value: "10", unit: "BX" },
        date: "2026-12-10",
        dateMeaning: "delivery",
      },
    ]);
  });

  test.each([
    ["AI", "accepted"],
    ["NC", "accepted"],
    ["QD", "quantity-changed"],
    ["QI", "quantity-changed"],
    ["PC", "price-changed"],
    ["RS", "date-changed"],
    ["CT", "date-changed"],
    ["RB", "date-changed"],
    ["CA", "changed"],
    ["MU", "changed"],
    ["PQ", "changed"],
    ["PR", "changed"],
    ["RQ", "changed"],
    ["RZ", "changed"],
    ["DI", "rejected"],
    ["RC", "rejected"],
    ["RE", "substituted"],
    ["RM", "substituted"],
  ])("without an ACK, POC02 %s is %s", (code, status) => {
    expect(partsOf(`POC*1*${code}*8*8*BX*4.5**VN*HM-10041`)).toEqual([{ status }]);
  });

  test.each(["AA", "CB", "CC", "CE", "CF", "CG", "OA", "RA", "TI"])("POC02 %s is for a person", (code) => {
    const { code: reason, findings } = problemOf(`${head}\nPOC*1*${code}*8*8*BX\nACK*IA*8*BX\nCTT*1`);
    expect(reason).toBe("UNSUPPORTED_DOCUMENT");
    expect(findings).toMatchObject([{ line: "1", field: "POC02" }]);
  });

  test.each([
    ["ACK*XX*8*BX", "ACK01"],
    ["ACK*IA*8*BX*999*20261201", "ACK04"],
  ])("%s is for a person, as in an 855", (ack, field) => {
    const { code, findings } = problemOf(`${head}\nPOC*1*NC*8*8*BX\n${ack}\nCTT*1`);
    expect([code, findings[0]?.field]).toEqual(["UNSUPPORTED_DOCUMENT", field]);
  });

  test("the values of the line are read from their own places", () => {
    expect(documentOf(`${head}\nPOC*7*PC*10*4*BX*45*HP*VN*HM-10041\nCTT*1`).lines).toEqual([
      {
        id: "7",
        item: { ids: [{ scheme: "seller", id: "HM-10041" }] },
        quantity: { value: "10", unit: "BX" },
        price: expect.objectContaining({ amount: expect.any(String), currency: "USD" }),
        parts: [{ status: "price-changed" }],
      },
    ]);
  });

  test("a new date is that of the line, and schedules are portions", () => {
    expect(partsOf("POC*1*RS*10*10*BX***VN*HM-10041\nDTM*067*20261204")).toEqual([
      { status: "date-changed", date: "2026-12-04", dateMeaning: "delivery" },
    ]);
    expect(partsOf("POC*1*RS*10*10*BX\nSCH*4*BX***067*20261201\nSCH*6*BX***067*20261208")).toMatchObject([
      { status: "accepted", quantity: { value: "4" }, date: "2026-12-01" },
      { status: "accepted", quantity: { value: "6" }, date: "2026-12-08" },
    ]);
    expect(partsOf("POC*1*DI*10*10*BX\nSCH*4*BX***067*20261201")).toEqual([{ status: "rejected" }]);
  });

  test("005010 is read like 004010", () => {
    const body = `${head}\nPOC*1*QD*8*8*BX*4.5**VN*HM-10041\nN9*L1*NOTE\nMTX**Less in stock\nCTT*1`;
    expect(documentOf(body, "005010").lines[0]?.parts).toEqual([{ status: "quantity-changed" }]);
  });

  test("a quantity without what is left to receive is an error of the segment (C030405)", () => {
    const { issues } = transactionOf("865", `${head}\nPOC*1*QD*8\nCTT*1`);
    expect(issues.map(({ ack }) => ack)).toContain("2");
  });
});

describe("865 with bad bytes", () => {
  const bytes = readFileSync(join(fixtures, "120-865-accepted-change-promises-a-day", "message.x12"));
  const mapAll = (given: Uint8Array) =>
    readX12(given)
      .flatMap(({ groups }) => groups)
      .flatMap(({ transactions }) => transactions)
      .map((transaction) => inboundX12[transaction.code]?.map(transaction, dollars));

  test("no cut and no wrong byte makes the mapper throw", () => {
    for (let end = 0; end < bytes.length; end++) mapAll(bytes.subarray(0, end));
    for (let at = 0; at < bytes.length; at++) for (const wrong of [0x2a, 0xff]) mapAll(bytes.with(at, wrong));
    expect(mapAll(bytes)).toHaveLength(1);
  });
});
