import { describe, expect, test } from "vitest";
import { type HL7Limits, readHl7 } from "../../../../sidecar/codecs/hl7v2/read.ts";
import { looksLikeHl7 } from "../../../../sidecar/codecs/hl7v2/split.ts";
import { writeHl7 } from "../../../../sidecar/codecs/hl7v2/write.ts";
import { bytes, codes, contentOf, MSH, message } from "./builders.ts";

const MEGABYTES = 10_000_000;
/** The other limits, which also apply without this one. */
const ANY = { pieces: Number.POSITIVE_INFINITY };
const separatorsIn = (text: string) => text.match(/[|^~\\&]/g)?.length ?? 0;
const times = (piece: string) => piece.repeat(MEGABYTES / piece.length);
const issuesOf = (text: string, limits: Partial<HL7Limits> = {}) => {
  const { messages, issues } = readHl7(bytes(text), limits);
  return [...new Set(codes([...issues, ...messages.flatMap((each) => each.issues)]))];
};

describe("large messages", () => {
  test("of 200,000 segments are read and written", { timeout: 60_000 }, () => {
    const read = contentOf(message("ZSU|1|a^b\r".repeat(200_000)), ANY);
    expect(read.segments).toHaveLength(200_001);
    expect(contentOf(writeHl7(read), ANY).segments).toHaveLength(200_001);
  });

  test("of one field of ten megabytes are read", () => {
    const read = contentOf(message(`OBX|1|ED|${times("QUJD")}`));
    expect(read.segments[1]?.fields[3]?.[0]?.[0]?.[0]).toHaveLength(MEGABYTES);
  });
});

describe("ten megabytes of hostile input", () => {
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
  ])("of %s result in an issue, or in nothing, without a limit of pieces", (_name, piece, expected) => {
    expect(issuesOf(`${MSH}\rOBX|1|${times(piece)}`, ANY)).toEqual(expected);
  });

  test.each(["|", "~", "^", "&", "\\X41\\", "\\", "\rZZZ|", "\na"])(
    "of %j have too many pieces: only the header is read, for the answer",
    (piece) => {
      const [read] = readHl7(bytes(`${MSH}\rOBX|1|${times(piece)}`)).messages;
      expect(read?.issues.map(({ code, ack }) => [code, ack])).toEqual([["too-many-pieces", "102"]]);
      expect(read?.message?.segments.map(({ id }) => id)).toEqual(["MSH"]);
    },
  );

  test("up to the limit, pieces are read, and one more is not", () => {
    const pieces = (count: number) => `${MSH}\rZZZ${"|a".repeat(count - 1 - separatorsIn(MSH))}`;
    expect(issuesOf(pieces(5000), { pieces: 5000 })).not.toContain("too-many-pieces");
    expect(issuesOf(pieces(5001), { pieces: 5000 })).toContain("too-many-pieces");
  });

  test.each([" ", "\n", "\0", "\ufeff", "\x0b"])("of %j before nothing are nothing", (piece) => {
    expect(readHl7(bytes(times(piece)))).toMatchObject({ messages: [], issues: [] });
    expect(looksLikeHl7(bytes(times(piece)))).toBe(false);
  });
});
