import { v7 as uuid } from "uuid";
import { termsOfDocument } from "../../engine/model/search-terms.ts";
import { stepOf } from "../../engine/model/states.ts";
import type { DeliveryWriter } from "../../engine/ports/journal/messages.ts";
import type { Delivery, Document, NewDocument, NewEvent } from "../../engine/records.ts";
import { type Encoded, EncodingFailure } from "../../formats/format.ts";
import type { Words } from "../../terms/words.ts";
import { type Database, type Queryable, transaction } from "../database.ts";
import { insertEvents } from "../documents/events.ts";
import { saidValues } from "../said-columns.ts";
import { insertTerms } from "../search-terms.ts";
import { settleDelivery } from "./delivery-queue.ts";

/**
 * The deliveries that were encoded and stored, and the exceptions for those that could not be encoded. The exceptions
 * are not stored yet.
 */
export type WrittenDeliveries = {
  readonly written: readonly Encoded[];
  readonly raised: readonly NewDocument[];
};

/**
 * Assigns control numbers to deliveries, encodes them, and stores them, in the caller's transaction. If a delivery
 * cannot be encoded, it is skipped if its writer has `onFailure`, otherwise the error is thrown.
 */
export async function insertDeliveries(
  client: Queryable,
  writers: readonly DeliveryWriter[],
): Promise<WrittenDeliveries> {
  const written: Encoded[] = [];
  const raised: NewDocument[] = [];
  for (const writer of writers) {
    await client.query("savepoint delivery");
    try {
      written.push(await insertDelivery(client, writer));
    } catch (error) {
      if (!(error instanceof EncodingFailure) || !writer.onFailure) throw error;
      await client.query("rollback to savepoint delivery");
      raised.push(writer.onFailure(error));
    }
  }
  return { written, raised };
}

async function insertDelivery(client: Queryable, writer: DeliveryWriter): Promise<Encoded> {
  const encoded = await writer.encode((kind, maximum) =>
    nextNumber(client, writer.connection, kind, maximum ?? null),
  );
  await client.query(
    `insert into delivery (id, connection, kind, code, document_id, message_id, control, file_name, content_type, body)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      uuid(),
      writer.connection,
      writer.kind,
      encoded.code,
      writer.documentId,
      writer.messageId,
      JSON.stringify(encoded.control),
      encoded.fileName,
      encoded.contentType,
      encoded.bytes,
    ],
  );
  return encoded;
}

/**
 * Assigns the next control number of a kind for a connection. The row lock makes the next caller wait until this
 * transaction ends, so that numbers have no gaps and are never assigned twice. After `maximum`, numbering restarts at
 * 1.
 */
async function nextNumber(
  client: Queryable,
  connection: string,
  kind: string,
  maximum: number | null,
): Promise<number> {
  const result = await client.query<{ last: string }>(
    `insert into control_number (connection, kind, last) values ($1, $2, 1)
     on conflict (connection, kind) do update
       set last = case when control_number.last >= $3::bigint then 1 else control_number.last + 1 end
     returning last`,
    [connection, kind, maximum],
  );
  return Number(result.rows[0]?.last);
}

type Sent = Pick<Document, "number" | "controlReference" | "traceId" | "envelope">;

/**
 * Encodes an outgoing document and stores its bytes for delivery. Does nothing if the document has a queued delivery or
 * is done.
 */
export function storeDispatch(database: Database, documentId: string, writer: DeliveryWriter): Promise<void> {
  return transaction(database, async (client) => {
    // Another sidecar that processed the document may have sent it meanwhile; it must not be sent again with other
    // numbers.
    const open = await client.query("select id from document where id = $1 and done_at is null for update", [
      documentId,
    ]);
    if (open.rowCount === 0) return;
    const pending = await client.query("select 1 from delivery where document_id = $1 and state = 'queued'", [
      documentId,
    ]);
    if ((pending.rowCount ?? 0) > 0) return;
    const {
      written: [encoded],
    } = await insertDeliveries(client, [writer]);
    const envelope = encoded ? [...Object.values(encoded.control), encoded.fileName] : [];
    const sent = await client.query<Sent>(
      `update document set control_reference = $2, document_code = $3, connection = coalesce(connection, $4), envelope = $5
       where id = $1 returning document_number as number, control_reference as "controlReference", trace_id as "traceId", envelope`,
      [documentId, encoded?.controlReference ?? null, encoded?.code ?? null, writer.connection, envelope],
    );
    await insertTerms(
      client,
      sent.rows.map((row) => ({ id: documentId, terms: termsOfDocument(row) })),
    );
  });
}

/**
 * The SQL condition that the partner has responded to an outgoing document: an inbound document of the same aggregate
 * arrived after it. If it is the first outgoing document of the aggregate, an inbound document that arrived earlier
 * counts too, because the response may have arrived before the transport reported success.
 */
const ANSWERED = `exists (select 1 from document a
    where a.aggregate = document.aggregate and a.direction = 'inbound' and (a.sequence > document.sequence or not exists (
      select 1 from document o where o.aggregate = document.aggregate and o.direction = 'outbound'
        and o.sequence < document.sequence)))`;

/**
 * The SQL condition that the partner rejected the document while it was being sent. If the transport then accepts the
 * document, neither its state nor its reason changes.
 */
const REFUSED = "(acknowledgement = 'rejected' and state = 'attention')";

/**
 * Records that the partner's transport accepted a delivery, changes the state of its document, and stores the events,
 * in one transaction. Does nothing if the delivery is already done.
 */
export function delivered(
  database: Database,
  delivery: Pick<Delivery, "id" | "attempts" | "documentId">,
  acknowledgementDue: Date | null,
  events: readonly NewEvent[],
  note: Words | null = null,
): Promise<void> {
  return transaction(database, async (client) => {
    if (!(await settleDelivery(client, delivery, { state: "done" }))) return;
    if (delivery.documentId !== null) await dispatched(client, delivery.documentId, acknowledgementDue, note);
    await insertEvents(client, events);
  });
}

/**
 * Marks an outgoing document as delivered. If an acknowledgement is expected, sets the document's acknowledgement to
 * awaited, or to accepted if the partner has already responded.
 * @param note the new note; if null, the note remains unchanged
 */
async function dispatched(
  client: Queryable,
  documentId: string,
  acknowledgementDue: Date | null,
  note: Words | null,
): Promise<void> {
  const [text, terms] = saidValues(note);
  await client.query(
    `update document set state = case when ${REFUSED} then state else 'done' end,
       done_at = coalesce(done_at, clock_timestamp()),
       reason_code = case when ${REFUSED} then reason_code end, reason = case when ${REFUSED} then reason end,
       reason_terms = case when ${REFUSED} then reason_terms end, suggestion = case when ${REFUSED} then suggestion end,
       suggestion_terms = case when ${REFUSED} then suggestion_terms end, attempts = attempts + 1, next_attempt_at = null, target = null, revision = revision + 1,
       changed_at = clock_timestamp(), note = coalesce($3, note),
       note_terms = case when $3::text is null then note_terms else $4::jsonb end,
       acknowledgement = case when acknowledgement <> 'none' or $2::timestamptz is null then acknowledgement
                              when ${ANSWERED} then 'accepted' else 'awaited' end,
       acknowledged_with = case when acknowledgement = 'none' and $2::timestamptz is not null and ${ANSWERED}
                                then 'business' else acknowledged_with end,
       acknowledged_at = case when acknowledgement = 'none' and ${ANSWERED} then clock_timestamp() else acknowledged_at end,
       due_at = case when acknowledgement = 'none' and not ${ANSWERED} then $2 end
     where id = $1`,
    [documentId, acknowledgementDue, text, terms],
  );
  await client.query("insert into step (document_id, name, detail) values ($1, $2, $3)", [
    documentId,
    stepOf("deliver", "done"),
    text,
  ]);
}
