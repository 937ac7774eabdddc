import type { Encounter } from "../../../documents/encounter.ts";
import type { Plan } from "../../flow.ts";

const notes: Readonly<Record<Encounter["status"], string>> = {
  completed: "Tells billing that the encounter can be billed.",
  corrected: "Tells billing what the encounter is now.",
  reopened: "Tells billing that the discharge was cancelled.",
  cancelled: "Tells billing that the admission was cancelled.",
};

/** Sends the encounter as it stands: what is in it was decided by the flow that brought it about. */
export function planBillingTrigger(document: Encounter): Plan {
  return { send: { document, links: [], note: notes[document.status] } };
}
