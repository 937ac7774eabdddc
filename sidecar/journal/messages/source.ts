import type { MessageHead, SentFile } from "../../engine/ports/journal/messages.ts";
import { RANGE, readRange, SIZE } from "../bodies/read.ts";
import type { Queryable } from "../database.ts";
import { CONFLICT } from "../rows.ts";

const HEAD_COLUMNS = `id, connection, content_type as "contentType", format, ${CONFLICT} as "conflictsWith", unreadable,
  received_at as "receivedAt", ${SIZE("message")}::float8 as size, ${RANGE("message")} as range`;

type Row = Omit<MessageHead, "body"> & Part;
type Part = {
  readonly body: Buffer;
  readonly range: { readonly bodyId: string; readonly start: number; readonly end: number } | null;
};

/** Returns a message with its first bytes, or null if it does not exist or its bytes were removed. */
export async function messageHead(
  client: Queryable,
  id: string,
  mostBytes: number,
): Promise<MessageHead | null> {
  const found = await client.query<Row>(
    `select ${HEAD_COLUMNS}, substring(body for $2::integer) as body from message where id = $1 and body is not null`,
    [id, mostBytes],
  );
  const [row] = found.rows;
  if (!row) return null;
  const { range, ...head } = row;
  return { ...head, body: await bytesOf(client, row, 0, Math.min(mostBytes, row.size)) };
}

/** Returns a range of the bytes of a message, or null if it does not exist or its bytes were removed. */
export async function messageRange(
  client: Queryable,
  id: string,
  start: number,
  end: number,
): Promise<Uint8Array | null> {
  const found = await client.query<Part>(
    `select substring(body from $2::integer + 1 for $3::integer) as body, ${RANGE("message")} as range
     from message where id = $1 and body is not null`,
    [id, Math.min(start, 2 ** 30), end - start],
  );
  const [row] = found.rows;
  return row ? bytesOf(client, row, start, end) : null;
}

async function bytesOf(
  client: Queryable,
  { body, range }: Part,
  start: number,
  end: number,
): Promise<Buffer> {
  if (!range) return body;
  const { bodyId } = range;
  return readRange(client, {
    bodyId,
    start: range.start + start,
    end: Math.min(range.start + end, range.end),
  });
}

/** Returns the file in which a document was last sent, or null if it was not sent. */
export async function sentFile(client: Queryable, documentId: string): Promise<SentFile | null> {
  const found = await client.query<SentFile>(
    `select file_name as "fileName", body from delivery where document_id = $1 and kind = 'document'
     order by sequence desc limit 1`,
    [documentId],
  );
  return found.rows[0] ?? null;
}
