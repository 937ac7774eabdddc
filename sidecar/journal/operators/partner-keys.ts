import { v7 as uuid } from "uuid";
import type {
  KeyKind,
  NewPartnerKey,
  PartnerKey,
  PartnerKeyJournal,
  SealedAnswer,
  SealedSecret,
} from "../../engine/ports/partner-keys.ts";
import type { AuditWriter } from "../audit/audit.ts";
import { type Database, type Queryable, transaction } from "../database.ts";

const MOST_SHOWN = 100;
const NOTE_INTERVAL_MS = 60_000;

/** Creates the operations on the keys that people create in Odoo. */
export function partnerKeyJournal(database: Database, audit: AuditWriter): PartnerKeyJournal {
  return {
    createPartnerKey: (key) => transaction(database, (client) => create(client, audit, key)),
    revokePartnerKey: (connection, id, actor) =>
      transaction(database, (client) => revoke(client, audit, connection, id, actor)),
    confirmDelivery: (id) => transaction(database, (client) => confirm(client, id)),
    partnerKeys: (connection) => keysOf(database, connection),
    noteKeyUse: useRecorder(database),
    sealedSecrets: (connection) => sealedSecrets(database, connection),
    resealSecrets: (reseal) => transaction(database, (client) => resealAll(client, reseal)),
  };
}

/**
 * The audit entry is written first, because its lock serializes concurrent calls: a request that is executed twice finds the key of
 * the first execution.
 */
async function create(client: Queryable, audit: AuditWriter, key: NewPartnerKey) {
  const { connection, kind, request, actor, validDays, othersEndAfterHours } = key;
  const known = await keyOf(client, request);
  if (known) return known;
  const id = uuid();
  const detail = { id, kind, validDays, othersEndAfterHours };
  await audit(client, { actor, action: "key.create", subject: connection, detail });
  const earlier = await keyOf(client, request);
  if (earlier) return earlier;
  await client.query(
    `insert into api_key (id, connection, kind, digest, beginning, created_by, sealed, sealed_with, request, envelope,
       others_end_after_hours, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
       clock_timestamp() + make_interval(days => $12))`,
    [
      id,
      connection,
      kind,
      key.digest,
      key.beginning,
      actor,
      key.sealed?.bytes ?? null,
      key.sealed?.keyId ?? null,
      request,
      JSON.stringify(key.envelope),
      othersEndAfterHours,
      validDays,
    ],
  );
  return { id, envelope: key.envelope };
}

/** If it is called again, because the caller did not learn of the first call, it has no effect. */
async function confirm(client: Queryable, id: string): Promise<void> {
  const delivered = await client.query<{ connection: string; kind: KeyKind; hours: number | null }>(
    `update api_key set envelope = null where id = $1 and envelope is not null
     returning connection, kind, others_end_after_hours as hours`,
    [id],
  );
  const [key] = delivered.rows;
  if (!key || key.hours === null) return;
  await client.query(
    `update api_key set expires_at = least(expires_at, clock_timestamp() + make_interval(hours => $4))
     where connection = $1 and kind = $2 and id <> $3 and revoked_at is null`,
    [key.connection, key.kind, id, key.hours],
  );
}

async function keyOf(client: Queryable, request: string) {
  const found = await client.query<{ id: string; envelope: SealedAnswer | null }>(
    "select id, envelope from api_key where request = $1",
    [request],
  );
  return found.rows[0];
}

async function revoke(
  client: Queryable,
  audit: AuditWriter,
  connection: string,
  id: string,
  actor: string,
): Promise<boolean> {
  const revoked = await client.query(
    `update api_key set revoked_at = clock_timestamp(), envelope = null
     where connection = $1 and id::text = $2 and revoked_at is null`,
    [connection, id],
  );
  if (revoked.rowCount === 0) return false;
  await audit(client, { actor, action: "key.revoke", subject: connection, detail: { id } });
  return true;
}

async function keysOf(client: Queryable, connection: string): Promise<PartnerKey[]> {
  const found = await client.query<PartnerKey & { kind: KeyKind }>(
    `select id, kind, beginning, created_at as "createdAt", created_by as "createdBy", expires_at as "expiresAt",
       last_used_at as "lastUsedAt", revoked_at as "revokedAt"
     from api_key where connection = $1 order by created_at desc, id desc limit $2`,
    [connection, MOST_SHOWN],
  );
  return found.rows;
}

/** Returns the function that records the use of a key. A use that cannot be recorded is lost: it is only information. */
function useRecorder(database: Database): (digest: Uint8Array) => Promise<void> {
  const noted = new Map<string, number>();
  return async (digest) => {
    const name = Buffer.from(digest).toString("base64");
    const now = performance.now();
    if (now - (noted.get(name) ?? Number.NEGATIVE_INFINITY) < NOTE_INTERVAL_MS) return;
    noted.set(name, now);
    await database
      .query("update api_key set last_used_at = clock_timestamp() where digest = $1", [digest])
      .catch(() => noted.delete(name));
  };
}

type SealedRow = { readonly sealed: Buffer; readonly sealed_with: string };
const sealedOf = ({ sealed, sealed_with }: SealedRow): SealedSecret => ({
  bytes: sealed,
  keyId: sealed_with,
});

async function sealedSecrets(client: Queryable, connection: string): Promise<SealedSecret[]> {
  const found = await client.query<SealedRow>(
    `select sealed, sealed_with from api_key where connection = $1 and kind = 'webhook-secret'
       and revoked_at is null and (expires_at is null or expires_at > clock_timestamp()) order by created_at desc`,
    [connection],
  );
  return found.rows.map(sealedOf);
}

async function resealAll(
  client: Queryable,
  reseal: (sealed: SealedSecret, connection: string) => SealedSecret | null,
): Promise<number> {
  const found = await client.query<SealedRow & { id: string; connection: string }>(
    "select id, connection, sealed, sealed_with from api_key where sealed is not null and revoked_at is null order by id for update",
  );
  let count = 0;
  for (const row of found.rows) {
    const renewed = reseal(sealedOf(row), row.connection);
    if (renewed === null) continue;
    await client.query("update api_key set sealed = $2, sealed_with = $3 where id = $1", [
      row.id,
      renewed.bytes,
      renewed.keyId,
    ]);
    count++;
  }
  return count;
}
