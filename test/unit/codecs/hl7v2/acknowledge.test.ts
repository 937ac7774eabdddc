import { describe, expect, test } from "vitest";
import {
  type Acknowledgement,
  acknowledgementFor,
  isDue,
  mode,
} from "../../../../sidecar/codecs/hl7v2/acknowledge.ts";
import type { HL7Message } from "../../../../sidecar/codecs/hl7v2/types.ts";
import { bytes, contentOf, message, readOne } from "./builders.ts";

const given: Acknowledgement = { code: "AA", control: "A1", at: "2026-11-20T10:30:00.999+01:00" };
const answer = (to: HL7Message | null, more: Partial<Acknowledgement> = {}) =>
  Buffer.from(acknowledgementFor(to, { ...given, ...more }))
    .toString("utf8")
    .split("\r");
const header = (fields: string) => contentOf(`MSH|^~\\&|${fields}\r`);

describe("an acknowledgement", () => {
  test("is addressed to the sender, with the message's control ID, type, processing ID and version", () => {
    expect(answer(contentOf(message("PID|1")))).toEqual([
      "MSH|^~\\&|SUTURE|STORE|PHARM|NORTH|20261120093000+0000||ACK^O13^ACK|A1|P|2.5",
      "MSA|AA|42",
      "",
    ]);
  });

  test.each([
    ["2.3", "ACK^A03"],
    ["2.3.1", "ACK^A03"],
    ["2.4", "ACK^A03^ACK"],
    ["2.8.2", "ACK^A03^ACK"],
    ["", "ACK^A03^ACK"],
  ])("in version %j is of type %s", (version, type) => {
    const [msh] = answer(header(`A|B|C|D|1||ADT^A03^ADT_A03|7|T|${version}`));
    expect(msh?.split("|").slice(8)).toEqual([type, "A1", "T", version]);
  });

  test("of a message without an event is of type ACK", () => {
    expect(answer(header("A|B|C|D|1||QRY|7|P|2.1"))[0]).toContain("|ACK|");
  });

  test("keeps the sender's separators, and components of the names", () => {
    expect(answer(contentOf("MSH#*$!%#PHARM*1%2*ISO#N#S#T#1##RDS*O13#7#P#2.5\r"))).toEqual([
      "MSH#*$!%#S#T#PHARM*1%2*ISO#N#20261120093000+0000##ACK*O13*ACK#A1#P#2.5",
      "MSA#AA#7",
      "",
    ]);
  });

  test("of a message with missing separators uses the recommended ones", () => {
    expect(answer(contentOf("MSH#*#A*1#N#S#T&U#1##ADT*A03#7#P#2.5\r"), { text: "a#b*c" })).toEqual([
      "MSH|^~\\&|S|T\\T\\U|A^1|N|20261120093000+0000||ACK^A03^ACK|A1|P|2.5",
      "MSA|AA|7|a#b*c",
      "",
    ]);
  });

  test.each(["8859/1", "UNICODE UTF-8", "UNICODE UTF-16"])("is in the message's character set %s", (name) => {
    const text = `MSH|^~\\&|Apothèque|B|C|D|1||ADT^A03|7|P|2.5||||||${name}\r`;
    const encoding = name === "8859/1" ? "latin1" : name.endsWith("16") ? "utf16le" : "utf8";
    const incoming = contentOf(Buffer.from(text, encoding));
    const read = contentOf(acknowledgementFor(incoming, given));
    expect(read.segments[0]?.fields[5]).toEqual([[["Apothèque"]]]);
    expect(read.segments[0]?.fields[18]).toEqual([[[name]]]);
  });

  test.each(["GB 18030-2000", "EBCDIC", "ASCII"])("is in UTF-8 if %s cannot be written", (name) => {
    const incoming = readOne(bytes(`MSH|^~\\&|药|B|C|D|1||ADT^A03|7|P|2.5||||||UNICODE UTF-8\r`)).message;
    const fields =
      incoming?.segments[0]?.fields.map((each, index) => (index === 18 ? [[[name]]] : each)) ?? [];
    const odd = incoming && { ...incoming, segments: [{ id: "MSH", fields }] };
    const read = contentOf(acknowledgementFor(odd, given));
    expect([read.segments[0]?.fields[5], read.segments[0]?.fields[18]]).toEqual([
      [[["药"]]],
      [[["UNICODE UTF-8"]]],
    ]);
  });

  test("of an unreadable frame names no sender", () => {
    expect(
      answer(null, {
        code: "AR",
        text: "The frame holds no message that can be read.",
        error: { code: "102" },
      }),
    ).toEqual([
      "MSH|^~\\&|||||20261120093000+0000||ACK|A1|P|2.5.1",
      "MSA|AR||The frame holds no message that can be read.",
      "ERR|||102^The frame holds no message that can be read.^HL70357|E||||The frame holds no message that can be read.",
      "",
    ]);
  });
});

describe("an error", () => {
  const fault = {
    code: "AR",
    text: "PID-3 is empty.",
    error: { code: "101", segment: "PID", sequence: 2, field: 3 },
  } as const;

  test("is in ERR with its location since version 2.5", () => {
    expect(answer(contentOf(message()), fault)[2]).toBe(
      "ERR||PID^2^3|101^PID-3 is empty.^HL70357|E||||PID-3 is empty.",
    );
  });

  test("is in ERR-1 before version 2.5", () => {
    expect(answer(header("A|B|C|D|1||ADT^A03|7|P|2.3"), fault)[2]).toBe(
      "ERR|PID^2^3^101&PID-3 is empty.&HL70357",
    );
  });

  test("without a location has only its code", () => {
    expect(answer(contentOf(message()), { code: "AE", error: { code: "207" } })[2]).toBe(
      "ERR|||207^^HL70357|E",
    );
  });
});

describe("mode", () => {
  test.each([
    ["", "", { mode: "original", accept: "NE", application: "AL" }],
    ['""', '""', { mode: "original", accept: "NE", application: "AL" }],
    ["AL", "NE", { mode: "enhanced", accept: "AL", application: "NE" }],
    ["AL", "AL", { mode: "enhanced", accept: "AL", application: "AL" }],
    ["NE", "", { mode: "enhanced", accept: "NE", application: "NE" }],
    ["ER", "SU", { mode: "enhanced", accept: "ER", application: "SU" }],
    ["", "AL", { mode: "enhanced", accept: "AL", application: "AL" }],
    ["XX", "", { mode: "enhanced", accept: "AL", application: "NE" }],
    ["NE", "XX", { mode: "enhanced", accept: "NE", application: "AL" }],
    ["ne ", " ", { mode: "enhanced", accept: "NE", application: "NE" }],
  ])("MSH-15 %j and MSH-16 %j", (accept, application, expected) => {
    expect(mode(header(`A|B|C|D|1||ADT^A03|7|P|2.5|||${accept}|${application}`))).toEqual(expected);
  });

  test.each([
    ["AL", true, true],
    ["NE", false, false],
    ["ER", false, true],
    ["SU", true, false],
  ] as const)("%s: of success %s, of failure %s", (condition, ofSuccess, ofFailure) => {
    expect([isDue(condition, true), isDue(condition, false)]).toEqual([ofSuccess, ofFailure]);
  });
});
