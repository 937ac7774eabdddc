import { describe, expect, test } from "vitest";
import { field, groups, segment, segments, value } from "../../../../sidecar/codecs/hl7v2/navigate.ts";
import { contentOf, message } from "./builders.ts";

const read = contentOf(
  message(
    'PID|1|""|a^b&c~d||^x',
    "ORC|RE|1",
    "RXD|1|A",
    "RXR|PO",
    "RXD|2|B",
    "FT1|1",
    "ORC|RE|2",
    "RXD|1|C",
    "ZSU|GLOVE",
    "NTE|1",
  ),
);
const pid = segment(read, "PID");
const names = (found: readonly { segments: readonly { id: string }[] }[]) =>
  found.map((group) => group.segments.map(({ id }) => id).join(" "));

describe("values", () => {
  test.each([
    [[1], "1"],
    [[3], "a"],
    [[3, 2], "b"],
    [[3, 2, 2], "c"],
    [[3, 1, 1, 2], "d"],
    [[5, 2], "x"],
  ] as const)("at %j: %j", ([index, ...place], expected) =>
    expect(value(pid, index, ...place)).toBe(expected),
  );

  test.each([[4], [5], [9], [3, 3], [3, 1, 1, 3], [3, 2, 3]])("nothing at %j: unchanged", (...place) => {
    expect(value(pid, ...(place as [number]))).toBeUndefined();
  });

  test('"" deletes, unlike an empty field', () => {
    expect([value(pid, 2), value(pid, 4)]).toEqual([null, undefined]);
  });

  test("of a missing segment", () => {
    expect([segment(read, "PV1"), value(segment(read, "PV1"), 1), field(undefined, 1)]).toEqual([
      undefined,
      undefined,
      [],
    ]);
  });

  test("a field is its repetitions", () => expect(field(pid, 3)).toEqual([[["a"], ["b", "c"]], [["d"]]]));
});

describe("groups", () => {
  const orders = groups(read, { starts: ["ORC"] });

  test("begin at their start, and contain all segments up to the next", () => {
    expect(names(orders)).toEqual(["ORC RXD RXR RXD FT1", "ORC RXD ZSU NTE"]);
  });

  test("can contain groups", () => {
    expect(orders.map((order) => names(groups(order, { starts: ["RXD"], ends: ["FT1"] })))).toEqual([
      ["RXD RXR", "RXD"],
      ["RXD ZSU NTE"],
    ]);
  });

  test("are navigated as messages are", () => {
    expect(orders.map((order) => value(segment(order, "ORC"), 2))).toEqual(["1", "2"]);
    expect(orders.map((order) => segments(order, "RXD").length)).toEqual([2, 1]);
  });

  test("can begin at one of several segments", () => {
    expect(names(groups(read, { starts: ["RXD", "ZSU"], ends: ["ORC", "FT1", "NTE"] }))).toEqual([
      "RXD RXR",
      "RXD",
      "RXD",
      "ZSU",
    ]);
  });
});
