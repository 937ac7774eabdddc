import type { Finding, ReadRequest, Snapshot } from "../../flows/flow.ts";
import type { Term } from "../../terms/term.ts";
import { attention, noReason } from "../model/exceptions.ts";
import { become } from "../model/states.ts";
import type { Document, Outcome } from "../records.ts";

/**
 * Returns the read requests that find out which documents of a batch Odoo has already applied; the response to an
 * earlier call may have been lost. The results are checked before planning, because a new plan would mistake the
 * effects of the earlier call for someone else's changes.
 */
export function appliedReads(documents: readonly Document[]): Readonly<Record<string, ReadRequest>> {
  const keys = documents.map((document) => document.key);
  const limit = keys.length;
  return {
    "applied.keys": {
      model: "suture.idempotency.key",
      domain: [["key", "in", keys]],
      fields: ["key", "content_hash"],
      limit,
    },
    "applied.exchanges": {
      model: "suture.exchange",
      domain: [["message_key", "in", keys]],
      fields: ["message_key", "note_terms", "changes_data", "res_model", "res_id"],
      limit,
    },
  };
}

/**
 * Returns the outcome of a document whose key Odoo has already applied: done, or an exception if the content was
 * different. Returns null if Odoo has not applied the key.
 * @param answer the response to `appliedReads`
 */
export function appliedBefore(document: Document, answer: Snapshot): Outcome | null {
  const known = answer["applied.keys"]?.find((row) => row.key === document.key);
  if (!known) return null;
  const next = { id: document.id, revision: document.revision + 1 };
  if (known.content_hash !== document.contentHash)
    return {
      ...next,
      ...attention("DUPLICATE_CONTENT_DIFFERS", []),
      ...become("apply", "attention", "DUPLICATE_CONTENT_DIFFERS"),
    };
  const exchange = answer["applied.exchanges"]?.find((row) => row.message_key === document.key);
  const model = exchange?.res_model;
  const id = exchange?.res_id;
  return {
    ...next,
    ...noReason,
    ...become("apply", "done", "found applied: the answer to an earlier call was lost"),
    reported: true,
    note: Array.isArray(exchange?.note_terms) ? (exchange.note_terms as Term[]) : null,
    changes: Array.isArray(exchange?.changes_data) ? (exchange.changes_data as Finding[]) : [],
    ...(typeof model === "string" && typeof id === "number" && { links: [{ model, id }] }),
  };
}
