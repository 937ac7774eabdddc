import type { Guide } from "./schemas/guides.ts";
import { say } from "./terms.ts";
import type { X12Issue, X12Loop, X12Segment } from "./types.ts";

/** Reports the elements that the guide requires in a segment and that are missing (IK403 code I9, or 1 without a condition). */
export function checkGuideElements(
  guide: Guide,
  segment: X12Segment,
  name: string,
  report: (issue: X12Issue) => void,
): void {
  for (const { element, when } of guide.elements.get(segment.id) ?? []) {
    if (when !== undefined && !when.codes.has(valueAt(segment, when.element))) continue;
    if (valueAt(segment, element) !== "") continue;
    const place = `${segment.id}${String(element).padStart(2, "0")}`;
    report({
      level: "element",
      code: "element-missing-in-guide",
      ack: when === undefined ? "1" : "I9",
      message: say("element-missing-in-guide", { element: place, guide: name, segment: segment.position }),
      segment: segment.id,
      segmentPosition: segment.position,
      element,
      offset: segment.offset,
    });
  }
}

/** Reports the segments that the guide requires and that the transaction set does not contain (IK304 code I8). */
export function checkGuideSegments(
  guide: Guide,
  root: X12Loop,
  end: X12Segment,
  name: string,
  report: (issue: X12Issue) => void,
): void {
  for (const id of guide.segments) {
    if (root.segments.some((segment) => segment.id === id)) continue;
    report({
      level: "segment",
      code: "segment-missing-in-guide",
      ack: "I8",
      message: say("segment-missing-in-guide", { id, guide: name }),
      segment: id,
      segmentPosition: end.position,
      loop: root.id,
      offset: end.offset,
    });
  }
}

function valueAt({ elements }: X12Segment, element: number): string {
  return elements[element]?.trim() ?? "";
}
