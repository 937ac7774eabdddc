import { v7 as uuid } from "uuid";
import type { NewKey } from "../../engine/ports/journal/access.ts";
import type { AuditWriter } from "../audit/audit.ts";
import type { Queryable } from "../database.ts";
import { gather } from "../gather.ts";

/** The condition for API keys that authenticate their owner. */
const VALID =
  "kind = 'api-key' and revoked_at is null and (expires_at is null or expires_at > clock_timestamp())";

/**
 * Creates the function that returns the digests of a connection's valid API keys. Concurrent calls share one
 * query.
 */
export function keyDigestsReader(client: Queryable): (connection: string) => Promise<Buffer[]> {
  return gather<string, Buffer[]>(
    (connections) => keyDigests(client, connections),
    (connections) => connections.length,
  );
}

async function keyDigests(client: Queryable, connections: readonly string[]): Promise<Buffer[][]> {
  const result = await client.query<{ connection: string; digest: Buffer }>(
    `select connection, digest from api_key where connection = any($1) and ${VALID}`,
    [[...new Set(connections)]],
  );
  return connections.map((connection) =>
    result.rows.filter((row) => row.connection === connection).map((row) => row.digest),
  );
}

/**
 * Returns the code of the connection whose key has this digest, or null if no valid key has it. The lookup by index may
 * take a variable time, but the time reveals nothing useful, because only digests are compared.
 */
export async function connectionOfKey(client: Queryable, digest: Uint8Array): Promise<string | null> {
  const result = await client.query<{ connection: string }>(
    `select connection from api_key where digest = $1 and ${VALID}`,
    [digest],
  );
  return result.rows[0]?.connection ?? null;
}

/**
 * Stores the digest of a new key in the caller's transaction. If `replace` is true, revokes the connection's earlier
 * keys. The audit entry is written first, because its lock serializes concurrent calls: if two calls replace the keys,
 * the later one revokes the key of the earlier one.
 * @returns the key's id
 */
export async function addKey(
  client: Queryable,
  audit: AuditWriter,
  connection: string,
  digest: Uint8Array,
  { replace, actor, beginning }: NewKey,
): Promise<string> {
  const id = uuid();
  await audit(client, { actor, action: "key.create", subject: connection, detail: { id, replace } });
  if (replace)
    await client.query(
      `update api_key set revoked_at = clock_timestamp()
       where connection = $1 and kind = 'api-key' and revoked_at is null`,
      [connection],
    );
  await client.query(
    "insert into api_key (id, connection, digest, beginning, created_by) values ($1, $2, $3, $4, $5)",
    [id, connection, digest, beginning, actor],
  );
  return id;
}
