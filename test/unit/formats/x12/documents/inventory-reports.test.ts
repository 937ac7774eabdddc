import { describe, expect, test } from "vitest";
import { documentOf, reasons } from "../mapped.ts";

const report = (code: string, body: string, version?: string) =>
  documentOf<"InventoryReport">(code, body, version);
const bia = "BIA*00*SI*R-1*20261201";

describe("846", () => {
  test.each(["004010", "005010"])("what is counted, by lot and place, in %s", (version) => {
    const body = `${bia}\nN1*WH*WEST*91*H1\nLIN*1*VN*HM-1*LT*L1\nDTM*036*20280630\nQTY*33*240*CA\nQTY*27*12*CA
      N1*WH*EAST*91*H2\nLIN*2*VN*HM-2\nQTY*17*-3*EA\nDTM*018*20261210\nCTT*2`;
    expect(report("846", body, version)).toEqual({
      type: "InventoryReport",
      id: "R-1",
      kind: "stock",
      issueDate: "2026-12-01",
      place: { ids: [{ scheme: "seller", id: "H1" }], name: "WEST" },
      lines: [
        {
          id: "1",
          item: { ids: [{ scheme: "seller", id: "HM-1" }] },
          place: { ids: [{ scheme: "seller", id: "H2" }], name: "EAST" },
          quantities: [
            {
              kind: "available",
              quantity: { value: "240", unit: "CS" },
              lot: { number: "L1", expiry: "2028-06-30" },
            },
            {
              kind: "committed",
              quantity: { value: "12", unit: "CS" },
              lot: { number: "L1", expiry: "2028-06-30" },
            },
          ],
        },
        {
          id: "2",
          item: { ids: [{ scheme: "seller", id: "HM-2" }] },
          quantities: [{ kind: "on-hand", quantity: { value: "-3", unit: "C62" }, date: "2026-12-10" }],
        },
      ],
      statedLineCount: "2",
    });
  });

  test.each([
    [`${bia}\nLIN*1*VN*H\nQTY*72*5*EA\nCTT*1`, "QTY01 of line 1 is 72 (minimum stock level)"],
    [`${bia}\nLIN*1*VN*H\nQTY*32*5*EA\nCTT*1`, "QTY01 of line 1 is 32 (quantity sold)"],
    ["BIA*00*CO*R-1*20261201\nLIN*1*VN*H\nQTY*33*5*EA\nCTT*1", "BIA02 is CO (consignment movement)"],
    ["BIA*13*SI*R-1*20261201\nLIN*1*VN*H\nQTY*33*5*EA\nCTT*1", "BIA01 is 13 (request)"],
  ])("%s is for a person", (body, text) => {
    expect(reasons("846", body)).toEqual(["UNSUPPORTED_DOCUMENT", expect.stringContaining(text)]);
  });

  test("a quantity without a unit is for a person", () => {
    expect(reasons("846", `${bia}\nLIN*1*VN*H\nQTY*33*5\nCTT*1`)).toEqual([
      "UNKNOWN_UNIT",
      "A quantity of line 1 has no unit.",
    ]);
  });

  test("several lots of a line are for a person", () => {
    expect(reasons("846", `${bia}\nLIN*1*VN*H*LT*L1\nREF*LT*L2\nQTY*33*5*EA\nCTT*1`)[0]).toBe(
      "SCHEMA_INVALID",
    );
  });
});

describe("852", () => {
  const xq = "XQ*H*20261101*20261130";
  const activity = (rest: string) => `${xq}\nN1*RL*CLINIC*92*NF-C\nLIN**VN*HM-1\n${rest}\nCTT*1`;

  test("what was sold, and where the rest is", () => {
    expect(report("852", activity("ZA*QS*120*EA\nZA*QA*48*EA\nSDQ*EA*92*NF-1*20*NF-2*28"))).toMatchObject({
      id: "20261101-20261130",
      kind: "sales",
      issueDate: "2026-11-30",
      startDate: "2026-11-01",
      endDate: "2026-11-30",
      place: { name: "CLINIC" },
      lines: [
        { quantities: [{ kind: "sold", quantity: { value: "120", unit: "C62" } }] },
        {
          place: { ids: [{ scheme: "buyer", id: "NF-1" }] },
          quantities: [{ kind: "available", quantity: { value: "20" } }],
        },
        { place: { ids: [{ scheme: "buyer", id: "NF-2" }] }, quantities: [{ quantity: { value: "28" } }] },
      ],
    });
  });

  test("only stock is a report of stock, and a later release has a number of its own", () => {
    const body = "XQ*H*20261101*20261130*R-9*00\nLIN**VN*HM-1\nZA*QI*5*EA\nCTT*1";
    expect(report("852", body, "005010")).toMatchObject({ id: "R-9", kind: "stock" });
  });

  test("locations that do not add up are for a person", () => {
    expect(reasons("852", activity("ZA*QA*50*EA\nSDQ*EA*92*NF-1*20*NF-2*28"))).toEqual([
      "SCHEMA_INVALID",
      "Line 1 states a quantity of 50, but the quantities of its locations (SDQ) add up to 48.",
    ]);
  });

  test.each([
    ["ZA*QT*5*EA", "ZA01 of line 1 is QT (adjustment of the inventory)"],
    ["ZA*ZZ*5*EA", "ZA01 of line 1 is ZZ,"],
  ])("%s is for a person", (rest, text) => {
    expect(reasons("852", activity(rest))).toEqual(["UNSUPPORTED_DOCUMENT", expect.stringContaining(text)]);
  });
});

describe("867", () => {
  const bpt = "BPT*00*RS-7*20261201*SS\nDTM*090*20261101\nDTM*091*20261130\nN1*DS*HARBOR*UL*0614141000012";
  const sale = (rest: string, ptd = "PTD*SS***IV*INV77") =>
    `${bpt}\n${ptd}\nREF*CT*C-4711\nN1*ST*CLINIC*21*HIN12345\n${rest}\nCTT*1`;

  test("sales and returns with customer, contract, price and lot", () => {
    expect(
      report(
        "867",
        sale("QTY*32*24*CA\nLIN**VN*HM-1*LT*L1\nUIT*CA*12.5*CT\nDTM*003*20261115\nQTY*76*2*CA\nLIN**VN*HM-1"),
      ),
    ).toMatchObject({
      id: "RS-7",
      kind: "sales",
      startDate: "2026-11-01",
      endDate: "2026-11-30",
      lines: [
        {
          place: { ids: [{ scheme: "hin", id: "HIN12345" }], name: "CLINIC" },
          contractReference: "C-4711",
          price: { amount: "12.5", currency: "USD" },
          quantities: [
            {
              kind: "sold",
              quantity: { value: "24", unit: "CS" },
              date: "2026-11-15",
              lot: { number: "L1" },
            },
          ],
        },
        { quantities: [{ kind: "returned", quantity: { value: "2", unit: "CS" } }] },
      ],
    });
  });

  test.each([
    [sale("QTY*39*24*CA\nLIN**VN*HM-1"), "QTY01 of line 1 is 39 (shipped quantity)"],
    [sale("QTY*32*24*CA\nLIN**VN*HM-1", "PTD*IA"), "PTD01 is IA,"],
    [sale("QTY*32*24*CA\nLIN**VN*HM-1").replace("*SS\nDTM", "*QQ\nDTM"), "BPT04 is QQ,"],
  ])("%s is for a person", (body, text) => {
    expect(reasons("867", body)).toEqual(["UNSUPPORTED_DOCUMENT", expect.stringContaining(text)]);
  });
});
