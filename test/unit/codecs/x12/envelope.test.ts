import { describe, expect, test } from "vitest";
import { readX12 } from "../../../../sidecar/codecs/x12/read.ts";
import type { X12Group, X12Interchange, X12Transaction } from "../../../../sidecar/codecs/x12/types.ts";
import {
  ACCEPTED_855,
  brief,
  bytes,
  group,
  interchange,
  interchange855,
  isa,
  lines,
  text,
  transaction,
} from "./builders.ts";

const accepted = transaction("855", "0001", ACCEPTED_855);

function only(input: Uint8Array): X12Interchange {
  const read = readX12(input);
  expect(read).toHaveLength(1);
  return read[0] as X12Interchange;
}

function onlyGroup(input: Uint8Array): X12Group {
  return only(input).groups[0] as X12Group;
}

function onlyTransaction(input: Uint8Array): X12Transaction {
  return onlyGroup(input).transactions[0] as X12Transaction;
}

/** The 855 interchange with one piece of its text replaced. */
function altered(from: string, to: string): Uint8Array {
  const whole = text(interchange855());
  expect(whole).toContain(from);
  return bytes(whole.replace(from, to));
}

describe("the content of ISA, GS and ST", () => {
  test("a valid interchange is read without an issue", () => {
    const read = only(interchange855());
    expect(read).toMatchObject({
      delimiters: { element: "*", component: ">", repetition: null, segment: "~" },
      sender: { qualifier: "ZZ", id: "HARBORMED" },
      receiver: { qualifier: "ZZ", id: "NORTHFIELD" },
      date: "260709",
      time: "1200",
      version: "00401",
      control: "000000001",
      acknowledgmentRequested: false,
      usage: "P",
      issues: [],
    });
    expect(read.groups[0]).toMatchObject({
      functionalId: "PR",
      sender: "HARBORMED",
      receiver: "NORTHFIELD",
      control: "7",
      version: "004010",
      announced: "1",
      issues: [],
    });
    expect(read.groups[0]?.transactions[0]).toMatchObject({ code: "855", control: "0001", issues: [] });
  });

  test("the byte range of a transaction set is from ST to SE, including the terminator", () => {
    const input = interchange855();
    const { start, end } = onlyTransaction(input);
    expect(text(input.subarray(start, end))).toBe(lines(accepted));
  });

  test("offsets and positions lead to the segment in the input", () => {
    const input = interchange855();
    const bak = onlyTransaction(input).root.segments[1];
    expect(bak).toMatchObject({ id: "BAK", position: 2 });
    expect(text(input).slice(bak?.offset).startsWith("BAK*00*AD")).toBe(true);
  });

  test("ST03 is the version if it is sent", () => {
    const set = transaction("855", "0001", ACCEPTED_855, "005010X358");
    const read = onlyTransaction(interchange([group("PR", "005010", [set])], { version: "00501" }));
    expect(read).toMatchObject({ version: "005010X358", convention: "005010X358", issues: [] });
  });

  test("text is latin-1 unless specified otherwise", () => {
    const named = (name: string) =>
      interchange855([...ACCEPTED_855.slice(0, 1), `N1*SU*${name}*92*1`, ...ACCEPTED_855.slice(1)]);
    const inLatin = onlyTransaction(named("M\u00fcller"));
    expect(inLatin.root.loops[0]?.segments[0]?.elements[2]).toBe("M\u00fcller");
    const inUtf8 = readX12(named("M\u00c3\u00bcller"), { encoding: "utf8" })[0]?.groups[0]?.transactions[0];
    expect(inUtf8?.root.loops[0]?.segments[0]?.elements[2]).toBe("M\u00fcller");
  });
});

describe("control numbers and counts", () => {
  const cases: {
    name: string;
    from: string;
    to: string;
    interchange?: string;
    group?: string;
    set?: string;
  }[] = [
    {
      name: "IEA02 other than ISA13",
      from: "IEA*1*000000001",
      to: "IEA*1*000000002",
      interchange: "control-number-mismatch/001",
    },
    {
      name: "IEA01 other than the groups received",
      from: "IEA*1*",
      to: "IEA*2*",
      interchange: "count-mismatch/021",
    },
    { name: "GE02 other than GS06", from: "GE*1*7", to: "GE*1*8", group: "control-number-mismatch/4" },
    { name: "GE01 other than the sets received", from: "GE*1*7", to: "GE*3*7", group: "count-mismatch/5" },
    { name: "SE02 other than ST02", from: "SE*6*0001", to: "SE*6*0002", set: "control-number-mismatch/3" },
    { name: "SE01 other than the segments received", from: "SE*6*", to: "SE*7*", set: "count-mismatch/4" },
    { name: "a count that is no number", from: "IEA*1*", to: "IEA*X*", interchange: "count-mismatch/021" },
    {
      name: "GS06 that is no number",
      from: "*1200*7*X",
      to: "*1200*A7*X",
      group: "control-number-invalid/6",
    },
    { name: "no GE", from: "GE*1*7~", to: "", group: "trailer-missing/3" },
    { name: "no SE", from: "SE*6*0001~", to: "", set: "trailer-missing/2" },
    { name: "no IEA", from: "IEA*1*000000001~", to: "", interchange: "trailer-missing/023" },
    {
      name: "a segment between the sets",
      from: "GE*1*7",
      to: "REF*VR*1~GE*1*7",
      interchange: "segment-outside-transaction/022",
    },
    {
      name: "a segment between the groups",
      from: "IEA*1*",
      to: "REF*VR*1~IEA*1*",
      interchange: "segment-outside-group/022",
    },
    { name: "SE without ST", from: "ST*855*0001~", to: "", interchange: "segment-outside-transaction/022" },
  ];
  test.each(cases)("$name is an issue at its level", ({ from, to, ...expected }) => {
    const read = only(altered(from, to));
    const groups = read.groups.flatMap(({ issues }) => issues);
    const sets = read.groups.flatMap(({ transactions }) => transactions.flatMap(({ issues }) => issues));
    if (expected.interchange !== undefined) expect(brief(read.issues)).toContain(expected.interchange);
    else expect(read.issues).toEqual([]);
    if (expected.group !== undefined) expect(brief(groups)).toContain(expected.group);
    if (expected.set !== undefined) expect(brief(sets)).toEqual([expected.set]);
  });

  test("they are compared trimmed and without leading zeros", () => {
    const spaced = altered("SE*6*0001", "SE*0006*1 ");
    expect(brief(onlyTransaction(bytes(text(spaced).replace("GE*1*7", "GE*001*0007"))).issues)).toEqual([
      "element-too-short/4",
    ]);
    const padded = onlyGroup(
      bytes(text(interchange855()).replace("GE*1*7", "GE*001* 0007").replace("IEA*1*0", "IEA*01*")),
    );
    expect(padded.issues).toEqual([]);
  });

  test("a set's control number used twice in its group is an issue", () => {
    const read = onlyGroup(interchange([group("PR", "004010", [accepted, accepted])]));
    expect(read.transactions.map(({ issues }) => brief(issues))).toEqual([
      [],
      ["control-number-repeated/23"],
    ]);
  });
});

describe("truncated input", () => {
  test("an unterminated last segment is an error", () => {
    const input = interchange855();
    const read = only(input.subarray(0, input.length - 1));
    expect(brief(read.issues)).toEqual(["segment-unterminated/023", "trailer-missing/023"]);
  });

  test("wherever the input is cut, an issue reports it", () => {
    const input = interchange855();
    for (let length = 4; length < input.length; length++) {
      const read = only(input.subarray(0, length));
      const codes = brief(read.issues);
      expect(
        codes.some((code) => code.endsWith("/023") || code.endsWith("/024")),
        `cut at ${length}`,
      ).toBe(true);
    }
  });

  test("an ISA cut short is an interchange with an issue and empty fields", () => {
    expect(only(bytes(isa().slice(0, 60)))).toMatchObject({
      control: "",
      groups: [],
      issues: [{ ack: "024" }],
    });
  });

  test("a transaction set without SE is preserved up to the cut", () => {
    const read = onlyGroup(
      interchange([group("PR", "004010", [accepted.slice(0, -1), transaction("855", "0002", ACCEPTED_855)])]),
    );
    expect(read.transactions.map(({ control, issues }) => [control, ...brief(issues)])).toEqual([
      ["0001", "trailer-missing/2"],
      ["0002"],
    ]);
  });
});

describe("several groups and interchanges", () => {
  test("several groups are read, each with its own sets", () => {
    const second = group(
      "PR",
      "004010",
      [transaction("855", "0001", ACCEPTED_855), transaction("855", "0002", ACCEPTED_855)],
      "8",
    );
    const read = only(interchange([group("PR", "004010", [accepted]), second]));
    expect(read.issues).toEqual([]);
    expect(read.groups.map(({ control, transactions }) => [control, transactions.length])).toEqual([
      ["7", 1],
      ["8", 2],
    ]);
  });

  test("each ISA sets the separators anew", () => {
    const other = { element: "|", segment: "\n", component: ":", control: "000000002" };
    const input = Buffer.concat([interchange855(), interchange855(ACCEPTED_855, other)]);
    const read = readX12(input);
    expect(read.map(({ control, delimiters, issues }) => [control, delimiters.element, issues])).toEqual([
      ["000000001", "*", []],
      ["000000002", "|", []],
    ]);
    expect(read[1]?.groups[0]?.transactions[0]?.issues).toEqual([]);
  });

  test("an ISA inside a text element starts no interchange", () => {
    const quoted = `${isa({ element: "|", segment: "!", component: ":" })}`;
    const body = [
      ACCEPTED_855[0] as string,
      "N9*ZZ*1",
      `MSG*SEE ISA|00 AND ${quoted} BELOW`,
      ...ACCEPTED_855.slice(1),
    ];
    const read = only(interchange855(body));
    expect(read.issues).toEqual([]);
    expect(read.groups[0]?.transactions[0]?.issues).toEqual([]);
  });

  test("an interchange cut in the middle of a segment does not swallow the next one", () => {
    const broken = text(interchange855()).slice(0, 230);
    const other = { element: "|", segment: "^", component: ":", control: "000000002" };
    for (const options of [{ control: "000000002" }, other]) {
      const read = readX12(bytes(broken + text(interchange855(ACCEPTED_855, options))));
      expect(read.map(({ control }) => control)).toEqual(["000000001", "000000002"]);
      expect(brief(read[0]?.issues ?? [])).toEqual(["segment-unterminated/023", "trailer-missing/023"]);
      expect(read[1]?.issues).toEqual([]);
      expect(read[1]?.groups[0]?.transactions[0]?.issues).toEqual([]);
    }
  });

  test("a truncated ISA does not swallow the next interchange", () => {
    const read = readX12(bytes(isa().slice(0, 90) + text(interchange855())));
    expect(read.map(({ control, issues }) => [control, ...brief(issues)])).toEqual([
      ["", "isa-unreadable/024"],
      ["000000001"],
    ]);
  });

  test("a TA1 outside a group is read", () => {
    const input = bytes(isa() + lines(["TA1*000000042*260708*1100*R*018", "IEA*0*000000001"]));
    expect(only(input)).toMatchObject({
      interchangeAcks: [{ control: "000000042", date: "260708", time: "1100", code: "R", note: "018" }],
      issues: [],
    });
    expect(brief(only(altered("GE*1*7", "TA1*1*2*3*A*000~GE*1*7")).issues)).toEqual([
      "segment-outside-transaction/022",
    ]);
    expect(brief(only(altered("GS*PR", "TA1*000000042*260708~GS*PR")).issues)).toEqual(["ta1-malformed/024"]);
  });
});

describe("unsupported input", () => {
  test("an unknown transaction set has flat segments and an issue", () => {
    const set = transaction("840", "0001", ["BQT*00*RFQ1*20260709", "PO1*1*2*EA", "PO1*2*3*EA"]);
    const read = onlyTransaction(interchange([group("RQ", "004010", [set])]));
    expect(brief(read.issues)).toEqual(["transaction-unsupported/1"]);
    expect(read.root.segments.map(({ id }) => id)).toEqual(["ST", "BQT", "PO1", "PO1", "SE"]);
    expect(read.root.loops).toEqual([]);
  });

  test("counts and numbers of an unknown transaction set are still checked", () => {
    const read = onlyTransaction(
      interchange([group("RQ", "004010", [["ST*840*0001", "BQT*00*RFQ1*20260709", "SE*9*0002"]])]),
    );
    expect(brief(read.issues)).toEqual([
      "transaction-unsupported/1",
      "control-number-mismatch/3",
      "count-mismatch/4",
    ]);
  });

  test("another version of the standard is an issue of the group", () => {
    const read = onlyGroup(interchange([group("PR", "003040", [accepted])]));
    expect(brief(read.issues)).toEqual(["version-unsupported/2"]);
  });
});
