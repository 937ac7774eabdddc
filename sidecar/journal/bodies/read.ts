import type { QueryConfig } from "pg";
import type { BodyRange } from "../../engine/records.ts";
import type { Queryable } from "../database.ts";
import { CHUNK_FORMAT } from "./write.ts";

type Chunk = {
  readonly at: string;
  readonly format: string;
  readonly key_id: string | null;
  readonly bytes: Buffer;
};

/** The SQL expression for the range of the stored body that contains a message, or null if its row contains the bytes. */
export const RANGE = (message: string): string =>
  `case when ${message}.body_id is not null then json_build_object('bodyId', ${message}.body_id,
    'start', ${message}.body_start, 'end', ${message}.body_end) end`;

/** The SQL expression for the size of a message in bytes. */
export const SIZE = (message: string): string =>
  `coalesce(${message}.body_end - ${message}.body_start, octet_length(${message}.body), ${message}.size)`;

/**
 * Returns the bytes of a non-empty range up to the end of the stored chunk in which the range begins.
 * @throws Error if the bytes were deleted, or if this version of the sidecar cannot read the chunk
 */
export async function readChunk(client: Queryable, { bodyId, start, end }: BodyRange): Promise<Uint8Array> {
  const found = await client.query<Chunk>(chunkQuery(bodyId, start));
  const chunk = found.rows[0];
  if (chunk && (Number(chunk.format) !== CHUNK_FORMAT.plain || chunk.key_id !== null))
    throw new Error(`body ${bodyId} is stored in format ${chunk.format}, which this version cannot read`);
  const from = start - Number(chunk?.at);
  const bytes = chunk?.bytes.subarray(from, from + end - start);
  if (!bytes?.length) throw new Error(`body ${bodyId} has no byte ${start}`);
  return bytes;
}

/** The object ID (OID) of PostgreSQL's type `bytea`. */
const BYTES = 17;

/**
 * Returns the query for the chunk that contains the byte at an offset. The result is requested in binary form, because
 * in text form the bytes are twice as long and must be decoded.
 */
function chunkQuery(bodyId: string, at: number): QueryConfig {
  const query: QueryConfig & { binary: true } = {
    text: `select start::text as at, format::text as format, key_id, bytes from body_chunk
      where body_id = $1 and start <= $2 order by start desc limit 1`,
    values: [bodyId, at],
    binary: true,
    types: { getTypeParser: (type: number) => (type === BYTES ? (value: Buffer) => value : String) },
  };
  return query;
}

/** Returns all bytes of a range in one buffer. Use only for ranges that are known to be small. */
export async function readRange(client: Queryable, { bodyId, start, end }: BodyRange): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for (let at = start; at < end; at += chunks.at(-1)?.length ?? 0)
    chunks.push(await readChunk(client, { bodyId, start: at, end }));
  return Buffer.concat(chunks);
}

/**
 * Returns a message with its bytes, whether they are in its row or in a stored body. Use only for messages that are
 * known to be small.
 */
export async function withBytes<Row extends { readonly range?: BodyRange | null }>(
  client: Queryable,
  row: Row,
): Promise<Row> {
  return row.range ? { ...row, body: await readRange(client, row.range) } : row;
}
