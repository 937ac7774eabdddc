import { describe, expect, test } from "vitest";
import { readX12 } from "../../../../sidecar/codecs/x12/read.ts";
import {
  type OutgoingInterchange,
  type OutgoingSegment,
  writeInterchange,
  X12WriteError,
} from "../../../../sidecar/codecs/x12/write.ts";
import { text } from "./builders.ts";

const ORDER = [
  ["BEG", "00", "SA", "PO1001", "", "20260709"],
  ["N1", "ST", "CENTRAL STORE", "92", "CS01", "", ""],
  ["PO1", "1", "24", "CA", "12.5", "", "VN", "HM-1"],
  ["CTT", "1"],
];

function outgoing(
  segments: readonly OutgoingSegment[] = ORDER,
  change: Partial<OutgoingInterchange> = {},
): OutgoingInterchange {
  return {
    sender: { qualifier: "ZZ", id: "NORTHFIELD" },
    receiver: { qualifier: "ZZ", id: "HARBORMED" },
    control: 42,
    usage: "P",
    version: "00401",
    date: "2026-07-09T08:30:00-05:00",
    groups: [
      {
        functionalId: "PO",
        sender: "NORTHFIELD",
        receiver: "HARBORMED",
        control: 42,
        version: change.version === "00501" ? "005010" : "004010",
        transactions: [{ code: "850", control: 1, segments }],
      },
    ],
    ...change,
  };
}

function refusal(interchange: OutgoingInterchange): X12WriteError {
  try {
    writeInterchange(interchange);
  } catch (error) {
    if (error instanceof X12WriteError) return error;
    throw error;
  }
  throw new Error("It was written.");
}

function order(line: number, segment: string[]): string[][] {
  return ORDER.map((original, index) => (index === line ? segment : original));
}

describe("writeInterchange", () => {
  test("returns the bytes of the interchange, padded and counted", () => {
    expect(text(writeInterchange(outgoing()))).toBe(
      "ISA*00*          *00*          *ZZ*NORTHFIELD     *ZZ*HARBORMED      *260709*0830*U*00401*000000042*0*P*>~" +
        "GS*PO*NORTHFIELD*HARBORMED*20260709*0830*42*X*004010~" +
        "ST*850*0001~BEG*00*SA*PO1001**20260709~N1*ST*CENTRAL STORE*92*CS01~PO1*1*24*CA*12.5**VN*HM-1~CTT*1~" +
        "SE*6*0001~GE*1*42~IEA*1*000000042~",
    );
  });

  test("writes the components of a composite, without trailing empty ones", () => {
    const measured = (unit: readonly string[]) => [
      ...order(2, ["PO1", "1", "24", "CA", "12.5"]).slice(0, 3),
      ["MEA", "PD", "WT", "4", unit],
      ["CTT", "1"],
    ];
    const written = (unit: readonly string[], delimiters = {}) =>
      text(writeInterchange(outgoing(measured(unit), { delimiters })));
    expect(written(["LB"])).toContain("~MEA*PD*WT*4*LB~");
    expect(written(["LB", "2", "", ""])).toContain("~MEA*PD*WT*4*LB>2~");
    expect(written(["LB", "", "1.5"], { component: ":" })).toContain("~MEA*PD*WT*4*LB::1.5~");
    expect(
      readX12(Buffer.from(written(["LB", "2"]), "latin1"))[0]?.groups[0]?.transactions[0]?.issues,
    ).toEqual([]);
  });

  test("refuses a separator in a component, and components in a simple element", () => {
    const measured = (unit: readonly string[]) => [
      ...ORDER.slice(0, 3),
      ["MEA", "PD", "WT", "4", unit],
      ["CTT", "1"],
    ];
    for (const separator of ["*", ">", "~"])
      expect(refusal(outgoing(measured(["LB", `2${separator}`])))).toMatchObject({
        segment: "MEA",
        element: 4,
      });
    const two = ORDER.map((segment) =>
      segment[0] === "BEG" ? ["BEG", "00", "SA", ["PO", "1"], "", "20260709"] : segment,
    );
    expect(refusal(outgoing(two))).toMatchObject({ segment: "BEG", element: 3, code: "too-many-components" });
  });

  test("writes the repetition separator in ISA11 for 00501", () => {
    const [read] = readX12(
      writeInterchange(outgoing(ORDER, { version: "00501", acknowledgmentRequested: true })),
    );
    expect(read).toMatchObject({ version: "00501", acknowledgmentRequested: true, issues: [] });
    expect(read?.delimiters.repetition).toBe("^");
  });

  test("writes a partner's own separators", () => {
    const delimiters = { element: "|", segment: "\n", component: ":" };
    const written = writeInterchange(outgoing(ORDER, { delimiters }));
    expect(readX12(written)[0]).toMatchObject({ delimiters, issues: [] });
    expect(text(written)).toContain("CTT|1\nSE|6|0001\n");
  });

  test("writes TA1s without a group", () => {
    const ack = { control: "000000007", date: "260708", time: "1100", code: "R", note: "025" } as const;
    const [read] = readX12(writeInterchange(outgoing(ORDER, { groups: [], interchangeAcks: [ack] })));
    expect(read).toMatchObject({ groups: [], interchangeAcks: [ack], issues: [] });
  });

  test("preserves latin-1 text", () => {
    const segments = order(1, ["N1", "ST", "D\u00e9p\u00f4t \u00d8stre", "92", "CS01"]);
    const set = readX12(writeInterchange(outgoing(segments)))[0]?.groups[0]?.transactions[0];
    expect(set?.root.loops[0]?.segments[0]?.elements[2]).toBe("D\u00e9p\u00f4t \u00d8stre");
  });
});

describe("writeInterchange refuses", () => {
  test.each([
    { name: "the element separator in a value", value: "A*B" },
    { name: "the segment terminator in a value", value: "A~B" },
    { name: "the component separator in a value", value: "A>B" },
    { name: "a line end in a value", value: "A\nB" },
    { name: "a character beyond latin-1", value: "A\u20acB" },
    { name: "a value longer than the element", value: "A".repeat(61) },
  ])("$name, naming segment and element", ({ value }) => {
    const error = refusal(outgoing(order(1, ["N1", "ST", value, "92", "CS01"])));
    expect(error).toMatchObject({ segment: "N1", element: 2 });
    expect(error.message).toContain("N102");
    expect(error.message).not.toContain(value);
  });

  test("the repetition separator in 00501 only", () => {
    const segments = order(1, ["N1", "ST", "A^B", "92", "CS01"]);
    expect(refusal(outgoing(segments, { version: "00501" }))).toMatchObject({ segment: "N1", element: 2 });
    expect(readX12(writeInterchange(outgoing(segments)))[0]?.groups[0]?.transactions[0]?.issues).toEqual([]);
  });

  test.each([
    {
      name: "a missing mandatory element",
      line: 0,
      segment: ["BEG", "00", "SA", "", "", "20260709"],
      where: { segment: "BEG", element: 3, code: "element-missing" },
    },
    {
      name: "a number that is none",
      line: 2,
      segment: ["PO1", "1", "x", "CA"],
      where: { segment: "PO1", element: 2, code: "element-not-numeric" },
    },
    {
      name: "a segment without its place",
      line: 3,
      segment: ["ACK", "IA"],
      where: { segment: "ACK", code: "segment-not-in-set" },
    },
    {
      name: "a condition not kept",
      line: 1,
      segment: ["N1", "ST", "X", "92"],
      where: { segment: "N1", element: 4, code: "element-condition-missing" },
    },
  ])("$name, which the reader would reject", ({ line, segment, where }) => {
    expect(refusal(outgoing(order(line, segment)))).toMatchObject(where);
  });

  test("an order without lines", () => {
    expect(refusal(outgoing([ORDER[0] as string[]]))).toMatchObject({
      segment: "PO1",
      code: "segment-missing",
    });
  });

  test.each([
    {
      name: "a sender over 15 characters",
      change: { sender: { qualifier: "ZZ", id: "A".repeat(16) } },
      segment: "ISA",
      element: 6,
    },
    {
      name: "a qualifier of one character",
      change: { receiver: { qualifier: "", id: "B" } },
      segment: "ISA",
      element: 7,
    },
    {
      name: "a control number over nine digits",
      change: { control: 1_000_000_000 },
      segment: "ISA",
      element: 13,
    },
    { name: "a negative control number", change: { control: -1 }, segment: "ISA", element: 13 },
    { name: "a date that is not ISO", change: { date: "09/07/2026" }, segment: "ISA", element: 9 },
    {
      name: "separators that are the same",
      change: { delimiters: { element: "~" } },
      segment: "ISA",
      element: undefined,
    },
  ])("$name", ({ change, segment, element }) => {
    const error = refusal(outgoing(ORDER, change as Partial<OutgoingInterchange>));
    expect([error.segment, error.element]).toEqual([segment, element]);
  });

  test("a transaction set without a schema", () => {
    const base = outgoing();
    const groups = base.groups.map((group) => ({
      ...group,
      transactions: [{ code: "840", control: 1, segments: [["BQT", "00"]] }],
    }));
    expect(refusal({ ...base, groups })).toMatchObject({ segment: "840", code: "transaction-unsupported" });
  });
});
