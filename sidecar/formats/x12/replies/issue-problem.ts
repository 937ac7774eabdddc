import type { X12Issue, X12Transaction } from "../../../codecs/x12/types.ts";
import type { ReasonCode } from "../../../documents/reason-codes.ts";
import type { Term } from "../../../terms/term.ts";
import type { MappingFinding, Problem } from "../../mapping.ts";
import { placeOf as elementPlace, elements, lineAt } from "../element-names.ts";
import { say } from "../terms.ts";

/**
 * Converts issues that the codec found in a message to a problem with this reason code and one finding for each issue. If the
 * transaction set is given, the findings state their position in words.
 */
export function problemFrom(
  code: ReasonCode,
  issues: readonly X12Issue[],
  transaction?: X12Transaction,
): Problem {
  return {
    code,
    findings: issues.map((issue): MappingFinding => {
      const line = transaction && lineAt(transaction, issue.segmentPosition);
      const position = positionOf(issue, line);
      return {
        code,
        field: placeOf(issue),
        ...(line !== undefined && { line }),
        ...(position && { position }),
        text: issue.message,
      };
    }),
  };
}

/** Returns the position of an issue, such as "PO103 in segment 7". Segments are counted from ST, which is segment 1. */
function placeOf({ segment: id, element: number, segmentPosition }: X12Issue): string {
  const name = `${id ?? "envelope"}${number === undefined ? "" : String(number).padStart(2, "0")}`;
  return segmentPosition === undefined ? name : `${name} in segment ${segmentPosition}`;
}

/** What is wrong with an element or a segment, in two or three words. */
const FAULTS: Readonly<Record<string, Term>> = {
  "element-missing": say("fault-missing"),
  "element-condition-missing": say("fault-missing"),
  "element-missing-in-guide": say("fault-missing"),
  "element-excluded": say("fault-excluded"),
  "hierarchy-id-repeated": say("fault-code"),
  "hierarchy-parent-unknown": say("fault-code"),
  "hierarchy-parent-circular": say("fault-code"),
  "too-many-elements": say("fault-too-many"),
  "too-many-repetitions": say("fault-too-many"),
  "too-many-components": say("fault-too-many"),
  "element-invalid-character": say("fault-character"),
  "element-too-short": say("fault-too-short"),
  "element-too-long": say("fault-too-long"),
  "element-not-numeric": say("fault-number"),
  "code-not-in-list": say("fault-code"),
  "date-invalid": say("fault-date"),
  "time-invalid": say("fault-time"),
  "segment-missing": say("fault-segment-missing"),
  "segment-missing-in-guide": say("fault-segment-missing"),
  "loop-over-max": say("fault-segment-too-often"),
  "segment-over-max": say("fault-segment-too-often"),
  "segment-not-in-set": say("fault-segment-unexpected"),
  "segment-out-of-sequence": say("fault-segment-unexpected"),
  "segment-unexpected": say("fault-segment-unexpected"),
};

/** Returns the position and the fault in words, such as "Line 1, PO102 quantity: invalid code (7)". */
function positionOf(
  { segment: id, element: number, code, ack }: X12Issue,
  line: string | undefined,
): Term | null {
  const fault = FAULTS[code];
  if (!fault || id === undefined) return null;
  const name = number === undefined ? undefined : elements[id]?.[number]?.name;
  const at = number === undefined ? id : elementPlace(id, number);
  const named = name ? say("element", { place: at, name }) : at;
  return say("position", {
    place: line === undefined ? named : say("in-line", { line, place: named }),
    fault,
    code: ack,
  });
}
