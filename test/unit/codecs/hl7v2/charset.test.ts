import { describe, expect, test } from "vitest";
import { segment, value } from "../../../../sidecar/codecs/hl7v2/navigate.ts";
import { readHl7 } from "../../../../sidecar/codecs/hl7v2/read.ts";
import { writeHl7 } from "../../../../sidecar/codecs/hl7v2/write.ts";
import { bytes, codes, contentOf, MSH, message, readOne } from "./builders.ts";

const withSet = (charset: string, ...segments: string[]) =>
  `${[`${MSH}||||||${charset}`, ...segments].join("\r")}\r`;
const patient = (input: Uint8Array) => {
  const { message: read, issues } = readOne(input);
  return [read && value(segment(read, "PID"), 1), codes(issues)];
};
/** 漢字 in JIS X 0208 behind ESC $ B, then ESC ( B. The second byte of 字 is that of no separator; 0x7c stands in others. */
const japanese = (charset: string, before = "") =>
  latin1(withSet(charset, `PID|${before}\x1b$B\x34\x41\x3b\x7a\x1b(B and plain`));
const latin1 = (text: string) => Buffer.from(text, "latin1");

describe("the character set of a message", () => {
  test.each([
    ["UTF-8 without a name", bytes(message("PID|Müller 漢")), "Müller 漢"],
    ["latin-1 without a name", latin1(message("PID|Müller")), "Müller"],
    ["UNICODE UTF-8", bytes(withSet("UNICODE UTF-8", "PID|Zoë €")), "Zoë €"],
    ["8859/1", latin1(withSet("8859/1", "PID|\u00c3\u00bc")), "\u00c3\u00bc"],
    ["8859/15", latin1(withSet("8859/15", "PID|\u00a4")), "€"],
    ["8859/2", latin1(withSet("8859/2", "PID|\u00b3")), "ł"],
    ["a list of which the first counts", latin1(withSet("8859/15~ISO IR87", "PID|\u00a4")), "€"],
    ["ISO IR6, which is ASCII", bytes(withSet("ISO IR6", "PID|plain")), "plain"],
    ["ISO IR87", japanese("ISO IR87"), "漢字 and plain"],
    ["ASCII and ISO IR87", japanese("ASCII~ISO IR87"), "漢字 and plain"],
    ["ISO IR6 and ISO IR87", japanese("ISO IR6~ISO IR87"), "漢字 and plain"],
    ["no first one, and ISO IR87", japanese("~ISO IR87"), "漢字 and plain"],
    ["ASCII and ISO IR14", japanese("ASCII~ISO IR14~ISO IR87"), "漢字 and plain"],
    ["8859/15 and ISO IR87, with both", japanese("8859/15~ISO IR87", "\u00a4 "), "€ 漢字 and plain"],
    ["another spelling", latin1(withSet("iso-8859-15", "PID|\u00a4")), "€"],
    ["ASCII", bytes(withSet("ASCII", "PID|plain")), "plain"],
    ["deleted", bytes(withSet('""', "PID|é")), "é"],
    // 漢 is the two bytes 0x97 0x7c in GB 18030. The second one is also the field separator.
    [
      "GB 18030-2000",
      Buffer.concat([bytes(withSet("GB 18030-2000", "PID|")).subarray(0, -1), Buffer.of(0x97, 0x7c)]),
      "梶",
    ],
  ])("%s", (_name, input, expected) => expect(patient(input)).toEqual([expected, []]));

  test.each([
    ["unknown", bytes(withSet("EBCDIC", "PID|é")), "é", "charset-unknown"],
    ["ASCII, and is UTF-8", bytes(withSet("ASCII", "PID|é")), "é", "charset-mismatch"],
    ["UTF-8, and is latin-1", latin1(withSet("UNICODE UTF-8", "PID|é")), "é", "charset-mismatch"],
    ["UTF-16, and is not", bytes(withSet("UNICODE UTF-16", "PID|é")), "é", "charset-mismatch"],
    ["ISO IR159 behind the first", bytes(withSet("ASCII~ISO IR159", "PID|é")), "é", "charset-unknown"],
    [
      "an escape sequence of none",
      bytes(withSet("ASCII~ISO IR87", "PID|\x1b$Cxx")),
      "\x1b$Cxx",
      "charset-mismatch",
    ],
    ["UTF-32, which is not read", bytes(withSet("UNICODE UTF-32", "PID|é")), "é", "charset-unknown"],
  ])("that MSH-18 names as %s: a warning", (_name, input, expected, code) => {
    expect(patient(input)).toEqual([expected, [code]]);
    expect(readOne(input).issues).toMatchObject([{ severity: "warning", segment: "MSH", field: 18 }]);
  });

  test("belongs to each message separately", () => {
    const input = Buffer.concat([
      latin1(withSet("8859/15", "PID|\u00a4")),
      bytes(withSet("UNICODE UTF-8", "PID|漢")),
      latin1(message("PID|é")),
    ]);
    const read = readHl7(input).messages.map(
      (each) => each.message && value(segment(each.message, "PID"), 1),
    );
    expect(read).toEqual(["€", "漢", "é"]);
  });
});

test("a byte of a Japanese character that equals a separator is not one", () => {
  const read = contentOf(latin1(withSet("ASCII~ISO IR87", "PID|\x1b$B\x21\x7c\x21\x5e\x1b(B|next")));
  expect(value(segment(read, "PID"), 2)).toBe("next");
});

describe("UTF-16", () => {
  const text = withSet("UNICODE UTF-16", "PID|漢字 é");
  const little = Buffer.from(text, "utf16le");
  const big = Buffer.from(little).swap16();

  test.each([
    ["little endian", little],
    ["big endian", big],
    ["little endian, marked", Buffer.concat([Buffer.of(0xff, 0xfe), little])],
    ["big endian, marked", Buffer.concat([Buffer.of(0xfe, 0xff), big])],
  ])("%s", (_name, input) => expect(patient(input)).toEqual(["漢字 é", []]));

  test("has its messages at their byte positions", () => {
    const input = Buffer.from(`\ufeff${text}${text}`, "utf16le");
    const [first, second] = readHl7(input).messages;
    expect([first?.start, second?.start]).toEqual([2, 2 + 2 * text.length]);
    expect(input.subarray(second?.start, second?.end).toString("utf16le")).toBe(text.trimEnd());
  });
});

describe("writing", () => {
  test.each(["", "UNICODE UTF-8", "UNICODE UTF-16", "8859/1", "8859/2", "8859/15", "8859/9", "ASCII"])(
    "%j returns what was read",
    (name) => {
      const samples: Record<string, string> = {
        "8859/15": "€ é",
        "8859/2": "łódź",
        "8859/9": "ğ",
        "8859/1": "é",
        ASCII: "e",
      };
      const read = contentOf(withSet("UNICODE UTF-8", `PID|${samples[name] ?? "漢 😀 \u0085"}`));
      const [msh, ...rest] = read.segments;
      const fields =
        msh?.fields.map((each, index) => (index === 18 ? (name === "" ? [] : [[[name]]]) : each)) ?? [];
      const outgoing = { ...read, segments: [{ id: "MSH", fields }, ...rest] };
      expect(contentOf(writeHl7(outgoing))).toEqual(outgoing);
    },
  );

  test("hexadecimal bytes are characters of the message's set", () => {
    expect(patient(bytes(withSet("8859/15", "PID|\\XA4\\")))).toEqual(["€", []]);
    expect(patient(bytes(withSet("UNICODE UTF-8", "PID|\\XE282AC\\")))).toEqual(["€", []]);
  });
});
