import { RANGE } from "./bodies/read.ts";
import { selectFindings, selectTerm, selectTerms } from "./said-columns.ts";

/** The message that used the identity of a message before with other content, unless the number may be used again. */
export const CONFLICT = "case when reuse is null then conflicts_with end";

/** The columns of the journal's tables, selected under the field names of the engine's records. */

export const MESSAGE_COLUMNS = `id, connection, transport, content_type as "contentType", format, identity,
  content_hash as "contentHash", ${CONFLICT} as "conflictsWith", body, ${RANGE("message")} as range,
  headers->>'content-disposition' as disposition, unreadable, stranger, state, trace_id as "traceId",
  received_at as "receivedAt"`;

export const DOCUMENT_COLUMNS = `id, sequence, message_id as "messageId", direction, connection, flow, lane,
  document_code as code, document_type as type, document_number as number, message_key as key,
  content_hash as "contentHash", aggregate, coalesce(corrected, input) as input, output, shown, state, reason_code as "reasonCode",
  ${selectTerms("reason")}, ${selectTerms("suggestion")}, ${selectFindings("findings")}, ${selectFindings("changes")}, accepted, ${selectTerms("note")}, links, matches, attempts, failed_alone as "failedAlone", troubled as "wasException", next_attempt_at as "nextAttemptAt", held_behind as "heldBehind",
  (select b.message_key from document b where b.id = document.held_behind) as "heldBehindKey",
  control_reference as "controlReference", acknowledgement, acknowledged_at as "acknowledgedAt",
  acknowledged_by as "acknowledgedBy", trace_id as "traceId", revision, received_at as "receivedAt",
  done_at as "doneAt", due_at as "dueAt", version, supersedes, envelope,
  source_start::float8 as "sourceStart", source_end::float8 as "sourceEnd"`;

export const DELIVERY_COLUMNS = `id, connection, kind, code, document_id as "documentId", message_id as "messageId",
  (select d.document_number from document d where d.id = delivery.document_id) as number,
  file_name as "fileName", content_type as "contentType", body, attempts, sequence, since,
  failing_since as "failingSince", ${selectTerm("last_error", "lastError")}`;
