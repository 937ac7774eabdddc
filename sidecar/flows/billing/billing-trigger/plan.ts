import type { Encounter } from "../../../documents/encounter.ts";
import type { Plan } from "../../flow.ts";
import { say } from "./terms.ts";

/** Plans to send the encounter unchanged, because the flow that emitted it has already determined its content. */
export function planBillingTrigger(document: Encounter): Plan {
  return { send: { document, links: [], note: say(document.status) } };
}
