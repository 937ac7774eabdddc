import { describe, expect, test } from "vitest";
import { element, loops, pairs, segment, segments } from "../../../../sidecar/codecs/x12/navigate.ts";
import { readX12 } from "../../../../sidecar/codecs/x12/read.ts";
import type { X12Loop, X12Segment } from "../../../../sidecar/codecs/x12/types.ts";
import { interchange855 } from "./builders.ts";

const body = [
  "BAK*00*AD*PO1001 *20260709",
  "REF*VR*1",
  "REF*IA*2",
  "PO1*1*24*CA*12.50**VN*HM-1***UP*012345678905*BP*",
  "ACK*IA*24*CA****VN*HM-1",
  "PO1*2*1*EA*3",
  "CTT*2",
];
const root = readX12(interchange855(body))[0]?.groups[0]?.transactions[0]?.root as X12Loop;

describe("navigating a transaction set", () => {
  test("segment and segments search the loop itself", () => {
    expect(segment(root, "BAK")?.position).toBe(2);
    expect(segment(root, "ACK")).toBeUndefined();
    expect(segments(root, "REF").map(({ elements }) => elements[2])).toEqual(["1", "2"]);
  });

  test("loops are found by id, in document order", () => {
    expect(loops(root, "PO1").map((loop) => element(segment(loop, "PO1"), 1))).toEqual(["1", "2"]);
    expect(loops(root, "N1")).toEqual([]);
  });

  test("an element is trimmed; empty and absent ones are undefined", () => {
    const bak = segment(root, "BAK") as X12Segment;
    expect(element(bak, 3)).toBe("PO1001");
    expect(element(bak, 5)).toBeUndefined();
    expect(element(segment(root, "BEG"), 1)).toBeUndefined();
  });

  test("pairs are found in any order, without incomplete ones", () => {
    const [line] = loops(root, "PO1");
    expect(pairs(segment(line as X12Loop, "PO1") as X12Segment, 6)).toEqual([
      { qualifier: "VN", id: "HM-1" },
      { qualifier: "UP", id: "012345678905" },
    ]);
  });
});
