import { describe, expect, test } from "vitest";
import { readX12 } from "../../../../sidecar/codecs/x12/read.ts";
import { ACCEPTED_855, brief, bytes, interchange855, isa, text } from "./builders.ts";

function issuesOf(input: Uint8Array): string[] {
  return readX12(input).flatMap(({ issues, groups }) => [
    ...brief(issues),
    ...groups.flatMap((group) => [
      ...brief(group.issues),
      ...group.transactions.flatMap((set) => brief(set.issues)),
    ]),
  ]);
}

const terminators = ["~", "\r", "\n", "}", "\u00a6", "^", "\\", "|", "!", "$", "\x1d"];

describe("separators", () => {
  test.each(terminators)("segments may be terminated by %j", (segment) => {
    expect(issuesOf(interchange855(ACCEPTED_855, { segment }))).toEqual([]);
  });

  test.each(["|", "\x1d", "^", ",", "+"])("elements may be separated by %j", (element) => {
    expect(issuesOf(interchange855(ACCEPTED_855, { element }))).toEqual([]);
  });

  test.each(["\r\n", "\n", "\r", "\r\n\r\n"])(
    "line ends (%j) after the terminator are dropped",
    (lineEnd) => {
      const input = text(interchange855()).replaceAll("~", `~${lineEnd}`);
      expect(issuesOf(bytes(input))).toEqual([]);
    },
  );

  test("CR as the terminator may be followed by LF", () => {
    const input = text(interchange855(ACCEPTED_855, { segment: "\r" })).replaceAll("\r", "\r\n");
    expect(issuesOf(bytes(input))).toEqual([]);
  });

  test.each([
    { name: "a byte order mark", lead: "\u00ef\u00bb\u00bf" },
    { name: "blank lines", lead: "\r\n \n\n" },
    { name: "both", lead: "\u00ef\u00bb\u00bf\r\n" },
  ])("$name before ISA is accepted", ({ lead }) => {
    expect(issuesOf(bytes(lead + text(interchange855())))).toEqual([]);
  });
});

describe("the repetition separator", () => {
  const repetitionOf = (version: string, repetition: string) =>
    readX12(interchange855(ACCEPTED_855, { version, repetition }))[0]?.delimiters.repetition;

  test("is ISA11 from 00402 on", () => {
    expect(repetitionOf("00402", "^")).toBe("^");
    expect(repetitionOf("00501", "^")).toBe("^");
  });

  test("is none before 00402", () => {
    expect(repetitionOf("00401", "^")).toBeNull();
    expect(repetitionOf("00401", "U")).toBeNull();
  });

  test("is none when ISA11 is a letter or one of the other separators", () => {
    expect(repetitionOf("00501", "U")).toBeNull();
    expect(repetitionOf("00501", ">")).toBeNull();
    expect(repetitionOf("00501", "~")).toBeNull();
  });
});

describe("faults of the ISA", () => {
  test("an ISA without padding is read, and refused", () => {
    const narrow = text(interchange855()).replace("HARBORMED      *", "HARBORMED *");
    const [read] = readX12(bytes(narrow));
    expect(brief(read?.issues ?? [])).toEqual(["isa-layout/024"]);
    expect(read?.sender.id).toBe("HARBORMED");
    expect(read?.groups[0]?.transactions).toHaveLength(1);
  });

  test.each([
    { name: "control number", options: { control: "00000000A" }, issue: "isa-control-number/018" },
    { name: "usage indicator", options: { usage: "X" }, issue: "isa-usage-indicator/020" },
    {
      name: "acknowledgment requested",
      options: { requested: "2" },
      issue: "isa-acknowledgment-requested/019",
    },
    { name: "version", options: { version: "4010 " }, issue: "isa-version/017" },
    { name: "date", options: { date: "261309" }, issue: "isa-date/014" },
    { name: "time", options: { time: "2561" }, issue: "isa-time/015" },
  ])("an invalid $name is an issue with its own note", ({ options, issue }) => {
    expect(issuesOf(interchange855(ACCEPTED_855, options))).toEqual([issue]);
  });

  test("only P is read as production", () => {
    expect(readX12(interchange855(ACCEPTED_855, { usage: "X" }))[0]?.usage).toBe("T");
  });

  test("the ISA is 106 characters", () => {
    expect(isa()).toHaveLength(106);
    expect(issuesOf(bytes(text(interchange855()).replace("HARBORMED ", "HARBORMED  ")))).toEqual([
      "isa-layout/024",
    ]);
  });
});
