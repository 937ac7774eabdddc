import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type HierarchyNode, hierarchyOf } from "../../../../sidecar/codecs/edi/hierarchy.ts";
import type { EdiLoop } from "../../../../sidecar/codecs/edi/types.ts";

type Key = { id: string | undefined; parent: string | undefined };

const loopOf = (key: Key): EdiLoop<Key> => ({ id: "HL", segments: [key], loops: [] });
const keyOf = ({ segments }: EdiLoop<Key>): Key => segments[0] ?? { id: undefined, parent: undefined };
const shapeOf = (node: HierarchyNode<Key>): unknown[] => [node.id, ...node.children.map(shapeOf)];

function hierarchy(keys: readonly Key[]) {
  const { roots, faults } = hierarchyOf(keys.map(loopOf), keyOf);
  return { shape: roots.map(shapeOf), faults: faults.map(({ code }) => code), roots };
}

describe("loops by parent ID", () => {
  it("places a loop under its parent, whatever their order", () => {
    const keys = [
      { id: "3", parent: "1" },
      { id: "1", parent: undefined },
      { id: "4", parent: "3" },
      { id: "2", parent: "1" },
    ];
    expect(hierarchy(keys)).toMatchObject({ shape: [["1", ["3", ["4"]], ["2"]]], faults: [] });
  });

  it("reports a missing or repeated ID, an unknown parent and a circle, and keeps the loops", () => {
    expect(hierarchy([{ id: undefined, parent: undefined }])).toMatchObject({
      shape: [[""]],
      faults: ["id-missing"],
    });
    expect(
      hierarchy([
        { id: "1", parent: undefined },
        { id: "1", parent: undefined },
      ]),
    ).toMatchObject({ shape: [["1"], ["1"]], faults: ["id-repeated"] });
    expect(hierarchy([{ id: "1", parent: "9" }])).toMatchObject({
      shape: [["1"]],
      faults: ["parent-unknown"],
    });
    expect(
      hierarchy([
        { id: "1", parent: "2" },
        { id: "2", parent: "1" },
      ]),
    ).toMatchObject({ shape: [["1", ["2"]]], faults: ["parent-circular"] });
    expect(hierarchy([{ id: "1", parent: "1" }])).toMatchObject({
      shape: [["1"]],
      faults: ["parent-circular"],
    });
  });

  it("contains each loop exactly once, for any IDs", () => {
    const name = fc.option(fc.constantFrom("1", "2", "3", "4", "5"), { nil: undefined });
    fc.assert(
      fc.property(fc.array(fc.record({ id: name, parent: name }), { maxLength: 12 }), (keys) => {
        const seen: EdiLoop<Key>[] = [];
        const collect = (node: HierarchyNode<Key>) => {
          seen.push(node.loop);
          node.children.forEach(collect);
        };
        hierarchy(keys).roots.forEach(collect);
        expect(seen).toHaveLength(keys.length);
        expect(new Set(seen).size).toBe(keys.length);
      }),
    );
  });
});
