import { describe, expect, test } from "vitest";
import { inboundX12 } from "../../../../../sidecar/formats/x12/registry.ts";
import { documentOf, reasons } from "../mapped.ts";
import { transactionOf } from "../transaction-of.ts";

const bgn = "BGN*11*824-1*20261201*0915";
const advice = (body: string, version?: string) => documentOf<"ApplicationAdvice">("824", body, version);

describe("824", () => {
  test.each([
    ["TA", "accepted"],
    ["TE", "accepted"],
    ["TC", "accepted-with-changes"],
    ["TR", "rejected"],
    ["GR", "rejected"],
  ])("OTI01 %s is %s", (code, status) => {
    expect(advice(`${bgn}\nOTI*${code}*IV*INV77`)).toMatchObject({ status, errors: [] });
  });

  test("names the document, its control numbers and its order", () => {
    expect(advice(`${bgn}\nOTI*TR*IV*INV77*****7*0001*810\nREF*PO*PO1001`).reference).toEqual({
      documentCode: "810",
      documentReference: "INV77",
      orderReference: "PO1001",
      groupControl: "7",
      documentControl: "0001",
    });
    expect(advice(`${bgn}\nOTI*TR*PO*P00031`).reference).toEqual({ orderReference: "P00031" });
  });

  test("lists the errors with their place, the value and the notes", () => {
    const body = `${bgn}\nOTI*TR*IV*INV77
      TED*024*WRONG PRICE*IT1*5*4*212*12.50\nNTE*INV*ORDERED AT 12.25
      TED*007**BIG\nLM*AX\nLQ*IT*E12`;
    expect(advice(body).errors).toEqual([
      { code: "024", text: "WRONG PRICE ORDERED AT 12.25", location: "IT104", value: "12.50" },
      { code: "007", location: "BIG" },
      { code: "E12" },
    ]);
  });

  test("with several results becomes a document for each", () => {
    const transaction = transactionOf("824", `${bgn}\nOTI*TA*IV*INV77\nOTI*TR*IV*INV78`);
    expect(inboundX12["824"]?.map(transaction, { currency: "USD" })).toMatchObject({
      documents: [
        { status: "accepted", reference: { documentReference: "INV77" } },
        { status: "rejected", reference: { documentReference: "INV78" } },
      ],
    });
  });

  test.each([
    [
      `${bgn}\nOTI*IR*IV*INV77`,
      "OTI01 is IR (item rejected), a code of X12 element 110 that Suture does not support.",
    ],
    [
      `${bgn}\nOTI*TP*IV*INV77`,
      "OTI01 is TP (document partially accepted), a code of X12 element 110 that Suture does not support.",
    ],
    [
      `${bgn}\nOTI*TR*ZZ*INV77`,
      "OTI02 is ZZ (mutually defined), a code of X12 element 128 that Suture does not support.",
    ],
    [
      "BGN*13*824-1*20261201\nOTI*TR*IV*1",
      "BGN01 is 13 (request), a code of X12 element 353 that Suture does not support.",
    ],
    [
      "BGN*11*824-1*20261201*****U\nOTI*TA*IV*1",
      "BGN08 and OTI01 contradict each other: one states an acceptance, the other a rejection.",
    ],
  ])("%s is for a person", (body, text) => {
    expect(reasons("824", body)).toEqual(["UNSUPPORTED_DOCUMENT", text]);
  });

  test("that agrees with the action of the whole is read", () => {
    expect(advice("BGN*11*824-1*20261201*****U\nOTI*TR*IV*1").status).toBe("rejected");
    expect(advice("BGN*11*824-1*20261201*****WQ\nOTI*TE*IV*1").status).toBe("accepted");
  });
});
