import { v7 as uuid } from "uuid";
import type { NewKey } from "../../engine/ports/journal/access.ts";
import type { AuditWriter } from "../audit/audit.ts";
import type { Queryable } from "../database.ts";
import { gather } from "../gather.ts";

/** Returns the digests of the keys that a connection may use now. Simultaneous requests share one query. */
export function keyDigestsReader(client: Queryable): (connection: string) => Promise<Buffer[]> {
  return gather<string, Buffer[]>(
    (connections) => keyDigests(client, connections),
    (connections) => connections.length,
  );
}

async function keyDigests(client: Queryable, connections: readonly string[]): Promise<Buffer[][]> {
  const result = await client.query<{ connection: string; digest: Buffer }>(
    "select connection, digest from api_key where connection = any($1) and revoked_at is null",
    [[...new Set(connections)]],
  );
  return connections.map((connection) =>
    result.rows.filter((row) => row.connection === connection).map((row) => row.digest),
  );
}

/** The connection whose key has this digest, or null. A digest tells nothing of other keys, so an index may find it. */
export async function connectionOfKey(client: Queryable, digest: Uint8Array): Promise<string | null> {
  const result = await client.query<{ connection: string }>(
    "select connection from api_key where digest = $1 and revoked_at is null",
    [digest],
  );
  return result.rows[0]?.connection ?? null;
}

/**
 * Adds a key by its digest, inside a transaction; with `replace` the earlier ones end. It is noted first, whose lock lets one after the
 * other: of two that replace at the same time, the later one ends the key of the earlier one. @returns the key's id
 */
export async function addKey(
  client: Queryable,
  audit: AuditWriter,
  connection: string,
  digest: Uint8Array,
  { replace, actor }: NewKey,
): Promise<string> {
  const id = uuid();
  await audit(client, { actor, action: "key.create", subject: connection, detail: { id, replace } });
  if (replace)
    await client.query(
      "update api_key set revoked_at = clock_timestamp() where connection = $1 and revoked_at is null",
      [connection],
    );
  await client.query("insert into api_key (id, connection, digest) values ($1, $2, $3)", [
    id,
    connection,
    digest,
  ]);
  return id;
}
