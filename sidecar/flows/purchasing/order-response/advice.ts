import type { Term } from "../../../terms/term.ts";
import type { Finding } from "../../flow.ts";
import { gravest, linesOf, suggestionForLines } from "../../kit/findings.ts";
import type { PurchaseOrder } from "../purchase-order.ts";
import { say } from "./terms.ts";

/** The suggestions for findings about one field. A suggestion applies if all findings concern the same field. */
const byField: Readonly<Record<string, Term>> = {
  charge: say("suggest-charges"),
  shipment: say("suggest-transit-days"),
};

/**
 * Returns the suggestion for the findings of a response. It names only what the person can decide, so that it never suggests what
 * Odoo does not permit: to change a locked order, or to reduce a line below what was received.
 */
export function adviceFor(findings: readonly [Finding, ...Finding[]], order: PurchaseOrder): Term {
  const [first, ...others] = findings;
  const ofField = others.every(({ field }) => field === first.field) ? byField[first.field] : undefined;
  if (ofField !== undefined) return ofField;
  const code = gravest(findings);
  const same = findings.filter((each) => each.code === code);
  const advice = ofChoices(same[0] ?? first, order);
  return advice === null ? suggestionForLines(code, findings) : linesOf(same, advice);
}

/** Returns the suggestion for what a finding offers, or null if the general suggestion for its reason applies. */
function ofChoices({ acceptable, choices = [], code, field }: Finding, order: PurchaseOrder): Term | null {
  const offers = (wanted: string) => choices.some((choice) => choice.code === wanted);
  if (code === "LINE_REJECTED" && field === "order") return orderRejected(order);
  if (code === "UNKNOWN_UNIT" || code === "UNKNOWN_ITEM" || code === "ORDER_CHANGED") return null;
  if (choices.length === 0) return null;
  if (offers("substitute")) return say("suggest-substitute");
  if (offers("drop")) return say("suggest-rejected");
  if (offers("split")) return say("suggest-split");
  if (offers("reorder")) return say("suggest-short");
  return acceptable === true ? say("suggest-accept") : say("suggest-keep");
}

/** Returns the suggestion for an order that the vendor rejects as a whole. Odoo does not cancel locked orders or received goods. */
function orderRejected({ isLocked, receivedOn }: PurchaseOrder): Term {
  if (receivedOn !== null) return say("suggest-rejected-received");
  return isLocked ? say("suggest-rejected-locked") : say("suggest-rejected-order");
}
