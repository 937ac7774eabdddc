import { describe, expect, test } from "vitest";
import { readHl7 } from "../../../../sidecar/codecs/hl7v2/read.ts";
import { looksLikeHl7 } from "../../../../sidecar/codecs/hl7v2/split.ts";
import { writeHl7 } from "../../../../sidecar/codecs/hl7v2/write.ts";
import { bytes, codes, contentOf, MSH, message } from "./builders.ts";

const MEGABYTES = 10_000_000;
const times = (piece: string) => piece.repeat(MEGABYTES / piece.length);
const issuesOf = (text: string) => {
  const { messages, issues } = readHl7(bytes(text));
  return [...new Set(codes([...issues, ...messages.flatMap((each) => each.issues)]))];
};

describe("large messages", () => {
  test("of 200,000 segments are read and written", () => {
    const read = contentOf(message("ZSU|1|a^b\r".repeat(200_000)));
    expect(read.segments).toHaveLength(200_001);
    expect(contentOf(writeHl7(read)).segments).toHaveLength(200_001);
  });

  test("of one field of ten megabytes are read", () => {
    const read = contentOf(message(`OBX|1|ED|${times("QUJD")}`));
    expect(read.segments[1]?.fields[3]?.[0]?.[0]?.[0]).toHaveLength(MEGABYTES);
  });
});

describe("ten megabytes made to exhaust", () => {
  test.each([
    ["fields", "|", ["segment-overfull"]],
    ["repetitions", "~", ["segment-overfull"]],
    ["components", "^", ["segment-overfull"]],
    ["subcomponents", "&", ["segment-overfull"]],
    ["escapes", "\\X41\\", []],
    ["escape characters", "\\", []],
    ["line ends", "\r", []],
    ["blanks", " ", []],
    ["zeros", "\0", ["zero-character"]],
    ["segments", "\rZZZ|", ["too-many-segments"]],
    ["headers", "\rMSH|^~\\&|", ["too-many-messages", "required-field-missing"]],
    ["batches", "\rBHS|^~\\&|", ["too-many-messages"]],
  ])("of %s end in an issue, or in nothing", (_name, piece, expected) => {
    expect(issuesOf(`${MSH}\rOBX|1|${times(piece)}`)).toEqual(expected);
  });

  test.each([" ", "\n", "\0", "\ufeff", "\x0b"])("of %j in front of nothing are nothing", (piece) => {
    expect(readHl7(bytes(times(piece)))).toMatchObject({ messages: [], issues: [] });
    expect(looksLikeHl7(bytes(times(piece)))).toBe(false);
  });
});
