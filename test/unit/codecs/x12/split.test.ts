import { describe, expect, test } from "vitest";
import { readX12 } from "../../../../sidecar/codecs/x12/read.ts";
import { looksLikeX12, splitInterchanges } from "../../../../sidecar/codecs/x12/split.ts";
import { ACCEPTED_855, bytes, interchange855, isa, text } from "./builders.ts";

const first = text(interchange855());
const second = text(
  interchange855(ACCEPTED_855, { element: "|", segment: "\n", component: ":", control: "000000002" }),
);

function pieces(input: string): string[] {
  return splitInterchanges(bytes(input)).interchanges.map(({ start, end }) => input.slice(start, end));
}

describe("splitInterchanges", () => {
  test("splits a file into its interchanges, byte for byte", () => {
    expect(pieces(`\u00ef\u00bb\u00bf\n${first}\r\n${second}`)).toEqual([first, second]);
  });

  test("reads the header of each", () => {
    const [found] = splitInterchanges(bytes(first)).interchanges;
    expect(found?.header).toMatchObject({
      sender: { qualifier: "ZZ", id: "HARBORMED" },
      receiver: { qualifier: "ZZ", id: "NORTHFIELD" },
      control: "000000001",
      usage: "P",
      version: "00401",
      acknowledgmentRequested: false,
    });
  });

  test("treats text around interchanges as leftover, but not white space", () => {
    expect(splitInterchanges(bytes(`\r\n${first}\r\n\x1a\0 `)).leftover).toEqual([]);
    const input = `Dear partner,\n${first}goodbye\n${second}`;
    const { leftover } = splitInterchanges(bytes(input));
    expect(leftover.map(({ start, end }) => input.slice(start, end))).toEqual([
      "Dear partner,\n",
      "goodbye\n",
    ]);
    expect(pieces(input)).toEqual([first, second]);
  });

  test("treats text after the last interchange as leftover", () => {
    const input = `${first}trailing text`;
    expect(splitInterchanges(bytes(input)).leftover).toEqual([{ start: first.length, end: input.length }]);
  });

  test("ends an interchange without IEA where the next begins, as incomplete", () => {
    const cut = first.slice(0, 240);
    const { interchanges } = splitInterchanges(bytes(cut + second));
    expect(interchanges.map(({ complete }) => complete)).toEqual([false, true]);
    expect(pieces(cut + second)).toEqual([cut, second]);
  });

  test("returns no header for a truncated ISA", () => {
    const { interchanges, leftover } = splitInterchanges(bytes(isa().slice(0, 80)));
    expect(interchanges).toEqual([{ start: 0, end: 80, header: null, complete: false }]);
    expect(leftover).toEqual([]);
  });

  test("treats input without X12 as leftover", () => {
    const html = "<html><body>Service unavailable</body></html>";
    expect(splitInterchanges(bytes(html))).toEqual({
      interchanges: [],
      leftover: [{ start: 0, end: html.length }],
    });
    expect(splitInterchanges(bytes(""))).toEqual({ interchanges: [], leftover: [] });
  });

  test("finds the same ranges as the reader", () => {
    const input = bytes(`x${first}\n${second}${first.slice(0, 200)}`);
    const ranges = ({ start, end }: { start: number; end: number }) => [start, end];
    expect(splitInterchanges(input).interchanges.map(ranges)).toEqual(readX12(input).map(ranges));
  });
});

describe("looksLikeX12", () => {
  test.each([first, `\u00ef\u00bb\u00bf${first}`, `\r\n\n${first}`, "ISA*00*", second])(
    "accepts an interchange's beginning",
    (input) => {
      expect(looksLikeX12(bytes(input))).toBe(true);
    },
  );

  test.each(["", "ISA", "ISABEL", "ISA 00", "UNB+UNOC:3", "<html>", "MSH|^~\\&|", "GS*PO"])(
    "refuses %j",
    (input) => {
      expect(looksLikeX12(bytes(input))).toBe(false);
    },
  );
});
