import type { AcknowledgementState, DocumentState, Lane } from "../engine/records.ts";

/** The colour in which Odoo displays a state. */
export type Tone = "muted" | "info" | "danger" | "warning" | "success";

/** The label and colour of each document state, in the order in which Odoo lists them. */
export const states: Readonly<Record<DocumentState, { readonly label: string; readonly tone: Tone }>> = {
  queued: { label: "Queued", tone: "muted" },
  processing: { label: "In progress", tone: "muted" },
  waiting: { label: "Waiting", tone: "info" },
  held: { label: "Held", tone: "info" },
  attention: { label: "Needs attention", tone: "danger" },
  staged: { label: "Needs approval", tone: "warning" },
  done: { label: "Done", tone: "success" },
  dismissed: { label: "Dismissed", tone: "muted" },
};

/** The labels of the states of an outgoing document's acknowledgement. */
export const acknowledgementStates: Readonly<Record<AcknowledgementState, string>> = {
  none: "Not expected",
  awaited: "Awaited",
  accepted: "Accepted",
  accepted_with_errors: "Accepted with errors",
  rejected: "Rejected",
  overdue: "Overdue",
};

/** The labels of the lanes that a flow can have for its incoming documents. */
export const lanes: Readonly<Record<Lane, string>> = {
  critical: "Critical",
  standard: "Standard",
  bulk: "Bulk",
};
