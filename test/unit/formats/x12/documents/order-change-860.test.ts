import { describe, expect, test } from "vitest";
import { readX12 } from "../../../../../sidecar/codecs/x12/read.ts";
import { writeInterchange } from "../../../../../sidecar/codecs/x12/write.ts";
import {
  type OrderChange,
  type OrderChangeLine,
  orderChange,
} from "../../../../../sidecar/documents/order-change.ts";
import { writeOrderChange860 } from "../../../../../sidecar/formats/x12/documents/order-change-860.ts";
import { x12Options } from "../../../../../sidecar/formats/x12/options.ts";

const item = { ids: [{ scheme: "seller", id: "HM-10041" }], description: "Nitrile exam gloves, medium" };
const values = {
  item,
  quantity: { value: "10", unit: "BX" },
  price: { amount: "4.50", currency: "USD" },
  requestedDate: "2026-11-27",
};
type Over = Partial<NonNullable<OrderChangeLine["now"]>>;

const boxes = (value: string) => ({ quantity: { value, unit: "BX" } });
const dollars = (amount: string) => ({ price: { amount, currency: "USD" } });
const on = (requestedDate: string) => ({ requestedDate });

/** Returns a line on which these values change. */
function line(over: Over, action: OrderChangeLine["action"] = "changed"): OrderChangeLine {
  return { id: "1", action, before: values, now: { ...values, ...over } };
}

function changeOf(lines: readonly OrderChangeLine[], over: Partial<OrderChange> = {}): OrderChange {
  return orderChange.parse({
    type: "OrderChange",
    id: "P00012",
    sequence: 1,
    purpose: "change",
    orderDate: "2026-11-20",
    issueDate: "2026-11-21",
    currency: "USD",
    buyer: { ids: [{ scheme: "ZZ", id: "NORTHFIELD" }], name: "Northfield Health" },
    seller: { ids: [{ scheme: "ZZ", id: "HARBORMED" }], name: "Harbor Medical Supply" },
    lines,
    ...over,
  });
}

function segmentsOf(change: OrderChange, options: object = {}, version = "004010"): string[] {
  const written = writeOrderChange860(change, x12Options.parse(options), version);
  if ("problem" in written) throw new Error(JSON.stringify(written.problem));
  return written.segments.map((segment) => segment.join("*"));
}

const pocOf = (given: OrderChangeLine, orderChanges: object = {}) =>
  segmentsOf(changeOf([given]), { orderChanges }).find((segment) => segment.startsWith("POC*"));
const codeOf = (given: OrderChangeLine, orderChanges: object = {}) =>
  pocOf(given, orderChanges)?.split("*")[2];

describe("860", () => {
  test.each([
    ["more", boxes("50"), "QI"],
    ["less", boxes("9.5"), "QD"],
    ["another price", dollars("4.25"), "PC"],
    ["another day", on("2026-12-01"), "RS"],
    ["price and quantity", { ...boxes("50"), ...dollars("4") }, "PQ"],
    ["price and day", { ...dollars("4"), ...on("2026-12-01") }, "PR"],
    ["quantity and day", { ...boxes("8"), ...on("2026-12-01") }, "RQ"],
    ["all three", { ...boxes("8"), ...dollars("4"), ...on("2026-12-01") }, "MU"],
    ["another unit", { quantity: { value: "10", unit: "CS" } }, "CA"],
    ["a note", { note: "To the ramp" }, "CA"],
    ["a price written differently and a quantity", { ...dollars("4.5"), ...boxes("11") }, "QI"],
  ])("%s is POC02 %s", (_name, over, code) => {
    expect(codeOf(line(over))).toBe(code);
  });

  test.each([
    ["added", { id: "1", action: "added", now: values }, "AI"],
    ["deleted", { id: "1", action: "deleted", before: values }, "DI"],
    ["replaced", line({ item: { ids: [{ scheme: "seller", id: "HM-10042" }] } }, "replaced"), "RE"],
  ] as const)("a line that is %s is POC02 %s", (_name, given, code) => {
    expect(codeOf(given)).toBe(code);
  });

  test("the quantities are the new one and what is left of it, with the unit", () => {
    const open = { value: "46", unit: "BX" };
    expect(pocOf({ ...line(boxes("50")), open })).toBe("POC*1*QI*50*46*BX*4.5**VN*HM-10041");
    expect(pocOf(line(boxes("50")))).toBe("POC*1*QI*50*50*BX*4.5**VN*HM-10041");
    expect(pocOf({ id: "1", action: "deleted", before: values })).toBe("POC*1*DI*0*0*BX***VN*HM-10041");
    expect(pocOf(line(dollars("0")))).toBe("POC*1*PC*10*10*BX*0**VN*HM-10041");
  });

  test("the options of a partner", () => {
    const day = line(on("2026-12-01"));
    expect(codeOf(day, { dateCode: "CT" })).toBe("CT");
    expect(codeOf(day, { lineCodes: "CA" })).toBe("CA");
    expect(codeOf(line(boxes("8")), { lineCodes: "RZ" })).toBe("RZ");
    expect(codeOf({ id: "1", action: "added", now: values }, { lineCodes: "RZ" })).toBe("AI");
    expect(segmentsOf(changeOf([day]), { orderChanges: { purpose: "05" } })[0]).toBe(
      "BCH*05*NE*P00012**1*20261120*****20261121",
    );
  });

  test("unchanged lines are left out or, for a partner who wants them, sent as such", () => {
    const lines = [line({}, "unchanged"), line(boxes("8"))];
    expect(segmentsOf(changeOf(lines))).toContain("CTT*1");
    const all = segmentsOf(changeOf(lines), { orderChanges: { unchangedLines: true } });
    expect(all).toContain("POC*1*NC*10*10*BX*4.5**VN*HM-10041");
    expect(all).toContain("CTT*2");
  });

  test("a cancellation has BCH01 01, whatever the partner's purpose of changes", () => {
    const segments = segmentsOf(changeOf([], { purpose: "cancel", sequence: 3 }), {
      orderChanges: { purpose: "05" },
    });
    expect(segments[0]).toBe("BCH*01*NE*P00012**3*20261120*****20261121");
    expect(segments).toContain("CTT*0");
  });

  test("a vendor's order number that does not fit is left out", () => {
    const head = (sellerReference: string) => segmentsOf(changeOf([], { sellerReference }))[0]?.split("*")[9];
    expect(head("SO-9001")).toBe("SO-9001");
    expect(head("as agreed with Tom * by phone")).toBe("");
    expect(head("x".repeat(31))).toBe("");
  });

  test("notes are MSG segments in 004010 and one MTX in 005010", () => {
    const note = `${"Deliver to the ramp. ".repeat(20)}Thank you`;
    const older = segmentsOf(changeOf([line({ note })]));
    const at = older.indexOf("N9*L1*NOTE");
    expect(older.slice(at, at + 3).map((segment) => segment.slice(0, 12))).toEqual([
      "N9*L1*NOTE",
      "MSG*Deliver ",
      expect.stringMatching(/^MSG\*/),
    ]);
    expect(segmentsOf(changeOf([line({ note })]), {}, "005010")).toContain(`MTX**${note}`);
  });

  test("a unit without an X12 code is a problem with the line, not another unit", () => {
    const written = writeOrderChange860(
      changeOf([line({ quantity: { value: "1", unit: "odoo:7" } })]),
      x12Options.parse({}),
      "004010",
    );
    expect(written).toMatchObject({
      problem: { code: "UNKNOWN_UNIT", findings: [{ line: "1", ours: "odoo:7" }] },
    });
  });

  test.each(["004010", "005010"])("a partner who validates %s finds nothing wrong", (version) => {
    const lines = [
      line({ ...boxes("50"), ...on("2026-12-04"), note: "x ".repeat(300) }),
      { id: "2", action: "deleted" as const, before: values },
      { id: "3", action: "added" as const, now: values },
    ];
    const change = changeOf(lines, {
      note: "As agreed",
      requestedDate: "2026-11-27",
      sellerReference: "SO-9001",
      deliverTo: {
        ids: [{ scheme: "buyer", id: "NFCS" }],
        name: "Central Store",
        address: { city: "Northfield" },
      },
      total: "225.00",
    });
    const written = writeOrderChange860(change, x12Options.parse({}), version);
    if ("problem" in written) throw new Error(JSON.stringify(written.problem));
    const party = (id: string) => ({ qualifier: "ZZ", id });
    const bytes = writeInterchange({
      sender: party("NORTHFIELD"),
      receiver: party("HARBORMED"),
      control: 1,
      usage: "P",
      version: version === "005010" ? "00501" : "00401",
      date: "2026-11-21T10:00:00Z",
      acknowledgmentRequested: false,
      groups: [
        {
          functionalId: "PC",
          sender: "NORTHFIELD",
          receiver: "HARBORMED",
          control: 1,
          version,
          transactions: [{ code: "860", control: "0001", convention: undefined, segments: written.segments }],
        },
      ],
    });
    const [interchange] = readX12(bytes);
    const [transaction] = interchange?.groups[0]?.transactions ?? [];
    expect(transaction?.code).toBe("860");
    expect(transaction?.issues).toEqual([]);
    expect(transaction?.root.loops.filter(({ id }) => id === "POC")).toHaveLength(3);
  });
});
