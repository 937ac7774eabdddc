import type { Plan } from "../../flows/flow.ts";
import type { ApplyItem } from "../ports/odoo.ts";
import type { Clock } from "../ports/runtime.ts";
import type { Document } from "../records.ts";
import { applied } from "./outcomes.ts";

/** A document and its plan as the gateway is given them, to be applied or only to be tried. */
export function applyItem(
  document: Document,
  plan: Extract<Plan, { operations: unknown }>,
  clock: Clock,
): ApplyItem {
  const { id: _id, step: _step, links: _links, ...outcome } = applied(document, plan, []);
  return {
    key: document.key,
    contentHash: document.contentHash,
    exchange: { document, outcome, doneAt: clock() },
    guards: plan.guards ?? [],
    operations: plan.operations,
    links: plan.links,
  };
}
