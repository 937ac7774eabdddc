import type { Encounter } from "../../../documents/encounter.ts";
import type { Plan } from "../../flow.ts";
import { say } from "./terms.ts";

/** Sends the encounter as it is: the flow that emitted it has decided what it says. */
export function planBillingTrigger(document: Encounter): Plan {
  return { send: { document, links: [], note: say(document.status) } };
}
