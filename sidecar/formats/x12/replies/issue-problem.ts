import type { X12Issue } from "../../../codecs/x12/types.ts";
import type { ReasonCode } from "../../../documents/reason-codes.ts";
import type { MappingFinding, Problem } from "../../mapping.ts";

/** Converts issues that the codec found in a message to a problem with this reason code and one finding for each issue. */
export function problemFrom(code: ReasonCode, issues: readonly X12Issue[]): Problem {
  return {
    code,
    findings: issues.map((issue): MappingFinding => ({ code, field: placeOf(issue), text: issue.message })),
  };
}

/** Returns the position of an issue, such as "PO103 in segment 7". Segments are counted from ST, which is segment 1. */
function placeOf({ segment: id, element: number, segmentPosition }: X12Issue): string {
  const name = `${id ?? "envelope"}${number === undefined ? "" : String(number).padStart(2, "0")}`;
  return segmentPosition === undefined ? name : `${name} in segment ${segmentPosition}`;
}
