import { type Acknowledgement, controlOf } from "../../../documents/acknowledgement.ts";
import type { ConfirmedDispatch, Plan } from "../../flow.ts";
import { say } from "./terms.ts";

type Status = ConfirmedDispatch["status"];

/**
 * Returns a plan that confirms which of our outgoing documents the partner has accepted or rejected, and changes nothing in Odoo.
 * The engine finds those documents by the control numbers of the envelope.
 */
export function planAcknowledgement(document: Acknowledgement): Plan {
  const isPart = document.status === "partially-accepted";
  const status = statusOf(document.status);
  const note = say(isPart ? "accepted-in-part" : status);
  const errors = document.errors.map((what) => say("reported", { what }));
  return {
    operations: [],
    links: [],
    note,
    confirms: [{ control: controlOf(document), status, errors: isPart ? [note, ...errors] : errors }],
  };
}

/**
 * Returns the status for the documents that an acknowledgement concerns. "Partially accepted" is the status of a group. If the
 * acknowledgement does not list its documents, it is unknown which ones were accepted, so all of them count as rejected until a
 * person has asked the partner. This ensures that no rejection is missed.
 */
function statusOf(status: Acknowledgement["status"]): Status {
  return status === "partially-accepted" ? "rejected" : status;
}
