import { type HierarchyFault, type HierarchyNode, hierarchyOf } from "../edi/hierarchy.ts";
import { say } from "./terms.ts";
import type { X12Issue, X12Loop, X12Segment } from "./types.ts";

/** Returns the HL loops of a transaction set by their parent IDs (HL02), whatever their order, and the faults found on the way. */
export function hierarchicalLevels(root: X12Loop): {
  roots: HierarchyNode<X12Segment>[];
  faults: HierarchyFault<X12Segment>[];
} {
  return hierarchyOf(
    root.loops.filter(({ id }) => id === "HL"),
    ({ segments: [hl] }) => ({ id: idAt(hl, 1), parent: idAt(hl, 2) }),
  );
}

/**
 * The code and place of each fault: HL01 (data element 628) or HL02 (734). That HL01 is missing is already an issue of the element.
 */
const FAULTS = {
  "id-repeated": { code: "hierarchy-id-repeated", element: 1, reference: "628" },
  "parent-unknown": { code: "hierarchy-parent-unknown", element: 2, reference: "734" },
  "parent-circular": { code: "hierarchy-parent-circular", element: 2, reference: "734" },
} as const;

/** Reports the faults of the hierarchy as invalid values of HL01 or HL02 (AK403 code 7). */
export function checkHierarchy(root: X12Loop, report: (issue: X12Issue) => void): void {
  for (const { code, loop } of hierarchicalLevels(root).faults) {
    const hl = loop.segments[0];
    if (code === "id-missing" || hl === undefined) continue;
    const { code: issue, element, reference } = FAULTS[code];
    report({
      level: "element",
      code: issue,
      ack: "7",
      message: say(issue, { segment: hl.position }),
      segment: "HL",
      segmentPosition: hl.position,
      element,
      reference,
      loop: "HL",
      offset: hl.offset,
    });
  }
}

function idAt(hl: X12Segment | undefined, element: number): string | undefined {
  const value = hl?.elements[element]?.trim();
  return value === "" ? undefined : value;
}
