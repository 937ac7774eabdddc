import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escaped, unescaped } from "../../../../sidecar/codecs/hl7v2/escape.ts";
import { RECOMMENDED } from "../../../../sidecar/codecs/hl7v2/separators.ts";
import { hostile, separators } from "./builders.ts";

const hexText = (hex: Uint8Array) => Buffer.from(hex).toString("utf8");
const decode = (text: string) => unescaped(text, RECOMMENDED, hexText);
const encode = (text: string) => escaped(text, RECOMMENDED);

describe("reading", () => {
  test.each([
    ["\\F\\\\S\\\\R\\\\T\\\\E\\", "|^~&\\"],
    ["a\\F\\b", "a|b"],
    ["\\X0D0A\\", "\r\n"],
    ["\\Xc3A9\\", "é"],
    ["one\\.br\\two", "one\ntwo"],
    ["Smith \\T\\ Sons", "Smith & Sons"],
    ["\\E\\F\\E\\", "\\F\\"],
  ])("%j means %j", (text, meaning) => expect(decode(text)).toBe(meaning));

  test.each([
    ["formatting", "\\H\\bold\\N\\ \\.sp+2\\ \\.in-3\\"],
    ["other character sets", "\\C2842\\\\M2442\\"],
    ["the sender's own", "\\Z12\\"],
    ["an unknown one", "\\Q\\"],
    ["half a hexadecimal", "\\X0\\"],
    ["no hexadecimal", "\\XGG\\"],
    ["zero bytes", "\\X410042\\"],
    ["one without an end", "C:\\temp"],
    ["a lone escape character", "\\"],
  ])("%s stays as it is", (_name, text) => expect(decode(text)).toBe(text));

  test("an escape after an invalid one is found", () => expect(decode("C:\\dir\\F\\x")).toBe("C:\\dir|x"));
});

describe("writing", () => {
  test.each([
    ["|^~&\\", "\\F\\\\S\\\\R\\\\T\\\\E\\"],
    ["a\rPID|", "a\\X0D\\PID\\F\\"],
    ["one\ntwo", "one\\.br\\two"],
    ["\x0b\x1c\x7f", "\\X0B\\\\X1C\\\\X7F\\"],
    ["a\tb", "a\tb"],
    ["\\F\\", "\\E\\F\\E\\"],
    ["\\H\\bold\\N\\", "\\H\\bold\\N\\"],
    ["\\Q\\", "\\E\\Q\\E\\"],
    ["plain é 漢 😀", "plain é 漢 😀"],
  ])("%j is %j", (text, expected) => expect(encode(text)).toBe(expected));

  test.each(["a\0b", "\ud800", "x\udc00"])("%j cannot be written", (text) => expect(encode(text)).toBeNull());

  test("without an escape character only text without separators can be written", () => {
    const bare = { ...RECOMMENDED, escape: null, subcomponent: null };
    expect([escaped("a&b\\c", bare), escaped("a|b", bare)]).toEqual(["a&b\\c", null]);
  });
});

describe("reading and writing", () => {
  test("preserve any value with any separators, and leave no separator in it", () => {
    fc.assert(
      fc.property(hostile, separators, (text, drawn) => {
        const written = escaped(text, drawn) ?? "";
        expect(unescaped(written, drawn, hexText)).toBe(text);
        const { field, component, repetition, subcomponent } = drawn;
        for (const cutting of [field, component, repetition, subcomponent, "\r", "\n", "\x0b", "\x1c"])
          expect(written.includes(cutting ?? "")).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test("is stable: the second reading equals the first", () => {
    fc.assert(
      fc.property(hostile, (sent) => {
        const once = decode(sent);
        expect(decode(encode(once) ?? "")).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });
});
