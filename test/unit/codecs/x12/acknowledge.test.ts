import { describe, expect, test } from "vitest";
import {
  functionalAcknowledgement,
  interchangeAcknowledgement,
  interchangeStatus,
  isUsable,
  statusOf,
} from "../../../../sidecar/codecs/x12/acknowledge.ts";
import { readX12 } from "../../../../sidecar/codecs/x12/read.ts";
import type { X12Group, X12Interchange, X12Transaction } from "../../../../sidecar/codecs/x12/types.ts";
import { writeInterchange } from "../../../../sidecar/codecs/x12/write.ts";
import {
  ACCEPTED_855,
  bytes,
  group,
  type IsaOptions,
  interchange,
  interchange855,
  isa,
  lines,
  text,
  transaction,
} from "./builders.ts";

const PRODUCTION = { environment: "production" } as const;
const sound = (control: string) => transaction("855", control, ACCEPTED_855);
const body = (line: string, instead: string[]) =>
  ACCEPTED_855.flatMap((segment) => (segment.startsWith(line) ? instead : [segment]));
/** A unit that is too long is an error that does not make the document unusable. */
const withErrors = (control: string) =>
  transaction("855", control, body("PO1", ["PO1*1*24*CASE*12.50**VN*HM-1"]));
/** A line whose acknowledgement type lacks its date, and an unexpected segment. */
const broken = (control: string) => transaction("855", control, body("ACK", ["ACK*IA*24*CA", "HL*1**S"]));

type Answer = { read: X12Interchange; group: X12Group; lines: string[] };

function answer(input: Uint8Array, type: "997" | "999" = "997"): Answer {
  const read = readX12(input)[0] as X12Interchange;
  const first = read.groups[0] as X12Group;
  const segments = functionalAcknowledgement(read, first, { type });
  return { read, group: first, lines: segments.map((segment) => segment.join("*")) };
}

function answer4010(sets: string[][]): string[] {
  return answer(interchange([group("PR", "004010", sets)])).lines;
}

describe("997", () => {
  test("accepts a valid group", () => {
    expect(answer4010([sound("0001"), sound("0002")])).toEqual([
      "AK1*PR*7",
      "AK2*855*0001",
      "AK5*A",
      "AK2*855*0002",
      "AK5*A",
      "AK9*A*2*2*2",
    ]);
  });

  test("accepts with errors, naming segment, element and code", () => {
    expect(answer4010([withErrors("0001")])).toEqual([
      "AK1*PR*7",
      "AK2*855*0001",
      "AK3*PO1*3**8",
      "AK4*3*355*5",
      "AK5*E*5",
      "AK9*E*1*1*1",
    ]);
  });

  test("rejects a set and accepts the others", () => {
    expect(answer4010([sound("0001"), broken("0002")])).toEqual([
      "AK1*PR*7",
      "AK2*855*0001",
      "AK5*A",
      "AK2*855*0002",
      "AK3*HL*5**6",
      "AK5*R*5",
      "AK9*P*2*2*1",
    ]);
  });

  test("rejects a group whose sets are all rejected", () => {
    expect(answer4010([broken("0001")]).at(-1)).toBe("AK9*R*1*1*0");
  });

  test.each([
    {
      name: "a mandatory element missing",
      change: body("BAK", ["BAK*00*AD**20260709"]),
      notes: ["AK3*BAK*2**8", "AK4*3*324*1"],
    },
    {
      name: "a quantity that is no number",
      change: body("PO1", ["PO1*1*many*CA*12.50"]),
      notes: ["AK3*PO1*3**8", "AK4*2*330*6"],
    },
    {
      name: "a date that is none",
      change: body("BAK", ["BAK*00*AD*PO1*20261332"]),
      notes: ["AK3*BAK*2**8", "AK4*4*373*8"],
    },
    { name: "a mandatory segment missing", change: body("BAK", []), notes: ["AK3*BAK*2**3"] },
  ])("rejects $name", ({ change, notes }) => {
    const set = transaction("855", "0001", change);
    expect(answer4010([set])).toEqual(["AK1*PR*7", "AK2*855*0001", ...notes, "AK5*R*5", "AK9*R*1*1*0"]);
  });

  test("rejects a set that is not supported with code 1", () => {
    expect(answer4010([transaction("840", "0001", ["BQT*00*RFQ1*20260709"])]).slice(1)).toEqual([
      "AK2*840*0001",
      "AK5*R*1",
      "AK9*R*1*1*0",
    ]);
  });

  test("rejects a set whose trailer, number or count is wrong", () => {
    const cut = sound("0001").slice(0, -1);
    const numbers = [...cut, "SE*6*0009"];
    const count = [...cut, "SE*9*0001"];
    const codeOf = (set: string[]) => answer4010([set]).find((line) => line.startsWith("AK5"));
    expect([cut, numbers, count].map(codeOf)).toEqual(["AK5*R*2", "AK5*R*3", "AK5*R*4"]);
  });

  test.each([
    { name: "version", from: "X*004010", to: "X*003040", end: "AK9*R*1*1*0*2" },
    { name: "missing GE", from: "GE*1*7~", to: "", end: "AK9*R*1*1*0*3" },
    { name: "number", from: "GE*1*7", to: "GE*1*8", end: "AK9*R*1*1*0*4" },
    { name: "count", from: "GE*1*7", to: "GE*2*7", end: "AK9*R*2*1*0*5" },
  ])("rejects a group for its $name", ({ from, to, end }) => {
    const input = bytes(text(interchange855()).replace(from, to));
    expect(answer(input).lines.at(-1)).toBe(end);
  });

  test("a group whose interchange is rejected is rejected with it", () => {
    const input = text(interchange855());
    expect(answer(bytes(input.replace("IEA*1*000000001~", ""))).lines).toEqual(["AK1*PR*7", "AK9*R*1*1*0"]);
  });

  test("AK203 is present only if ST03 was", () => {
    const sets = [sound("0001"), transaction("855", "0002", ACCEPTED_855, "005010X358")];
    const { lines: found } = answer(interchange([group("PR", "005010", sets)], { version: "00501" }));
    expect(found.filter((line) => line.startsWith("AK2"))).toEqual([
      "AK2*855*0001",
      "AK2*855*0002*005010X358",
    ]);
  });

  test("a group of acknowledgements is never acknowledged", () => {
    const ack = transaction("997", "0001", ["AK1*PO*12", "AK9*A*1*1*1"]);
    expect(answer(interchange([group("FA", "004010", [ack])])).lines).toEqual([]);
    expect(answer(interchange([group("PR", "004010", [ack])])).lines).toEqual([]);
  });

  test("contains no value of the payload", () => {
    const set = transaction("855", "0001", body("PO1", ["PO1*1*JOHNDOE*PATIENTUNIT*x"]));
    expect(answer4010([set]).join("")).not.toMatch(/JOHN|PATIENT/);
  });

  test.each(["004010", "005010"])("can be written and read in %s, whatever its content", (version) => {
    const odd = transaction("855", "1", body("PO1", ["PO1*1*x*CASE*1*2*3*4*5", "N1", "QQQ", "HL"]));
    const { lines: segments, read } = answer(
      interchange([group("PR", version, [odd, sound("0002"), broken("12")])]),
    );
    const written = writeInterchange({
      sender: read.receiver,
      receiver: read.sender,
      control: 1,
      usage: "P",
      version: version === "004010" ? "00401" : "00501",
      date: "2026-07-09T12:00:00Z",
      groups: [
        {
          functionalId: "FA",
          sender: "NORTHFIELD",
          receiver: "HARBORMED",
          control: 1,
          version,
          transactions: [{ code: "997", control: 1, segments: segments.map((line) => line.split("*")) }],
        },
      ],
    });
    const set = readX12(written)[0]?.groups[0]?.transactions[0];
    expect(set?.issues).toEqual([]);
    expect(set?.root.loops.map(({ id }) => id)).toEqual(["AK2", "AK2", "AK2"]);
  });
});

describe("999", () => {
  test("names version and loop, with its own segment ids", () => {
    const set = transaction("855", "0001", body("PO1", ["PO1*1*24*CASE*12.50**VN*HM-1"]));
    const { lines: found } = answer(interchange([group("PR", "005010", [set])], { version: "00501" }), "999");
    expect(found).toEqual([
      "AK1*PR*7*005010",
      "AK2*855*0001",
      "IK3*PO1*3*PO1*8",
      "IK4*3*355*5",
      "IK5*E*5",
      "AK9*E*1*1*1",
    ]);
  });

  test("names no loop for segments of the transaction set itself, and the real one for others", () => {
    const head = body("BAK", ["BAK*00*AD*PO1*20261399", "N1*BY"]);
    const input = interchange([group("PR", "005010", [transaction("855", "0001", head)])], {
      version: "00501",
    });
    expect(answer(input, "999").lines.filter((line) => /^IK[34]/.test(line))).toEqual([
      "IK3*BAK*2**8",
      "IK4*4*373*8",
      "IK3*N1*3*N1*8",
      "IK4*2*93*2",
    ]);
    const missing = interchange([group("PR", "005010", [transaction("855", "0001", body("BAK", []))])], {
      version: "00501",
    });
    expect(answer(missing, "999").lines).toContain("IK3*BAK*2**3");
  });

  test("names the wrong component of a composite", () => {
    const set = transaction("855", "0001", body("PO1", ["PO1*1*24*CA*12.50", "MEA*PD*WT*4*LB>two"]));
    const input = interchange([group("PR", "005010", [set])], { version: "00501" });
    const read = readX12(input)[0] as X12Interchange;
    const segments = functionalAcknowledgement(read, read.groups[0] as X12Group, { type: "999" });
    expect(segments).toContainEqual(["IK4", ["4", "2"], "1018", "6"]);
  });

  test("has its own codes for repetitions and components", () => {
    const set = transaction("855", "0001", body("BAK", ["BAK*00*AD*PO>1*20260709"]));
    const input = interchange([group("PR", "005010", [set])], { version: "00501" });
    expect(answer(input, "999").lines).toContain("IK4*3*324*13");
    expect(answer(input, "997").lines).toContain("AK4*3*324*3");
  });
});

describe("statusOf and isUsable", () => {
  function usability(input: Uint8Array): { status: string; usable: boolean } {
    const { read, group: first } = answer(input);
    const set = first.transactions[0] as X12Transaction;
    return { status: statusOf(set), usable: isUsable(set, first, read) };
  }
  const of855 = (set: string[]) => interchange([group("PR", "004010", [set])]);
  const cut = (from: string, to: string) => bytes(text(interchange855()).replace(from, to));

  test.each([
    { name: "sound", input: of855(sound("0001")), status: "accepted", usable: true },
    { name: "with errors", input: of855(withErrors("0001")), status: "accepted-with-errors", usable: true },
    { name: "broken", input: of855(broken("0001")), status: "rejected", usable: false },
    { name: "without SE", input: cut("SE*6*0001~", ""), status: "rejected", usable: false },
    { name: "without GE", input: cut("GE*1*7~", ""), status: "accepted", usable: false },
    { name: "without IEA", input: cut("IEA*1*000000001~", ""), status: "accepted", usable: false },
    { name: "with a wrong SE01", input: cut("SE*6", "SE*7"), status: "rejected", usable: false },
    { name: "with a wrong GE01", input: cut("GE*1", "GE*2"), status: "accepted", usable: false },
    { name: "with a wrong IEA01", input: cut("IEA*1", "IEA*2"), status: "accepted", usable: false },
    {
      name: "with a bad interchange date",
      input: interchange855(ACCEPTED_855, { date: "000000" }),
      status: "accepted",
      usable: true,
    },
  ])("a set $name is $status, usable: $usable", ({ input, status, usable }) => {
    expect(usability(input)).toEqual({ status, usable });
  });
});

describe("TA1", () => {
  const ta1Of = (options: IsaOptions, change = (input: string) => input) =>
    interchangeStatus(
      readX12(bytes(change(text(interchange855(ACCEPTED_855, options)))))[0] as X12Interchange,
      PRODUCTION,
    );

  test("is sent for a valid interchange only if ISA14 requests it", () => {
    expect(ta1Of({ requested: "0" })).toBeNull();
    expect(ta1Of({ requested: "1" })).toEqual({ code: "A", note: "000" });
  });

  test.each([
    {
      name: "different control numbers",
      change: (input: string) => input.replace("IEA*1*000000001", "IEA*1*000000002"),
      note: "001",
    },
    { name: "an early end", change: (input: string) => input.slice(0, 200), note: "023" },
    { name: "a damaged ISA", change: (input: string) => input.slice(0, 80), note: "024" },
    {
      name: "a wrong count of groups",
      change: (input: string) => input.replace("IEA*1", "IEA*4"),
      note: "021",
    },
  ])("is always sent for $name, with note $note", ({ change, note }) => {
    expect(ta1Of({ requested: "0" }, change)).toEqual({ code: "R", note });
  });

  test("is sent for an invalid control number, 018", () => {
    expect(ta1Of({ control: "12345678X" })).toEqual({ code: "R", note: "018" });
  });

  test("reports 020 for a test interchange in production, and nothing in a test environment", () => {
    const read = readX12(interchange855(ACCEPTED_855, { usage: "T" }))[0] as X12Interchange;
    expect(interchangeStatus(read, PRODUCTION)).toEqual({ code: "R", note: "020" });
    expect(interchangeStatus(read, { environment: "test" })).toBeNull();
  });

  test("accepts an interchange that only has an invalid date, with errors", () => {
    expect(ta1Of({ date: "991399" })).toEqual({ code: "E", note: "014" });
  });

  test("is never sent for a TA1, and for a 997 only if its interchange fails", () => {
    const ta1 = bytes(
      isa({ requested: "1" }) + lines(["TA1*000000042*260708*1100*A*000", "IEA*1*000000001"]),
    );
    expect(interchangeStatus(readX12(ta1)[0] as X12Interchange, PRODUCTION)).toBeNull();
    const ack = group("FA", "004010", [transaction("997", "0001", ["AK1*PO*12", "AK9*A*1*1*1"])]);
    const sent = text(interchange([ack], { requested: "1" }));
    expect(interchangeStatus(readX12(bytes(sent))[0] as X12Interchange, PRODUCTION)).toBeNull();
    const failed = readX12(bytes(sent.replace("IEA*1*000000001", "IEA*1*000000003")))[0] as X12Interchange;
    expect(interchangeStatus(failed, PRODUCTION)).toEqual({ code: "R", note: "001" });
  });

  test("repeats number, date and time of the interchange it answers", () => {
    const read = readX12(interchange855(ACCEPTED_855, { control: "000000417" }))[0] as X12Interchange;
    const answered = { control: "000000417", date: "260709", time: "1200" };
    expect(interchangeAcknowledgement(read, "000")).toEqual({ ...answered, code: "A", note: "000" });
    expect(interchangeAcknowledgement(read, "025")).toEqual({ ...answered, code: "R", note: "025" });
    expect(interchangeAcknowledgement(read, "014")).toEqual({ ...answered, code: "E", note: "014" });
  });
});
