import type { Acknowledgement } from "../../documents/acknowledgement.ts";
import type { AcknowledgedDispatch, Plan } from "../flow.ts";

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
  const status = statusOf(document.status);
  return {
    operations: [],
    links: [],
    note: notes[status],
    acknowledges: [{ control, status, errors: document.errors }],
  };
}

/**
 * "Partially accepted" is said of groups. Of a group that names no document, nobody can tell which were taken: they
 * count as taken with errors, so that the errors are seen.
 */
function statusOf(status: Acknowledgement["status"]): Status {
  return status === "partially-accepted" ? "accepted-with-errors" : status;
}

const notes: Readonly<Record<Status, string>> = {
  accepted: "The partner's system took what we sent.",
  "accepted-with-errors": "The partner's system took what we sent, with errors.",
  rejected: "The partner's system rejected what we sent.",
};
