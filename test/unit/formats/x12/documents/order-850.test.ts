import { describe, expect, test } from "vitest";
import { readX12 } from "../../../../../sidecar/codecs/x12/read.ts";
import { writeInterchange } from "../../../../../sidecar/codecs/x12/write.ts";
import type { Order } from "../../../../../sidecar/documents/order.ts";
import { writeOrder850 } from "../../../../../sidecar/formats/x12/documents/order-850.ts";
import { x12Options } from "../../../../../sidecar/formats/x12/options.ts";
import { plainText } from "../../../../../sidecar/formats/x12/values/written.ts";

const order: Order = {
  type: "Order",
  id: "P00012",
  issueDate: "2026-11-20",
  currency: "USD",
  buyer: { ids: [{ scheme: "ZZ", id: "NORTHFIELD" }], name: "Northfield Health" },
  seller: { ids: [{ scheme: "ZZ", id: "HARBORMED" }], name: "Harbor Medical Supply" },
  deliverTo: {
    ids: [{ scheme: "buyer", id: "NFCS" }],
    name: "Central Store",
    address: {
      lines: ["12 Depot Lane", "Dock 3"],
      city: "Northfield",
      region: "MN",
      postalCode: "55057",
      country: "US",
    },
  },
  requestedDate: "2026-11-27",
  lines: [
    {
      id: "1",
      item: {
        ids: [
          { scheme: "seller", id: "HM-10041" },
          { scheme: "gtin", id: "19527000010023" },
          { scheme: "buyer", id: "NF-1002" },
        ],
        description: "Nitrile exam gloves, medium",
      },
      quantity: { value: "10.00", unit: "BX" },
      price: { amount: "4.50", currency: "USD" },
      requestedDate: "2026-11-27",
    },
    {
      id: "2",
      item: { ids: [{ scheme: "seller", id: "HM-10420" }] },
      quantity: { value: "24", unit: "C62" },
      price: { amount: "12", currency: "USD" },
      requestedDate: "2026-12-01",
    },
  ],
  total: "333.00",
};

function segmentsOf(document: Order, options: Record<string, unknown> = {}): string[] {
  const written = writeOrder850(document, x12Options.parse(options));
  if ("problem" in written) throw new Error(JSON.stringify(written.problem));
  return written.segments.map((segment) => segment.join("*"));
}

describe("850", () => {
  test("an order as a partner reads it", () => {
    expect(segmentsOf(order)).toEqual([
      "BEG*00*NE*P00012**20261120",
      "CUR*BY*USD",
      "DTM*002*20261127",
      "N1*BY*Northfield Health*ZZ*NORTHFIELD",
      "N1*ST*Central Store*92*NFCS",
      "N3*12 Depot Lane*Dock 3",
      "N4*Northfield*MN*55057*US",
      "N1*SE*Harbor Medical Supply*ZZ*HARBORMED",
      "PO1*1*10*BX*4.5**VN*HM-10041*UK*19527000010023*BP*NF-1002",
      "PID*F****Nitrile exam gloves, medium",
      "PO1*2*24*EA*12**VN*HM-10420",
      "DTM*002*20261201",
      "CTT*2",
      "AMT*TT*333",
    ]);
  });

  test("the options of a partner", () => {
    const options = {
      orderType: "SA",
      requestedDateQualifier: "010",
      priceBasis: "PE",
      itemQualifiers: { seller: "VP" },
      descriptions: false,
    };
    const segments = segmentsOf(order, options);
    expect(segments).toContain("BEG*00*SA*P00012**20261120");
    expect(segments).toContain("DTM*010*20261127");
    expect(segments).toContain("PO1*1*10*BX*4.5*PE*VP*HM-10041*UK*19527000010023*BP*NF-1002");
    expect(segments.some((segment) => segment.startsWith("PID"))).toBe(false);
  });

  test.each([
    ["PE", "4.5"],
    ["HP", "450"],
    ["TP", "4500"],
  ])("a price in the basis %s is scaled: PO104 %s", (priceBasis, price) => {
    const line = segmentsOf(order, { priceBasis }).find((segment) => segment.startsWith("PO1*1*"));
    expect(line).toContain(`PO1*1*10*BX*${price}*${priceBasis}*`);
  });

  test.each([
    [{ orderType: "BK" }, "orderType"],
    [{ orderType: 7 }, "orderType"],
    [{ requestedDateQualifier: "001" }, "requestedDateQualifier"],
    [{ priceBasis: "QQ" }, "priceBasis"],
  ])("a code that would change the order's meaning is refused: %j", (options, name) => {
    const parsed = x12Options.safeParse(options);
    expect(parsed.error?.issues.map(({ path }) => path.join("."))).toEqual([name]);
  });

  test.each([
    [undefined, {}, "00"],
    ["duplicate", {}, "07"],
    ["replacement", {}, "05"],
    ["duplicate", { purposes: { duplicate: "00" } }, "00"],
    ["replacement", { purposes: { replacement: "00" } }, "00"],
  ] as const)(
    "an order whose purpose is %s, for a partner with %j, is BEG01 %s",
    (purpose, options, code) => {
      const segments = segmentsOf(purpose === undefined ? order : { ...order, purpose }, options);
      expect(segments[0]).toBe(`BEG*${code}*NE*P00012**20261120`);
    },
  );

  test("a line with a note", () => {
    const [first, ...others] = order.lines;
    const lines = [{ ...first, note: "To the ramp\nCall first" }, ...others] as Order["lines"];
    const segments = segmentsOf({ ...order, lines });
    const at = segments.indexOf("N9*L1*NOTE");
    expect(segments.slice(at - 1, at + 3)).toEqual([
      "PID*F****Nitrile exam gloves, medium",
      "N9*L1*NOTE",
      "MSG*To the ramp Call first",
      "PO1*2*24*EA*12**VN*HM-10420",
    ]);
  });

  test("a unit without an X12 code is not sent as another one", () => {
    const line = {
      id: "1",
      item: { ids: [{ scheme: "seller", id: "X" }] },
      quantity: { value: "1", unit: "QQ" },
    };
    expect(writeOrder850({ ...order, lines: [line] }, x12Options.parse({}))).toMatchObject({
      problem: { code: "UNKNOWN_UNIT", findings: [{ line: "1", ours: "QQ" }] },
    });
  });

  test.each(["00401", "00501"] as const)("is valid for the codec in version %s", (version) => {
    const written = writeOrder850(order, x12Options.parse({}));
    if ("problem" in written) throw new Error("not written");
    const bytes = writeInterchange({
      sender: { qualifier: "ZZ", id: "NORTHFIELD" },
      receiver: { qualifier: "ZZ", id: "HARBORMED" },
      control: 1,
      usage: "P",
      version,
      date: "2026-11-20T09:30:00Z",
      groups: [
        {
          functionalId: "PO",
          sender: "NORTHFIELD",
          receiver: "HARBORMED",
          control: 1,
          version: version === "00401" ? "004010" : "005010",
          transactions: [{ code: "850", control: "0001", segments: written.segments }],
        },
      ],
    });
    const transaction = readX12(bytes)[0]?.groups[0]?.transactions[0];
    expect(transaction?.code).toBe("850");
    expect(transaction?.issues).toEqual([]);
  });
});

describe("free text in an element", () => {
  test.each([
    ["Gauze*10~x:10>", "Gauze 10 x 10"],
    ["  two\r\nlines  ", "two lines"],
    ["Röntgen", "Röntgen"],
    ["20 µg – “fine”…", '20 µg - "fine"...'],
    ["日本", "??"],
    ["", ""],
  ])("%j is written as %j", (value, sent) => expect(plainText(value, 80)).toBe(sent));

  test("is truncated to the element's length", () => {
    expect(plainText("abc def", 4)).toBe("abc");
  });
});
