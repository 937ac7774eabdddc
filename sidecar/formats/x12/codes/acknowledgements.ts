import type { Acknowledgement } from "../../../documents/acknowledgement.ts";
import type { CodeTable } from "../../shared/code-table.ts";

type Status = Acknowledgement["status"];

const list = { standard: "X12", versions: ["4010", "5010"] } as const;

/**
 * Element 717 (AK501, IK501): the status of an acknowledged transaction set. M, W and X are rejections because authentication or
 * assurance failed.
 */
export const setAnswers: CodeTable<Status> = {
  ...list,
  element: "717",
  codes: {
    A: "accepted",
    E: "accepted-with-errors",
    R: "rejected",
    M: "rejected",
    W: "rejected",
    X: "rejected",
  },
};

/**
 * Element 715 (AK901): the status of an acknowledged functional group. It has the codes of element 717 and, in addition, P, which
 * means that some transaction sets were rejected.
 */
export const groupAnswers: CodeTable<Status> = {
  ...list,
  element: "715",
  codes: { ...setAnswers.codes, P: "partially-accepted" },
};
