import type { Acknowledgement } from "../../../documents/acknowledgement.ts";
import type { CodeTable } from "../../shared/code-table.ts";

type Status = Acknowledgement["status"];

const list = { standard: "X12", versions: ["4010", "5010"] } as const;

/** Element 717, AK501 and IK501. M, W and X reject for want of authentication or assurance. */
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

/** Element 715, AK901. For a group, P is possible too: some of its sets are rejected. */
export const groupAnswers: CodeTable<Status> = {
  ...list,
  element: "715",
  codes: { ...setAnswers.codes, P: "partially-accepted" },
};
