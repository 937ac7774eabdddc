import { termsOfDocument } from "../engine/model/search-terms.ts";
import type { ExchangeReport } from "../engine/ports/odoo.ts";
import type { Term } from "../terms/term.ts";
import { termsOf } from "../terms/words.ts";
import { type FindingRow, findingRow } from "./finding-row.ts";
import { previewRow } from "./preview-row.ts";

/** Returns a time as the gateway expects it, in ISO 8601 to the second, or null if there is none. */
export const instantText = (date: Date | null | undefined): string | null =>
  date ? `${date.toISOString().slice(0, 19)}Z` : null;

/** The texts of an exchange row. They are terms, which Odoo renders in the reader's language. */
export type ToldRow = {
  readonly reason: readonly Term[] | null;
  readonly suggestion: readonly Term[] | null;
  readonly note: readonly Term[] | null;
  readonly findings: readonly FindingRow[];
  readonly changes: readonly FindingRow[];
};

/**
 * Converts a document to the exchange row that Odoo stores for it. The row contains the values in the journal, overridden by the
 * values of the outcome that is about to be recorded, if any.
 */
export function exchangeRow({
  document,
  outcome,
  doneAt,
  preview,
  previewOf,
  previewRequest,
  sourceView,
  sourceFile,
  shownFile,
}: ExchangeReport): ToldRow & Readonly<Record<string, unknown>> {
  const pick = <
    K extends
      | "state"
      | "reasonCode"
      | "reason"
      | "suggestion"
      | "findings"
      | "changes"
      | "note"
      | "links"
      | "matches"
      | "attempts",
  >(
    field: K,
  ) => (outcome?.[field] === undefined ? document[field] : outcome[field]);
  const nextAttemptAt = outcome ? (outcome.nextAttemptAt ?? null) : document.nextAttemptAt;
  return {
    message_key: document.key,
    revision: outcome?.revision ?? document.revision,
    message_id: document.messageId,
    direction: document.direction,
    flow: document.flow,
    connection: document.connection,
    document_type: document.type,
    document_code: document.code,
    document_number: document.number,
    state: pick("state"),
    reason_code: pick("reasonCode"),
    reason: termsOf(pick("reason")),
    suggestion: termsOf(pick("suggestion")),
    findings: (pick("findings") ?? []).map(findingRow),
    changes: (pick("changes") ?? []).map(findingRow),
    note: termsOf(pick("note")),
    attempts: pick("attempts"),
    next_attempt_at: instantText(nextAttemptAt),
    // An outcome that is sent to Odoo always has the state "done", so the document is not held.
    held_behind_key: outcome ? null : (document.heldBehindKey ?? null),
    received_at: instantText(document.receivedAt),
    done_at: instantText(document.doneAt ?? doneAt),
    due_at: instantText(document.dueAt),
    control_reference: document.controlReference,
    acknowledgement: document.acknowledgement,
    acknowledged_at: instantText(document.acknowledgedAt),
    acknowledged_by: document.acknowledgedBy,
    trace_id: document.traceId,
    search_terms: termsOfDocument(document),
    payload:
      outcome?.output ??
      document.output ??
      (document.input?.type === "OutboxTrigger" ? null : (document.input ?? document.shown ?? null)),
    source_view: sourceView ?? null,
    source_file: sourceFile ?? null,
    ...(shownFile && { shown_file: shownFile }),
    matches: pick("matches") ?? [],
    links: (pick("links") ?? []).map((link) => ({ model: link.model, id: link.id })),
    ...(preview && {
      preview: {
        ...previewRow(preview),
        ...(previewOf && { decisions: previewOf }),
        request: previewRequest ?? null,
      },
    }),
  };
}
