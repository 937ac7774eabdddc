import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { documentOf, reasons } from "../mapped.ts";

type Given = { bpr?: string; items: string };
const body = ({ bpr = "C*980*C*ACH", items }: Given) => {
  const [handling, amount, flag, method] = bpr.split("*");
  return `BPR*${handling}*${amount}*${flag}*${method}************20261202
    TRN*1*EFT-2210*1081466849\nDTM*097*20261201
    N1*PR*PRAIRIE MUTUAL*1*081466849\nN1*PE*NORTHFIELD*UL*0614141999996\nENT*1\n${items}`;
};
const advice = (given: Given) => documentOf<"RemittanceAdvice">("820", body(given));

describe("820 heading", () => {
  test("payment, date, payer and payee", () => {
    expect(advice({ items: "RMR*IV*INV1**980*1000*20" })).toMatchObject({
      id: "EFT-2210",
      kind: "payment",
      issueDate: "2026-12-01",
      paymentReference: "EFT-2210",
      paymentOrigin: "1081466849",
      method: "ACH",
      date: "2026-12-02",
      amount: "980",
      currency: "USD",
      payer: { ids: [{ scheme: "duns", id: "081466849" }] },
      payee: { name: "NORTHFIELD" },
      lines: [{ invoiceReference: "INV1", invoiced: "1000", discount: "20", paid: "980" }],
    });
  });

  test.each([
    ["I*980*C*ACH", "notice"],
    ["H*980*C*ACH", "notice"],
    ["C*980*C*NON", "notice"],
    ["U*980*C*CHK", "payment"],
  ])("BPR %s is a %s", (bpr, kind) => {
    expect(advice({ bpr, items: "RMR*IV*INV1**980" }).kind).toBe(kind);
  });

  test.each([
    [
      "P*980*C*ACH",
      "BPR01 is P (prenotification of future transfers), a code of X12 element 305 that Suture does not support.",
    ],
    ["C*980*D*ACH", "BPR03 is D (debit), a code of X12 element 478 that Suture does not support."],
    [
      "C*980*C*ZZZ",
      "BPR04 is ZZZ (mutually defined), a code of X12 element 591 that Suture does not support.",
    ],
  ])("BPR %s is for a person", (bpr, text) => {
    expect(reasons("820", body({ bpr, items: "RMR*IV*INV1**980" }))).toEqual(["UNSUPPORTED_DOCUMENT", text]);
  });
});

describe("820 items", () => {
  test("an adjustment of ADX is negative if it reduces the payment", () => {
    const items = "RMR*IV*INV1**960*1000*20\nREF*PO*P1\nDTM*003*20261101\nADX*-20*06*CM*CM-7\nNTE**DAMAGED";
    expect(advice({ bpr: "C*960*C*ACH", items }).lines).toEqual([
      {
        invoiceReference: "INV1",
        orderReference: "P1",
        invoiceDate: "2026-11-01",
        invoiced: "1000",
        discount: "20",
        adjustments: [{ code: "06", reason: "DAMAGED", adjustmentReference: "CM-7", amount: "20" }],
        paid: "960",
      },
    ]);
  });

  test("an amount paid before adjustments is reduced by them if only then the item adds up", () => {
    const { lines } = advice({ bpr: "C*960*C*ACH", items: "RMR*IV*INV1**980*1000*20\nADX*-20*06" });
    expect(lines[0]).toMatchObject({ paid: "960", adjustments: [{ amount: "20" }] });
  });

  test("interest for late payment adds to the payment", () => {
    const { lines } = advice({ bpr: "C*1010*C*ACH", items: "RMR*IV*INV1**1010*1000**L6*10" });
    expect(lines[0]).toMatchObject({ paid: "1010", adjustments: [{ code: "L6", amount: "-10" }] });
  });

  test("an adjustment of the payment belongs to no item", () => {
    const { adjustments } = advice({ items: "ADX*-20*06*CM*CM-7\nRMR*IV*INV1**1000" });
    expect(adjustments).toEqual([{ code: "06", adjustmentReference: "CM-7", amount: "20" }]);
  });

  test("a credit note is negative", () => {
    expect(advice({ items: "RMR*IV*INV1**1000\nRMR*CM*CM-7**-20" }).lines[1]).toMatchObject({
      kind: "credit-note",
      paid: "-20",
    });
    expect(reasons("820", body({ items: "RMR*IV*INV1**1000\nRMR*CM*CM-7**20" }))).toEqual([
      "SCHEMA_INVALID",
      "The amounts of the credit note CM-7 (RMR) are not negative.",
    ]);
  });

  test.each([
    ["RMR*IV*INV1**979.99", "Amount"],
    ["RMR*IV*INV1**980*1000*19", "line 1, Paid"],
    ["RMR*IV*INV1**1000\nTXP*1*2", "Amount"],
  ])("%s is out of balance", (items, path) => {
    expect(reasons("820", body({ items }))).toEqual(["OUT_OF_BALANCE", expect.stringContaining(path)]);
  });

  test.each([
    [
      "RMR*PO*P1**980",
      "RMR01 of line P1 is PO (purchase order), a code of X12 element 128 that Suture does not support.",
    ],
    [
      "RMR*IV*I1*PO*980",
      "RMR03 of line I1 is PO (payment on account), a code of X12 element 482 that Suture does not support.",
    ],
  ])("%s is for a person", (items, text) => {
    expect(reasons("820", body({ items }))).toEqual(["UNSUPPORTED_DOCUMENT", text]);
  });

  test("any amounts in cents that add up are read, and none that are a cent apart", () => {
    const cents = fc.integer({ min: 1, max: 1_000_000 });
    const text = (amount: number) => (amount / 100).toFixed(2);
    fc.assert(
      fc.property(fc.array(fc.tuple(cents, cents, cents), { minLength: 1, maxLength: 5 }), (rows) => {
        const items = rows.map(
          ([paid, discount, taken], at) =>
            `RMR*IV*INV${at}**${text(paid)}*${text(paid + discount + taken)}*${text(discount)}\nADX*-${text(taken)}*06`,
        );
        const total = rows.reduce((sum, [paid]) => sum + paid, 0);
        const given = (amount: number) => body({ bpr: `C*${text(amount)}*C*ACH`, items: items.join("\n") });
        expect(documentOf<"RemittanceAdvice">("820", given(total)).lines).toHaveLength(rows.length);
        expect(reasons("820", given(total + 1))[0]).toBe("OUT_OF_BALANCE");
      }),
      { numRuns: 40 },
    );
  });
});
