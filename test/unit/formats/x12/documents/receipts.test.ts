import { describe, expect, test } from "vitest";
import { documentOf, reasons } from "../mapped.ts";

const receipt = (code: string, body: string, version?: string) =>
  documentOf<"ReceiptAdvice">(code, body, version);
const bra = "BRA*RA-5*20261205*00*1";

describe("861", () => {
  test.each(["004010", "005010"])("receipt, order, shipment and lines in %s", (version) => {
    const body = `${bra}\nREF*SI*SH-77\nDTM*050*20261204\nPRF*P00031\nTD5*B*2*UPSN\nN1*ST*CENTRAL*92*C1
      RCD*1*22*CA*2*CA*1*CA*01*3*CA*02\nLIN*1*VN*HM-1*PL*3\nREF*LT*L1\nDTM*036*20280630\nCTT*1`;
    expect(receipt("861", body, version)).toEqual({
      type: "ReceiptAdvice",
      id: "RA-5",
      issueDate: "2026-12-05",
      receivedDate: "2026-12-04",
      orderReference: "P00031",
      despatchReference: "SH-77",
      deliverTo: { ids: [{ scheme: "buyer", id: "C1" }], name: "CENTRAL" },
      carrier: { ids: [{ scheme: "scac", id: "UPSN" }] },
      lines: [
        {
          id: "1",
          orderLineReference: "3",
          item: { ids: [{ scheme: "seller", id: "HM-1" }] },
          received: { value: "22", unit: "CS" },
          deviations: [
            { kind: "rejected", quantity: { value: "2", unit: "CS" } },
            { kind: "damaged", quantity: { value: "1", unit: "CS" }, code: "01" },
            { kind: "short", quantity: { value: "3", unit: "CS" }, code: "02" },
          ],
          lots: [{ number: "L1", expiry: "2028-06-30" }],
        },
      ],
      statedLineCount: "1",
    });
  });

  test("goods in good condition are no deviation", () => {
    const body = `${bra}\nDTM*050*20261204\nRCD*1*22*CA***22*CA*07\nCTT*1`;
    expect(receipt("861", body).lines[0]).not.toHaveProperty("deviations");
  });

  test.each([
    [
      "RCD*1*22*CA***2*CA*05",
      "UNSUPPORTED_DOCUMENT",
      "RCD08 of line 1 is 05 (incorrect product), a code of X12 element 412 that Suture does not support.",
    ],
    [
      "RCD*1*22*CA***2*CA",
      "SCHEMA_INVALID",
      "RCD08 of line 1 is missing, so the condition of a quantity in question is not stated.",
    ],
    ["RCD*1*-1*CA", "SCHEMA_INVALID", "The quantity of line 1 (RCD02) is negative."],
    ["RCD*1", "SCHEMA_INVALID", "Line 1 has no quantity (RCD02)."],
  ])("%s is for a person", (rcd, code, text) => {
    const [found, first] = reasons("861", `${bra}\nDTM*050*20261204\n${rcd}\nCTT*1`);
    expect([found, first]).toEqual([code, text]);
  });

  test.each([
    ["BRA*RA-5*20261205*00*3", "BRA04 is 3,"],
    ["BRA*RA-5*20261205*06*1", "BRA03 is 06 (confirmation)"],
    ["BRA*RA-5*20261205*00*1**01", "BRA06 is 01 (damaged product or container)"],
    ["BRA*RA-5*20261205*00*1***RU", "BRA07 is RU,"],
  ])("%s is for a person", (head, text) => {
    expect(reasons("861", `${head}\nDTM*050*20261204\nRCD*1*1*EA\nCTT*1`)).toEqual([
      "UNSUPPORTED_DOCUMENT",
      expect.stringContaining(text),
    ]);
  });
});

describe("944", () => {
  const w17 = "W17*F*20261204*WR-1*DO-1*SH-77\nN1*WH*WEST*91*H1\nW08*M*UPSN";
  const item = "W07*22*CA**VN*HM-1*LT*L1*WAREHOUSE-9\nG69*GLOVES\nN9*LI*3\nW13*2*CA*01";

  test.each([
    ["004010", `${w17}\n${item}\nW14*22`],
    ["005010", `${w17}\nLX*1\n${item}\nW14*22`],
  ])("receipt of a warehouse in %s", (version, body) => {
    expect(receipt("944", body, version)).toEqual({
      type: "ReceiptAdvice",
      id: "WR-1",
      issueDate: "2026-12-04",
      receivedDate: "2026-12-04",
      orderReference: "DO-1",
      despatchReference: "SH-77",
      deliverTo: { ids: [{ scheme: "seller", id: "H1" }], name: "WEST" },
      carrier: { ids: [{ scheme: "scac", id: "UPSN" }] },
      lines: [
        {
          orderLineReference: "3",
          item: { ids: [{ scheme: "seller", id: "HM-1" }], description: "GLOVES" },
          received: { value: "22", unit: "CS" },
          deviations: [{ kind: "damaged", quantity: { value: "2", unit: "CS" }, code: "01" }],
          lots: [{ number: "L1" }],
        },
      ],
    });
  });

  test("a total that differs and a report of something else are for a person", () => {
    expect(reasons("944", `${w17}\n${item}\nW14*23`)).toEqual([
      "SCHEMA_INVALID",
      "The message states a total quantity of 23 (W1401), but its quantities add up to 22.",
    ]);
    expect(reasons("944", `${w17}\n${item}\nW14*22`.replace("W17*F", "W17*A"))).toEqual([
      "UNSUPPORTED_DOCUMENT",
      "W1701 is A (inventory adjustment), a code of X12 element 514 that Suture does not support.",
    ]);
  });
});

describe("945", () => {
  const shipment = (body: string, version?: string) => documentOf<"DespatchAdvice">("945", body, version);
  const head =
    "W06*F*DO-1*20261201*SH-77**P00031\nN1*ST*CLINIC*92*NF-C\nN9*BM*BOL-1\nG62*17*20261203\nW27*M*UPSN";

  test.each(["004010", "005010"])("shipment of a warehouse by package in %s", (version) => {
    const body = `${head}\nLX*1\nMAN*GM*00006141410000000012\nW12*CC*24*24**CA**VN*HM-1*LOC9\nG69*GLOVES\nN9*LI*1\nN9*LT*L1
      LS*LX\nLX*1\nN9*SE*S-1\nLE*LX\nLX*2\nW12*BO*10*6*4*EA*614141234561\nN9*LI*2`;
    expect(shipment(body, version)).toMatchObject({
      id: "SH-77",
      issueDate: "2026-12-01",
      shippedDate: "2026-12-01",
      estimatedDate: "2026-12-03",
      orderReference: "P00031",
      billOfLading: "BOL-1",
      packages: [{ kind: "other", sscc: "006141410000000012" }],
      lines: [
        {
          orderLineReference: "1",
          item: { ids: [{ scheme: "seller", id: "HM-1" }], description: "GLOVES" },
          quantity: { value: "24", unit: "CS" },
          lots: [{ number: "L1", serials: ["S-1"] }],
          packedIn: [{}],
        },
        {
          quantity: { value: "6", unit: "C62" },
          orderedQuantity: { value: "10", unit: "C62" },
          openQuantity: { value: "4", unit: "C62" },
          rest: "backordered",
        },
      ],
    });
  });

  test.each([
    [`${head}\nLX*1\nW12*CS*1*1**EA**VN*H`, "W1201 of line 1 is CS (complete with substitution)"],
    [`${head.replace("W06*F", "W06*C")}\nLX*1\nW12*CC*1*1**EA**VN*H`, "W0601 is C (customer return)"],
    [`${head}\nG62*99*20261203\nLX*1\nW12*CC*1*1**EA**VN*H`.replace("\nG62*17*20261203", ""), "G6201 is 99,"],
  ])("%s is for a person", (body, text) => {
    expect(reasons("945", body)).toEqual(["UNSUPPORTED_DOCUMENT", expect.stringContaining(text)]);
  });
});
