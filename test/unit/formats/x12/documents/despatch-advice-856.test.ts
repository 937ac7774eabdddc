import { describe, expect, test } from "vitest";
import { documentOf, problemOf, reasons } from "../mapped.ts";

const bsn = "BSN*00*SH-77*20261201*0915*0001";
const advice = (body: string, version?: string) => documentOf<"DespatchAdvice">("856", body, version);
const SSCC = "006141410000000012";
const OTHER = "006141410000000029";
const item = (id: string, parent: string, lin = "LIN*1*VN*HM-1", sn1 = "SN1**24*BX") =>
  `HL*${id}*${parent}*I\n${lin}\n${sn1}`;

describe("856 heading", () => {
  test("numbers, dates, parties and carrier are those of the shipment", () => {
    expect(
      advice(`
        BSN*05*SH-77*20261201*0915*0001*AS*NOR
        HL*1**S*1
        TD5*B*2*UPSN*M*UPS GROUND
        REF*BM*BOL-5512
        REF*CN*1Z999AA10123456784
        REF*2I*1Z999AA10123456795
        DTM*011*20261201
        DTM*017*20261203
        N1*SE*HARBOR*UL*0614141000012
        N1*SF*HARBOR DC 2*91*DC-2
        N1*ST*CENTRAL STORE*92*CENTRAL
        N1*BY*NORTHFIELD HEALTH*UL*0614141999996
        HL*2*1*O
        PRF*P00031
        REF*VN*SO-77
        ${item("3", "2")}`),
    ).toMatchObject({
      id: "SH-77",
      purpose: "replacement",
      issueDate: "2026-12-01",
      shippedDate: "2026-12-01",
      estimatedDate: "2026-12-03",
      orderReference: "P00031",
      sellerReference: "SO-77",
      billOfLading: "BOL-5512",
      seller: { ids: [{ scheme: "gln", id: "0614141000012" }], name: "HARBOR" },
      shipFrom: { ids: [{ scheme: "seller", id: "DC-2" }] },
      deliverTo: { ids: [{ scheme: "buyer", id: "CENTRAL" }] },
      buyer: { name: "NORTHFIELD HEALTH" },
      carrier: { ids: [{ scheme: "scac", id: "UPSN" }], name: "UPS GROUND" },
      trackingNumbers: ["1Z999AA10123456784", "1Z999AA10123456795"],
    });
  });

  test("a date that happened counts more than a planned one, and that more than an estimate", () => {
    const dated = (dtms: string) => advice(`${bsn}\nHL*1**S\n${dtms}\nHL*2*1*O\nPRF*P1\n${item("3", "2")}`);
    expect(dated("DTM*068*20261202\nDTM*011*20261201\nDTM*010*20261130").shippedDate).toBe("2026-12-01");
    expect(dated("DTM*017*20261205\nDTM*067*20261204").estimatedDate).toBe("2026-12-04");
    expect(dated("DTM*017****D8*20261205").estimatedDate).toBe("2026-12-05");
  });

  test("parties and dates may be those of the order", () => {
    expect(
      advice(`${bsn}\nHL*1**S\nHL*2*1*O\nPRF*P1\nDTM*011*20261201\nN1*ST*CENTRAL*92*C1\n${item("3", "2")}`),
    ).toMatchObject({ shippedDate: "2026-12-01", deliverTo: { name: "CENTRAL" } });
  });

  test("orders that go to different places are for a person", () => {
    const body = `${bsn}\nHL*1**S\nHL*2*1*O\nPRF*P1\nN1*ST*A*92*1\n${item("3", "2")}
      HL*4*1*O\nPRF*P2\nN1*ST*B*92*2\n${item("5", "4")}`;
    expect(reasons("856", body)).toEqual([
      "UNSUPPORTED_DOCUMENT",
      "The parts of the message name different parties with the code ST (N101). Suture supports one per document.",
    ]);
  });

  test.each([
    [
      "BSN*04*SH-77*20261201*0915",
      "BSN01 is 04 (change), a code of X12 element 353 that Suture does not support.",
    ],
    [
      "BSN*00*SH-77*20261201*0915*0001*RT",
      "BSN06 is RT, a code of X12 element 640 that Suture does not support.",
    ],
    [
      "BSN*00*SH-77*20261201*0915*0001*AS*C20",
      "BSN07 is C20, a code of X12 element 641 that Suture does not support.",
    ],
  ])("%s is for a person", (line, text) => {
    expect(reasons("856", `${line}\nHL*1**S\nHL*2*1*O\nPRF*P1\n${item("3", "2")}`)).toEqual([
      "UNSUPPORTED_DOCUMENT",
      text,
    ]);
  });
});

describe("856 levels", () => {
  const packs = `HL*1**S\nHL*2*1*O\nPRF*P1\nHL*3*2*T\nMAN*GM*00${SSCC}\nHL*4*3*P\nMAN*AA*${OTHER}\nMAN*CP*1Z9`;

  test("shipment, order, pallet, carton, item", () => {
    expect(advice(`${bsn}\n${packs}\n${item("5", "4")}\nCTT*5*24`)).toMatchObject({
      orderReference: "P1",
      packages: [
        { id: "3", kind: "pallet", sscc: SSCC },
        { id: "4", kind: "carton", parent: "3", sscc: OTHER, trackingNumber: "1Z9" },
      ],
      lines: [{ orderReference: "P1", packedIn: [{ package: "4" }] }],
    });
  });

  test("belong to each other by their IDs, in any order", () => {
    const inOrder = advice(`${bsn}\n${packs}\n${item("5", "4")}`);
    const levels = [...packs.split("\nHL"), item("5", "4").slice(2)].map((one, at) =>
      at === 0 ? one : `HL${one}`,
    );
    expect(advice(`${bsn}\n${levels.toReversed().join("\n")}`)).toEqual({
      ...inOrder,
      packages: expect.arrayContaining(inOrder.packages ?? []),
    });
  });

  test("pick and pack: a pallet with cartons of several orders", () => {
    expect(
      advice(`${bsn}\nHL*1**S\nHL*2*1*T\nMAN*GM*${SSCC}
        HL*3*2*O\nPRF*P1\nHL*4*3*P\n${item("5", "4")}
        HL*6*2*O\nPRF*P2\nHL*7*6*P\n${item("8", "7")}`),
    ).toMatchObject({
      packages: [{ id: "2" }, { id: "4", parent: "2" }, { id: "7", parent: "2" }],
      lines: [
        { orderReference: "P1", packedIn: [{ package: "4" }] },
        { orderReference: "P2", packedIn: [{ package: "7" }] },
      ],
    });
  });

  test("items with their packages below them, each with its quantity", () => {
    expect(
      advice(`${bsn}\nHL*1**S\nHL*2*1*O\nPRF*P1\n${item("3", "2")}
        HL*4*3*T\nMAN*GM*${SSCC}\nHL*5*4*P\nSN1**10*BX\nHL*6*4*P\nSN1**14*BX`),
    ).toMatchObject({
      packages: [{ id: "4" }, { id: "5", parent: "4" }, { id: "6", parent: "4" }],
      lines: [
        {
          packedIn: [
            { package: "5", quantity: { value: "10", unit: "BX" } },
            { package: "6", quantity: { value: "14", unit: "BX" } },
          ],
        },
      ],
    });
  });

  test("the SSCCs of an item without levels of packages are its packages", () => {
    const body = `${bsn}\nHL*1**S\nHL*2*1*O\nPRF*P1\n${item("3", "2")}\nMAN*GM*${SSCC}\nMAN*GM*${OTHER}`;
    expect(advice(body)).toMatchObject({
      packages: [
        { id: "3.1", kind: "other", sscc: SSCC },
        { id: "3.2", kind: "other", sscc: OTHER },
      ],
      lines: [{ packedIn: [{ package: "3.1" }, { package: "3.2" }] }],
    });
  });

  test.each([
    ["an item whose parent is left out", "HL*1**S\nHL*2*1*O\nPRF*P1\nHL*3**I\nLIN*1*VN*H\nSN1**1*BX"],
    ["a second shipment", "HL*1**S\nHL*2**S\nHL*3*1*I\nLIN*1*VN*H\nSN1**1*BX"],
    ["a shipment in a shipment", "HL*1**S\nHL*2*1*S\nHL*3*2*I\nLIN*1*VN*H\nSN1**1*BX"],
    ["an item in an item", `HL*1**S\n${item("2", "1")}\n${item("3", "2")}`],
  ])("%s is for a person", (_what, levels) => {
    expect(reasons("856", `${bsn}\n${levels}`)).toEqual([
      "SCHEMA_INVALID",
      expect.stringMatching(/^The level in segment \d+ \(HL\) does not belong to a single shipment/),
    ]);
  });

  test("a kind of level without a meaning is named", () => {
    expect(reasons("856", `${bsn}\nHL*1**S\n${item("2", "1")}\nHL*3*2*K`)).toEqual([
      "UNSUPPORTED_DOCUMENT",
      "HL03 is K (kit), a code of X12 element 735 that Suture does not support.",
    ]);
  });

  test("a chain of thousands of levels overflows nothing", () => {
    const chain = Array.from({ length: 20_000 }, (_, at) => `HL*${at + 2}*${at + 1}*P`).join("\n");
    const { lines } = advice(`${bsn}\nHL*1**S\n${chain}\n${item("20002", "20001")}`);
    expect(lines[0]?.packedIn).toEqual([{ package: "20001" }]);
  });
});

describe("856 numbers on packages", () => {
  const marked = (man: string) => `${bsn}\nHL*1**S\nHL*2*1*P\n${man}\n${item("3", "2")}`;

  test.each([
    ["MAN*GM*0061414100000", "SCHEMA_INVALID", "MAN02 in segment 5 is not an SSCC of 18 digits."],
    [`MAN*GM*01${SSCC}`, "SCHEMA_INVALID", "MAN02 in segment 5 is not an SSCC of 18 digits."],
    [
      `MAN*GM*${SSCC}*${OTHER}`,
      "UNSUPPORTED_DOCUMENT",
      "MAN03 in segment 5 is the end of a range of numbers, which Suture does not support.",
    ],
    [
      `MAN*GM*${SSCC}\nMAN*GM*${OTHER}`,
      "UNSUPPORTED_DOCUMENT",
      "Several SSCCs (MAN) belong to segment 4, so it describes several packages.",
    ],
    [
      "MAN*ZZ*77",
      "UNSUPPORTED_DOCUMENT",
      "MAN01 is ZZ (mutually defined), a code of X12 element 88 that Suture does not support.",
    ],
  ])("%s is for a person", (man, code, text) => {
    expect(reasons("856", marked(man))).toEqual([code, text]);
  });

  test("numbers of the shipper do not identify a package", () => {
    expect(advice(marked("MAN*CA*1*9\nMAN*UC*10012345678902")).packages).toEqual([
      { id: "2", kind: "carton" },
    ]);
  });
});

describe("856 lines", () => {
  const line = (lin: string, rest: string) =>
    advice(`${bsn}\nHL*1**S\nHL*2*1*O\nPRF*P1\nHL*3*2*I\n${lin}\n${rest}`).lines[0];

  test("item, order line, ordered quantity and what becomes of the rest", () => {
    expect(
      line("LIN*7*VN*HM-1*UK*10012345678902*BP*NF-1*PL*3", "SN1**20*CA**24*CA**BP\nPID*F****GLOVES"),
    ).toEqual({
      id: "7",
      orderReference: "P1",
      orderLineReference: "3",
      item: {
        ids: [
          { scheme: "seller", id: "HM-1" },
          { scheme: "gtin", id: "10012345678902" },
          { scheme: "buyer", id: "NF-1" },
        ],
        description: "GLOVES",
      },
      quantity: { value: "20", unit: "CS" },
      orderedQuantity: { value: "24", unit: "CS" },
      rest: "backordered",
    });
  });

  test("an item may name another order", () => {
    expect(line("LIN*1*VN*H*PO*P9", "SN1**1*BX")?.orderReference).toBe("P9");
    expect(line("LIN*1*VN*H", "SN1**1*BX\nPRF*P8")?.orderReference).toBe("P8");
  });

  test("lot, serial numbers and dates", () => {
    expect(
      line("LIN*1*VN*H*LT*L1*SN*S-1", "SN1**2*EA\nREF*LT*L1\nREF*SE*S-2\nDTM*036*20280630\nDTM*094*20260601")
        ?.lots,
    ).toEqual([{ number: "L1", expiry: "2028-06-30", made: "2026-06-01", serials: ["S-1", "S-2"] }]);
    expect(line("LIN*1*VN*H", "SN1**1*EA\nREF*SE*S-9")?.lots).toEqual([{ serials: ["S-9"] }]);
    expect(line("LIN*1*VN*H", "SN1**1*EA")?.lots).toBeUndefined();
  });

  test("several lots with their loads become several lots with quantities", () => {
    expect(
      line("LIN*1*VN*H", "SN1**24*BX\nCLD*2*6\nREF*LT*L1\nDTP*036*D8*20280630\nCLD*1*12\nREF*LT*L2")?.lots,
    ).toEqual([
      { number: "L1", expiry: "2028-06-30", quantity: { value: "12", unit: "BX" } },
      { number: "L2", quantity: { value: "12", unit: "BX" } },
    ]);
  });

  test.each([
    [
      "LIN*1*VN*H*LT*L1\nSN1**24*BX\nREF*LT*L2",
      "SCHEMA_INVALID",
      "Line 1 has several lots, but does not state the quantity of each.",
    ],
    [
      "LIN*1*VN*H\nSN1**1*BX*****IS",
      "UNSUPPORTED_DOCUMENT",
      "SN108 of line 1 is IS (accepted, substitution made), a code of X12 element 668 that Suture does not support.",
    ],
    ["LIN*1*VN*H\nSN1**-1*BX", "SCHEMA_INVALID", "The quantity of line 1 (SN102) is negative."],
    ["LIN*4*VN*H", "SCHEMA_INVALID", "Line 4 has no quantity (SN102)."],
    [
      "LIN*1*VN*H\nSN1**1*BX\nDTM*208*20280101",
      "UNSUPPORTED_DOCUMENT",
      "DTM01 of line 1 is 208 (lot number expiration), a code of X12 element 374 that Suture does not support.",
    ],
  ])("%s is for a person", (segments, code, text) => {
    expect(reasons("856", `${bsn}\nHL*1**S\nHL*2*1*I\n${segments}`)).toEqual([code, text]);
  });

  test("a unit that X12 does not define keeps the sender's code", () => {
    expect(line("LIN*1*VN*H", "SN1**1*UN")?.quantity).toEqual({ value: "1", unit: "x12:UN" });
  });
});

describe("856 totals", () => {
  const body = (ctt: string) =>
    `${bsn}\nHL*1**S\nHL*2*1*O\nPRF*P1\n${item("3", "2", "LIN*1*VN*A", "SN1**1.5*BX")}\n${item("4", "2")}\n${ctt}`;

  test("CTT01 is the number of levels, or that of the items", () => {
    expect(advice(body("CTT*4*25.5"))).not.toHaveProperty("statedLineCount");
    expect(advice(body("CTT*2*39")).statedLineCount).toBe("2");
    expect(reasons("856", body("CTT*5"))).toEqual([
      "SCHEMA_INVALID",
      "The message states 5 lines but contains 4.",
    ]);
  });

  test("CTT02 is the total of the quantities, so a lost line is noticed", () => {
    expect(problemOf("856", body("CTT*4*30")).findings[0]?.text).toBe(
      "The message states a total quantity of 30 (CTT02), but its quantities add up to 25.5.",
    );
  });
});
