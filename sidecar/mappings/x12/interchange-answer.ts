import type { X12Ta1 } from "../../codecs/x12/types.ts";
import type { Acknowledgement } from "../../documents/acknowledgement.ts";

const STATUS = { A: "accepted", E: "accepted-with-errors", R: "rejected" } as const;

/** A TA1 of the partner as an Acknowledgement of the interchange of ours that it names (X12.5 TA1). */
export function interchangeAnswer(ta1: X12Ta1, carriedBy: string): Acknowledgement {
  return {
    type: "Acknowledgement",
    id: `TA1 ${carriedBy}`,
    reference: { interchangeControl: ta1.control.replace(/^0+(?=.)/, "") },
    status: STATUS[ta1.code],
    errors: ta1.note === "000" ? [] : [`TA105 ${ta1.note}`],
  };
}
