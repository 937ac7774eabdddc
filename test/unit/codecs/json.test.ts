import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJson } from "../../../sidecar/codecs/json.ts";

const read = (text: string, limits = {}) => readJson(Buffer.from(text), limits);
const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

describe("JSON within the limits", () => {
  it("is read as JSON.parse reads it", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 20 }), (text) => {
        expect(read(text)).toEqual({ content: JSON.parse(text) });
      }),
    );
  });

  it.each([
    ['{"a":"[[[[,,,,{{{{"}', { depth: 1, values: 1, members: 1 }],
    ['["\\"[[[", "\\\\", "\\u005b"]', { depth: 1, values: 3, members: 3 }],
    ["[[[]]]", { depth: 3, values: 3, members: 1 }],
    ["[[],[],[]]", { depth: 2, values: 6, members: 3 }],
    ["[[1,2],[3,4]]", { depth: 2, values: 6, members: 2 }],
    ['"just a text, with [ and {"', { depth: 0, values: 0, members: 0 }],
  ])("%s counts only outside strings", (text, limits) => {
    expect(read(text, limits)).toEqual({ content: JSON.parse(text) });
  });
});

describe("JSON beyond the limits", () => {
  it.each([
    ["[[[[]]]]", { depth: 3 }, "too-deep"],
    ['{"a":{"a":{"a":1}}}', { depth: 2 }, "too-deep"],
    ["[1,2,3]", { members: 2 }, "too-many-members"],
    ['{"a":1,"b":2,"c":3}', { members: 2 }, "too-many-members"],
    ["[[1,2],[3,4]]", { values: 5 }, "too-many-values"],
    [nested(65), {}, "too-deep"],
    [nested(200_000), {}, "too-deep"],
    ["[".repeat(200_000), {}, "too-deep"],
    [`[${"1,".repeat(20_000)}1]`, {}, "too-many-members"],
    [`[${`[${"1,".repeat(99)}1],`.repeat(5000)}1]`, {}, "too-many-values"],
  ])("%.30s is not parsed", (text, limits, fault) => {
    expect(read(text, limits)).toEqual({ fault });
  });

  it("is read at the limit", () => {
    expect(read(nested(64))).toHaveProperty("content");
    expect(read(`[${"1,".repeat(19_999)}1]`)).toHaveProperty("content");
  });

  it.each(["", "{", "nonsense", "[1,]", '{"a":"', '"\\', "]]]]", "\ufffe"])("%j is not JSON", (text) => {
    expect(read(text)).toEqual({ fault: "not-json" });
  });

  it("is not JSON when it is not UTF-8", () => {
    expect(readJson(Buffer.from([0x22, 0xff, 0xfe, 0x22]))).toEqual({ fault: "not-json" });
  });
});
