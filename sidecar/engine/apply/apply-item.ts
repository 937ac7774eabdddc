import type { Plan } from "../../flows/flow.ts";
import type { ApplyItem } from "../ports/odoo.ts";
import type { Clock } from "../ports/runtime.ts";
import type { Document } from "../records.ts";
import { applied } from "./outcomes.ts";

/**
 * Converts a document and its plan to an item for the gateway, which either applies it or evaluates it in a dry run.
 */
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
