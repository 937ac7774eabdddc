import { describe, expect, test } from "vitest";
import { field, segment, segments, value } from "../../../../sidecar/codecs/hl7v2/navigate.ts";
import { isUsable, readHl7 } from "../../../../sidecar/codecs/hl7v2/read.ts";
import { looksLikeHl7 } from "../../../../sidecar/codecs/hl7v2/split.ts";
import { bytes, codes, contentOf, MSH, message, readOne } from "./builders.ts";

const ids = (input: string) => contentOf(input).segments.map(({ id }) => id);

describe("segments", () => {
  test.each([
    ["CR", "\r"],
    ["LF", "\n"],
    ["CRLF", "\r\n"],
    ["blank lines between", "\r\r\n \n"],
  ])("end with %s", (_name, end) => {
    expect(ids([MSH, "PID|1", "ZSU|x"].join(end))).toEqual(["MSH", "PID", "ZSU"]);
    expect(ids([MSH, "PID|1", "ZSU|x", ""].join(end))).toEqual(["MSH", "PID", "ZSU"]);
  });

  test.each([
    ["a byte order mark", "\ufeff"],
    ["new lines", "\r\n\n\r"],
    ["a byte order mark, new lines and blanks", "\ufeff\r\n  "],
    ["a start of frame", "\x0b"],
  ])("can have %s before them", (_name, lead) => {
    expect(ids(lead + message("PID|1"))).toEqual(["MSH", "PID"]);
    expect(looksLikeHl7(bytes(lead + MSH))).toBe(true);
  });

  test("keep repetitions, components and subcomponents, and what is empty in between", () => {
    const pid = segment(contentOf(message("PID|1||a^^b&c&~d^e||")), "PID");
    expect(pid?.fields).toEqual([
      [],
      [[["1"]]],
      [],
      [
        [["a"], [], ["b", "c", ""]],
        [["d"], ["e"]],
      ],
      [],
      [],
    ]);
  });

  test("of a sender's own (Z) are preserved", () => {
    expect(value(segment(contentOf(message("ZSU|1|GLOVE-M^^99")), "ZSU"), 2, 3)).toBe("99");
  });

  test("MSH-1 and MSH-2 are unchanged, and MSH-3 is the field after them", () => {
    const msh = segment(contentOf(message()), "MSH");
    expect([1, 2, 3, 9, 10].map((index) => field(msh, index))).toEqual([
      [[["|"]]],
      [[["^~\\&"]]],
      [[["PHARM"]]],
      [[["RDS"], ["O13"]]],
      [[["42"]]],
    ]);
  });
});

describe("separators", () => {
  test("are those of MSH-1 and MSH-2, for each message separately", () => {
    const other = "MSH#*+!%#PHARM*1%2+X######RDS*O13#7#P#2.5\rPID##a|^~\\&b!T!c\r";
    const { messages } = readHl7(bytes(message("PID|a#b") + other + message("PID|c")));
    expect(messages.map(({ issues }) => codes(issues))).toEqual([[], [], []]);
    const [first, second] = messages.map(({ message: each }) => each);
    expect(first && value(segment(first, "PID"), 1)).toBe("a#b");
    expect(second && field(segment(second, "MSH"), 3)).toEqual([[["PHARM"], ["1", "2"]], [["X"]]]);
    expect(second && value(segment(second, "PID"), 2)).toBe("a|^~\\&b%c");
  });

  test("that MSH-2 omits separate nothing", () => {
    const read = contentOf("MSH|^~|A|B|||1||ADT^A03|9|P|2.3\rPID|a^b~c&d\\T\\\r");
    expect(read.separators).toMatchObject({ escape: null, subcomponent: null, truncation: null });
    expect(field(segment(read, "PID"), 1)).toEqual([[["a"], ["b"]], [["c&d\\T\\"]]]);
  });

  test("of version 2.7 have a truncation character", () => {
    const read = contentOf("MSH|^~\\&#|A|B|||1||ADT^A03|9|P|2.7\rPID|abc#|a\\P\\b\r");
    expect(read.separators.truncation).toBe("#");
    expect(value(segment(read, "PID"), 2)).toBe("a#b");
  });

  test.each([
    ["MSH", "nothing behind the name"],
    ["MSH|", "no encoding characters"],
    ["MSH||A|B", "an empty MSH-2"],
    ["MSH|^^\\&|A", "two that are the same"],
    ["MSH|^~\\|&|A", "the field separator between them"],
    ["MSH|^~\\&#$|A", "one too many"],
    ["MSH|a~\\&|A", "a letter"],
    ['MSH|"~\\&|A', "a quote"],
    ["MSH |^~\\&|A", "a blank for a field separator"],
  ])("%j cannot be used: %s", (line) => {
    const read = readOne(`${line}\rPID|1\r`);
    const expected =
      line === "MSH|^~\\|&|A"
        ? ["required-field-missing", "required-field-missing"]
        : ["separators-unusable"];
    expect(codes(read.issues)).toEqual(expected);
    expect(isUsable(read)).toBe(false);
  });
});

describe("a line feed", () => {
  const note = (input: string) => value(segment(contentOf(input), "NTE"), 3);

  test("in a message with CR is a line break in a value", () => {
    expect(note(message("NTE|1||first line\nsecond line", "PV1|1"))).toBe("first line\nsecond line");
    expect(note(message("PID|1", "NTE|1||a\n\nb\n"))).toBe("a\n\nb");
    expect(ids(message("NTE|1||a\nb", "PV1|1"))).toEqual(["MSH", "NTE", "PV1"]);
  });

  test("after CR belongs to it", () => {
    const mixed = `${MSH}\r\nNTE|1||first line\nsecond line\r\nPV1|1\rPID|1\r\n`;
    expect([ids(mixed), note(mixed)]).toEqual([["MSH", "NTE", "PV1", "PID"], "first line\nsecond line"]);
  });

  test("ends a segment in a message without CR, where an invalid line is a fault", () => {
    expect(ids(message("NTE|1||a", "PV1|1").replaceAll("\r", "\n"))).toEqual(["MSH", "NTE", "PV1"]);
    const read = readOne(message("NTE|1||a\nb c").replaceAll("\r", "\n"));
    expect(codes(read.issues)).toEqual(["segment-unrecognised"]);
  });

  test("in a message with CR, before something like a segment, is a fault because it is ambiguous", () => {
    const read = readOne(message("NTE|1||pasted\nRXD|2|NF-1||30", "PV1|1"));
    expect(read.issues).toMatchObject([{ severity: "error", code: "line-feed-ambiguous", sequence: 2 }]);
    expect(isUsable(read)).toBe(false);
  });
});

describe("a header after a line feed", () => {
  const pasted = message(`NTE|1||pasted\n${MSH}`, "RXD|1|NF-1||30");

  test("in a message with CR is not another message, but a fault of the whole", () => {
    const { messages } = readHl7(bytes(pasted));
    expect(messages).toMatchObject([{ issues: [{ code: "line-feed-ambiguous" }] }]);
  });

  test("is another message after CR, or if LF ends all segments", () => {
    for (const between of ["\r\n", "\r\n \n", "\n\r"])
      expect(readHl7(bytes(message("PID|1").trimEnd() + between + message())).messages).toHaveLength(2);
    const byLineFeed = (message("PID|1") + message()).replaceAll("\r", "\n");
    expect(readHl7(bytes(byLineFeed)).messages).toHaveLength(2);
  });
});

describe("several messages", () => {
  test("one after the other are read separately, with their ranges", () => {
    const input = bytes(`\ufeff${message("PID|1")}\n\n${message("PID|é")}${message("PID|3").trimEnd()}`);
    const { messages, issues } = readHl7(input);
    expect(issues).toEqual([]);
    const texts = messages.map(({ start, end }) => input.subarray(start, end).toString());
    expect(texts).toEqual(
      [message("PID|1"), message("PID|é"), message("PID|3")].map((text) => text.trimEnd()),
    );
  });

  test("text before them is an issue, and they are read", () => {
    const { messages, issues } = readHl7(bytes(`hello\r${message()}`));
    expect([messages.length, codes(issues)]).toEqual([1, ["text-outside-message"]]);
    expect(messages[0]?.issues).toEqual([]);
  });

  test("MSH in the middle of a line is text", () => {
    expect(ids(message("NTE|1||see MSH|^~\\& there"))).toEqual(["MSH", "NTE"]);
  });
});

describe("input without a message", () => {
  test.each([
    ["", []],
    ["\r\n \r", []],
    ["ISA*00*", ["text-outside-message"]],
    ["<html>MSH|^~\\&|</html>", ["text-outside-message"]],
    ["MSHELL|x", ["text-outside-message"]],
  ])("%j", (text, expected) => {
    const read = readHl7(bytes(text));
    expect([read.messages, codes(read.issues)]).toEqual([[], expected]);
    expect(looksLikeHl7(bytes(text))).toBe(false);
  });
});

describe("faults in a message", () => {
  test.each([
    [
      "a line that is no segment",
      message("PID|1", "hello world", "PV1|1"),
      "segment-unrecognised",
      { sequence: 3 },
    ],
    ["a segment in other separators", message("PID#1"), "segment-unrecognised", { sequence: 2 }],
    ["a name in small letters", message("pid|1"), "segment-unrecognised", { sequence: 2 }],
    [
      "no message type",
      message().replace("RDS^O13", ""),
      "required-field-missing",
      { segment: "MSH", field: 9 },
    ],
    [
      "no control ID",
      message().replace("|42|", "||"),
      "required-field-missing",
      { segment: "MSH", field: 10 },
    ],
    ["a deleted control ID", message().replace("|42|", '|""|'), "required-field-missing", { field: 10 }],
    [
      "a control ID without end",
      message().replace("42", "4".repeat(200)),
      "control-id-too-long",
      { field: 10 },
    ],
    ["a zero character", message("PID|a\0b"), "zero-character", {}],
    [
      "too many fields",
      message(`PID${"|x".repeat(1001)}`),
      "segment-overfull",
      { segment: "PID", sequence: 2, field: 1001 },
    ],
    [
      "too many components",
      message(`PID|1|${"^x".repeat(1001)}`),
      "segment-overfull",
      { segment: "PID", field: 2 },
    ],
  ])("%s: an error with its location, without a value", (_name, text, code, place) => {
    const read = readOne(text);
    expect(read.issues).toMatchObject([{ severity: "error", code, ...place, offset: 0 }]);
    expect(JSON.stringify(read.issues[0]?.message)).not.toMatch(/hello|444|PHARM/);
    expect(isUsable(read)).toBe(false);
  });

  test("the other segments are read nevertheless", () => {
    const read = readOne(message("PID|1", "hello", "PV1|2"));
    expect(read.message && segments(read.message, "PV1")).toHaveLength(1);
  });

  test("are at most a hundred", () => {
    expect(readOne(message(...Array.from({ length: 500 }, () => "?"))).issues).toHaveLength(100);
  });
});

describe("limits", () => {
  test.each([
    ["segments", { segments: 2 }, "too-many-segments"],
    ["characters of a segment", { segmentCharacters: 70 }, "segment-too-long"],
    ["bytes of a message", { messageBytes: 100 }, "message-too-long"],
  ])("of %s", (_name, limits, code) => {
    const input = bytes(message("PID|1", `PV1|${"x".repeat(80)}`));
    expect(codes(readHl7(input, limits).messages[0]?.issues ?? [])).toEqual([code]);
    expect(codes(readHl7(input).messages[0]?.issues ?? [])).toEqual([]);
  });
});
