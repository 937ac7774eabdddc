import type { ExchangeReport } from "../engine/ports/odoo.ts";

/** An instant as the gateway wants it, to the second. */
export const instantText = (date: Date | null | undefined): string | null =>
  date ? `${date.toISOString().slice(0, 19)}Z` : null;

/** A document as its exchange row in Odoo: the journal's state with the settlement that is about to be made. */
export function exchangeRow({ document, settlement, doneAt, preview, sourceView }: ExchangeReport): object {
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
      | "attempts",
  >(
    field: K,
  ) => (settlement?.[field] === undefined ? document[field] : settlement[field]);
  const nextAttemptAt = settlement ? (settlement.nextAttemptAt ?? null) : document.nextAttemptAt;
  return {
    message_key: document.key,
    revision: settlement?.revision ?? document.revision,
    message_id: document.messageId,
    direction: document.direction,
    flow: document.flow,
    connection: document.connection,
    document_type: document.type,
    document_code: document.code,
    document_number: document.number,
    state: pick("state"),
    reason_code: pick("reasonCode"),
    reason: pick("reason"),
    suggestion: pick("suggestion"),
    findings: pick("findings"),
    changes: pick("changes"),
    note: pick("note"),
    attempts: pick("attempts"),
    next_attempt_at: instantText(nextAttemptAt),
    // A settlement handed to Odoo is always "done": nothing holds that.
    held_behind_key: settlement ? null : (document.heldBehindKey ?? null),
    received_at: instantText(document.receivedAt),
    done_at: instantText(document.doneAt ?? doneAt),
    due_at: instantText(document.dueAt),
    control_reference: document.controlReference,
    acknowledgement: document.acknowledgement,
    acknowledged_at: instantText(document.acknowledgedAt),
    acknowledged_by: document.acknowledgedBy,
    trace_id: document.traceId,
    payload:
      settlement?.output ??
      document.output ??
      (document.input?.type === "OutboxTrigger" ? null : document.input),
    source_view: sourceView ?? null,
    links: (pick("links") ?? []).map((link) => ({ model: link.model, id: link.id })),
    ...(preview && { preview }),
  };
}
