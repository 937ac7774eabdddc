import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elementRanges } from "../../../../sidecar/codecs/cloudevents/elements.ts";

const elementsOf = (bytes: Buffer) =>
  elementRanges(bytes).map(({ start, end }) => bytes.subarray(start, end).toString("utf8"));

describe("the elements of a JSON array", () => {
  it.each<[string, string[]]>([
    ["[]", []],
    [" [ \n] ", []],
    ["[1]", ["1"]],
    [' [ {"a": [1, 2]} ,\t"x" , null ] ', ['{"a": [1, 2]}', '"x"', "null"]],
    [String.raw`["a\"],[", "\\"]`, [String.raw`"a\"],["`, String.raw`"\\"`]],
    ['\ufeff["é, ]", [[]], {}]', ['"é, ]"', "[[]]", "{}"]],
  ])("%j", (text, elements) => expect(elementsOf(Buffer.from(text))).toEqual(elements));

  it("are found in any array, whatever its layout", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.constantFrom(0, 2), (values, indentation) => {
        const bytes = Buffer.from(JSON.stringify(values, null, indentation));
        const read = elementsOf(bytes).map((text): unknown => JSON.parse(text));
        expect(read).toEqual(JSON.parse(bytes.toString()));
      }),
    );
  });
});
