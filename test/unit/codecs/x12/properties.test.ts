import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { functionalAcknowledgement, interchangeStatus } from "../../../../sidecar/codecs/x12/acknowledge.ts";
import { createX12Reader, readX12 } from "../../../../sidecar/codecs/x12/read.ts";
import { splitInterchanges } from "../../../../sidecar/codecs/x12/split.ts";
import type { X12Interchange } from "../../../../sidecar/codecs/x12/types.ts";
import { writeInterchange } from "../../../../sidecar/codecs/x12/write.ts";
import { ACCEPTED_855, bytes, interchange855, text } from "./builders.ts";

/** Reads the input cut into chunks at the given places. */
function readInChunks(input: Uint8Array, cuts: number[]): X12Interchange[] {
  const found: X12Interchange[] = [];
  const reader = createX12Reader({
    onTransaction: (set, group) => group.transactions.push(set),
    onGroup: (group, interchange) => interchange.groups.push(group),
    onInterchange: (interchange) => found.push(interchange),
  });
  const places = [
    0,
    ...cuts.map((cut) => cut % (input.length + 1)).sort((left, right) => left - right),
    input.length,
  ];
  places.forEach((place, index) => {
    reader.push(input.subarray(places[index - 1] ?? 0, place));
  });
  reader.end();
  return found;
}

const good = text(interchange855());
const other = text(
  interchange855(ACCEPTED_855, { element: "|", segment: "\r", component: ":", control: "000000002" }),
);
const third = text(interchange855(ACCEPTED_855, { control: "000000003", version: "00501", repetition: "^" }));

/** Two valid interchanges, a truncated one and text between them: everything that a reader must distinguish. */
const MIXED = bytes(
  `\u00ef\u00bb\u00bf\r\n${good}\r\nhello ISA ${other}\n\n${good.slice(0, 233)}${third}ISA*00*  `,
);

/** Bytes that may occur between interchanges: white space, padding, byte order marks. */
const BLANK = " \t\r\n\0\x1a\u00ef\u00bb\u00bf";

/** Fragments that direct mutations to relevant positions. */
const piece = fc.oneof(
  fc.constantFrom(
    "ISA",
    "ISA*",
    "GS*",
    "ST*",
    "SE*",
    "GE*",
    "IEA*",
    "TA1*",
    "~",
    "*",
    ">",
    "^",
    "\r\n",
    "\n",
    good,
    other,
  ),
  fc.string({ unit: "binary-ascii", maxLength: 12 }),
);

const edit = fc.record({ at: fc.nat(), drop: fc.nat(40), put: piece });

function mutate(input: string, edits: { at: number; drop: number; put: string }[]): string {
  return edits.reduce((current, { at, drop, put }) => {
    const place = at % (current.length + 1);
    return current.slice(0, place) + put + current.slice(place + drop);
  }, input);
}

describe("chunks", () => {
  test("byte by byte are read like one chunk", () => {
    const everywhere = Array.from({ length: MIXED.length }, (_, index) => index);
    expect(readX12(MIXED).map(({ control }) => control)).toEqual([
      "000000001",
      "000000002",
      "000000001",
      "000000003",
      "",
    ]);
    expect(readInChunks(MIXED, everywhere)).toEqual(readX12(MIXED));
  });

  test("cut in two anywhere are read like one chunk", () => {
    const whole = readX12(MIXED);
    for (let cut = 1; cut < MIXED.length; cut++)
      expect(readInChunks(MIXED, [cut]), `cut at ${cut}`).toEqual(whole);
  });

  test("of any mutation are read like one chunk", () => {
    const text3 = text(MIXED);
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 4 }), fc.array(fc.nat(), { maxLength: 12 }), (edits, cuts) => {
        const input = bytes(mutate(text3, edits));
        expect(readInChunks(input, cuts)).toEqual(readX12(input));
      }),
      { numRuns: 400 },
    );
  });
});

describe("broken input", () => {
  test("random bytes never throw", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (input) => {
        readX12(input);
        const { interchanges, leftover } = splitInterchanges(input);
        for (const { start, end } of [...interchanges, ...leftover]) expect(start).toBeLessThan(end);
      }),
      { numRuns: 500 },
    );
  });

  test("whatever was read can be acknowledged", () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        for (const read of readX12(bytes(mutate(good + third, edits)))) {
          interchangeStatus(read, { environment: "production" });
          for (const group of read.groups) {
            for (const type of ["997", "999"] as const) writeAcknowledgement(read, group, type);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test("an intact interchange after a broken one is never lost", () => {
    fc.assert(
      fc.property(
        fc.array(edit, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(other, third),
        (edits, intact) => {
          const broken = mutate(good, edits);
          const read = readX12(bytes(broken + intact));
          const last = read.at(-1);
          expect(last?.start).toBe(broken.length);
          expect(last).toMatchObject({ control: readX12(bytes(intact))[0]?.control, issues: [] });
          expect(last?.groups[0]?.transactions).toHaveLength(1);
        },
      ),
      { numRuns: 600 },
    );
  });

  test("splitting finds the same ranges as reading, and loses only white space", () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 5 }), (edits) => {
        const input = mutate(text(MIXED), edits);
        const { interchanges, leftover } = splitInterchanges(bytes(input));
        expect(interchanges.map(({ start, end }) => [start, end])).toEqual(
          readX12(bytes(input)).map(({ start, end }) => [start, end]),
        );
        const ranges = [...interchanges, ...leftover].sort((left, right) => left.start - right.start);
        let at = 0;
        for (const { start, end } of [...ranges, { start: input.length, end: input.length }]) {
          expect([...input.slice(at, start)].filter((between) => !BLANK.includes(between))).toEqual([]);
          at = end;
        }
      }),
      { numRuns: 400 },
    );
  });
});

function writeAcknowledgement(
  read: X12Interchange,
  group: X12Interchange["groups"][number],
  type: "997" | "999",
): void {
  const segments = functionalAcknowledgement(read, group, { type });
  if (segments.length === 0) return;
  const [version, isaVersion] =
    type === "999" || group.version.startsWith("005010")
      ? (["005010", "00501"] as const)
      : (["004010", "00401"] as const);
  const written = writeInterchange({
    sender: { qualifier: "ZZ", id: "NORTHFIELD" },
    receiver: { qualifier: "ZZ", id: "HARBORMED" },
    control: 1,
    usage: "P",
    version: isaVersion,
    date: "2026-07-09T12:00:00Z",
    groups: [
      {
        functionalId: "FA",
        sender: "NORTHFIELD",
        receiver: "HARBORMED",
        control: 1,
        version,
        transactions: [{ code: type, control: 1, segments }],
      },
    ],
  });
  expect(readX12(written)[0]?.groups[0]?.transactions[0]?.issues).toEqual([]);
}

describe("write and read", () => {
  // Valid values of a text element: latin-1 without control characters and separators, not ending in a space.
  const character = fc.constantFrom(..."ABCXYZabcxyz0189 .,-/()&'#%+=:;?!@\u00e9\u00d8\u00fc");
  const value = (max: number) =>
    fc
      .string({ unit: character, minLength: 1, maxLength: max })
      .filter((drawn) => drawn.trim() === drawn && drawn !== "");
  const line = fc.record({
    quantity: fc.nat(99_999),
    cents: fc.nat(9_999_999),
    id: value(48),
    description: value(80),
  });

  test("what was written is read back, element by element, with correct counts", () => {
    fc.assert(
      fc.property(
        value(22),
        fc.array(line, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 999_999_999 }),
        fc.boolean(),
        (number, drawn, control, newer) => {
          const segments = [
            ["BEG", "00", "SA", number, "", "20260709"],
            ...drawn.flatMap(({ quantity, cents, id, description }, index) => [
              ["PO1", String(index + 1), String(quantity), "EA", (cents / 100).toFixed(2), "", "VN", id],
              ["PID", "F", "", "", "", description],
            ]),
            ["CTT", String(drawn.length)],
          ];
          const written = writeInterchange({
            sender: { qualifier: "ZZ", id: "NORTHFIELD" },
            receiver: { qualifier: "01", id: "HARBORMED" },
            control,
            usage: "T",
            version: newer ? "00501" : "00401",
            date: "2026-07-09T12:00:00Z",
            groups: [
              {
                functionalId: "PO",
                sender: "NF",
                receiver: "HM",
                control: 1,
                version: newer ? "005010" : "004010",
                transactions: [{ code: "850", control: "0007", segments }],
              },
            ],
          });
          const [read] = readX12(written);
          const set = read?.groups[0]?.transactions[0];
          expect([read?.issues, read?.groups[0]?.issues, set?.issues]).toEqual([[], [], []]);
          expect(Number(read?.control)).toBe(control);
          const lines = set?.root.loops.filter(({ id }) => id === "PO1") ?? [];
          const seen = lines.flatMap((loop) => [
            ...loop.segments,
            ...loop.loops.flatMap((inner) => inner.segments),
          ]);
          expect(seen.map(({ elements }) => elements)).toEqual(segments.slice(1, -1));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("size", () => {
  test("20 MB are read completely, in one transaction set", () => {
    const filler = Array.from({ length: 20 }, () => `MSG*${"X".repeat(200)}`);
    const loop = ["PO1*1*24*CA*12.50**VN*HM-1", "N9*ZZ*NOTE", ...filler];
    const body = [ACCEPTED_855[0] as string, ...Array.from({ length: 4_800 }, () => loop).flat(), "CTT*4800"];
    const input = interchange855(body);
    expect(input.length).toBeGreaterThan(19_000_000);
    const [read] = readX12(input);
    expect(read?.issues).toEqual([]);
    expect(read?.groups[0]?.transactions[0]?.issues).toEqual([]);
    expect(read?.groups[0]?.transactions[0]?.root.loops).toHaveLength(4_801);
  });

  test("20 MB without a segment terminator are an issue", () => {
    const [read] = readX12(bytes(`${good.slice(0, 200)}${"X".repeat(20_000_000)}`));
    expect(read?.issues.map(({ code }) => code)).toEqual(["trailer-missing"]);
    expect(read?.groups[0]?.transactions[0]?.issues.map(({ code }) => code)).toContain("trailer-missing");
  });

  test("20 MB of zeros are nothing", () => {
    expect(readX12(new Uint8Array(20_000_000))).toEqual([]);
  });
});

describe("hostile input", () => {
  const open = good.slice(0, good.indexOf("BAK*"));
  const times = (piece: string, megabytes: number) => piece.repeat((megabytes * 1_000_000) / piece.length);
  const codes = (input: string) => {
    const [read] = readX12(bytes(input));
    const sets = read?.groups.flatMap((group) => group.transactions.flatMap((set) => set.issues)) ?? [];
    return [...(read?.issues ?? []), ...sets].map(({ code }) => code);
  };

  test("fragments of ISAs are one unreadable interchange", () => {
    const read = readX12(bytes(times("\nISA*", 5)));
    expect(read.map(({ issues }) => issues.map(({ code }) => code))).toEqual([["isa-unreadable"]]);
  });

  test("empty segments without end are one remark", () => {
    const [read] = readX12(bytes(open + times("~", 20)));
    expect(read?.remarks).toMatchObject([{ code: "empty-segments", count: 20_000_000, offset: open.length }]);
    expect(codes(open + times("~", 3))).toEqual(["trailer-missing", "trailer-missing"]);
  });

  test("transaction sets without end are an issue", () => {
    expect(codes(open + times("ST*855*1~", 2))).toContain("too-many-transaction-sets");
  });
});
