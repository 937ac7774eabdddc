import type { Requisition } from "../../../documents/requisition.ts";
import type { AppliedDocument, Link, Plan, Snapshot } from "../../flow.ts";
import { forPerson } from "../../kit/findings.ts";
import { records, reference, text } from "../../kit/snapshot.ts";
import { suggestionFor } from "./suggestions.ts";

/**
 * Gives the plan of a requisition whose number has been ordered by already, or null for a new one. The same content makes
 * nothing more. Other content goes before a person, and so does what cannot be compared because only Odoo knows of it.
 */
export function planRepeated(
  requisition: Requisition,
  snapshot: Snapshot,
  history: readonly AppliedDocument[],
): Plan | null {
  const made = records(snapshot, "made").filter(
    (record) => text(record, "document_number") === requisition.id,
  );
  const links = made.slice(0, 1).flatMap((record): Link[] => {
    const [model, id] = [text(record, "res_model"), reference(record, "res_id")];
    return model !== null && id !== null ? [{ model, id }] : [];
  });
  if (history.length === 0 && made.length === 0) return null;
  if (history.some(({ input }) => same(input, requisition)))
    return {
      operations: [],
      links,
      note: `Requisition ${requisition.id} was told of once more; its order is here already. Nothing was made.`,
    };
  const said = `Orders have been made from requisition ${requisition.id} before, with other content.`;
  return forPerson(
    [{ code: "DUPLICATE_CONTENT_DIFFERS", field: "number", theirs: requisition.id, text: said }],
    links,
    suggestionFor("DUPLICATE_CONTENT_DIFFERS"),
  );
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

/** The value with the names of every object in one order: the journal does not keep the sender's. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, ordered(inner)]));
}
