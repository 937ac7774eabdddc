import { say } from "../terms.ts";
import {
  countOnly,
  dayOnly,
  type Element,
  type ElementNames,
  kindOfReference,
  order,
  purpose,
  reference,
  unitOnly,
} from "./common.ts";

const contract: Element = { name: say("contract-number") };

/** The elements of catalogues, contracts, sales reports and product activity. */
export const tradeElements: ElementNames = {
  BCT: { 1: { name: say("kind-of-report"), isCode: true }, 2: { name: say("catalog-number") }, 10: purpose },
  BPA: { 1: purpose, 2: dayOnly, 3: kindOfReference, 4: contract },
  BPT: { 1: purpose, 2: reference, 3: dayOnly, 4: { name: say("kind-of-report"), isCode: true } },
  CON: { 1: kindOfReference, 2: contract, 3: { name: say("contract-status"), isCode: true } },
  G53: { 1: { name: say("change-of-line"), isCode: true } },
  PTD: { 1: { name: say("kind-of-transfer"), isCode: true }, 4: kindOfReference, 5: reference },
  UIT: { 1: unitOnly, 2: { name: say("price"), isCode: true } },
  XQ: { 2: dayOnly, 3: dayOnly },
  XPO: { 1: order },
  ZA: { 1: { name: say("activity"), isCode: true }, 2: countOnly, 3: unitOnly, 5: dayOnly },
};
