import { say } from "../terms.ts";
import type { ElementNames } from "./common.ts";

/**
 * The elements of payments and acknowledgments of claims. None is marked `isCode`, because their values say something about a
 * patient.
 */
export const healthCareElements: ElementNames = {
  CLP: {
    1: { name: say("claim-number") },
    2: { name: say("claim-status") },
    3: { name: say("amount-charged") },
    4: { name: say("amount-paid") },
    7: { name: say("claim-number-of-payer") },
  },
  CAS: { 2: { name: say("reason-of-adjustment") }, 3: { name: say("amount") } },
  SVC: { 1: { name: say("service") }, 2: { name: say("amount-charged") }, 3: { name: say("amount-paid") } },
  STC: { 1: { name: say("claim-status") }, 2: { name: say("date") }, 4: { name: say("amount-charged") } },
  PLB: { 2: { name: say("date") }, 3: { name: say("reason-of-adjustment") }, 4: { name: say("amount") } },
};
