import type { Acknowledgement } from "../../../documents/acknowledgement.ts";
import type { AcknowledgedDispatch, Plan } from "../../flow.ts";

type Status = AcknowledgedDispatch["status"];

/**
 * Decides nothing in Odoo: it hands on which of our dispatches the partner has taken or refused. The engine finds them
 * by the numbers on our envelope.
 */
export function planAcknowledgement(document: Acknowledgement): Plan {
  const { documentCode, groupControl, documentControl, interchangeControl } = document.reference;
  const control = {
    ...(documentCode === undefined ? {} : { documentCode }),
    ...(groupControl === undefined ? {} : { groupControl }),
    ...(documentControl === undefined ? {} : { documentControl }),
    ...(interchangeControl === undefined ? {} : { interchangeControl }),
  };
  const isPart = document.status === "partially-accepted";
  const status = statusOf(document.status);
  const errors = isPart ? [PART, ...document.errors] : document.errors;
  return {
    operations: [],
    links: [],
    note: isPart ? PART : notes[status],
    acknowledges: [{ control, status, errors }],
  };
}

const PART =
  "The partner's system took only a part of what we sent together, and does not say which: ask the partner.";

/**
 * "Partially accepted" is said of groups. Of a group that names no document, nobody can tell which were taken. Each of
 * them counts as refused until more is known, so that a person asks: as taken, one that was not would be forgotten.
 */
function statusOf(status: Acknowledgement["status"]): Status {
  return status === "partially-accepted" ? "rejected" : status;
}

const notes: Readonly<Record<Status, string>> = {
  accepted: "The partner's system took what we sent.",
  "accepted-with-errors": "The partner's system took what we sent, with errors.",
  rejected: "The partner's system rejected what we sent.",
};
