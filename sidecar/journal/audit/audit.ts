import type { AuditEntry } from "../../engine/ports/journal/operators.ts";
import { ADVISORY_LOCKS, type Queryable } from "../database.ts";
import {
  type Algorithm,
  type AuditAnchor,
  type AuditHead,
  algorithmFor,
  type ChainedEntry,
  entryHash,
  headSignature,
  NO_ENTRY,
} from "./audit-chain.ts";

/** Appends an entry to the audit log within the caller's transaction. */
export type AuditWriter = (client: Queryable, entry: AuditEntry) => Promise<void>;

/**
 * Appends an entry to the audit log and updates the head. Must be called inside a transaction, because the lock that
 * makes the sidecars append one at a time is held until the transaction ends.
 */
export async function audit(client: Queryable, entry: AuditEntry, secret: string | null): Promise<void> {
  await client.query("select pg_advisory_xact_lock($1)", [ADVISORY_LOCKS.audit]);
  const { last, at } = await endOfChain(client);
  const { actor, action, subject, detail = {} } = entry;
  const algorithm = algorithmFor(secret);
  const seq = last.seq + 1;
  const content = { seq, at, actor, action, subject, detail: plain(detail), algorithm, prevHash: last.hash };
  const hash = entryHash(content, secret);
  await client.query(
    `insert into audit (at, actor, action, subject, detail, seq, algorithm, prev_hash, hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [at, actor, action, subject, JSON.stringify(content.detail), seq, algorithm, last.hash, hash],
  );
  await saveHead(client, { seq, hash }, algorithm, secret);
}

/** Converts a value to JSON and back, so that the hash covers exactly what is stored. */
const plain = (detail: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  JSON.parse(JSON.stringify(detail));

/**
 * Returns the number and hash of the last entry, and the current time with the precision of a JavaScript date
 * (milliseconds).
 */
async function endOfChain(client: Queryable): Promise<{ last: AuditAnchor; at: Date }> {
  const result = await client.query<{ seq: string | null; hash: string | null; at: Date }>(
    `select date_trunc('milliseconds', clock_timestamp()) as at, seq::text, hash
     from (select 1) one left join (select seq, hash from audit where seq is not null order by seq desc limit 1) a on true`,
  );
  const { seq, hash, at } = result.rows[0] ?? { seq: null, hash: null, at: new Date(0) };
  return { last: seq === null || hash === null ? NO_ENTRY : { seq: Number(seq), hash }, at };
}

async function saveHead(
  client: Queryable,
  head: AuditAnchor,
  algorithm: Algorithm,
  secret: string | null,
): Promise<void> {
  await client.query(
    `insert into audit_head (seq, hash, algorithm, signature) values ($1, $2, $3, $4)
     on conflict (only_row) do update set seq = excluded.seq, hash = excluded.hash, algorithm = excluded.algorithm,
       signature = excluded.signature, at = clock_timestamp()`,
    [head.seq, head.hash, algorithm, headSignature(head, algorithm, secret)],
  );
}

/**
 * Returns the head of the chain, or null if the log is empty. To serve as an anchor, a copy must be stored where nobody
 * with write access to the journal can change it.
 */
export async function auditHead(client: Queryable): Promise<(AuditHead & { readonly at: Date }) | null> {
  const result = await client.query<{
    seq: string;
    hash: string;
    algorithm: Algorithm;
    signature: string;
    at: Date;
  }>("select seq::text, hash, algorithm, signature, at from audit_head");
  const row = result.rows[0];
  return row ? { ...row, seq: Number(row.seq) } : null;
}

const PAGE = 1000;

/** Yields all entries of the chain in order, with one page in memory at a time. */
export async function* auditEntries(client: Queryable): AsyncGenerator<ChainedEntry> {
  for (let after = "-9223372036854775808"; ; ) {
    const { rows } = await client.query<Omit<ChainedEntry, "seq"> & { seq: string }>(
      `select seq::text, at, actor, action, subject, detail, algorithm, prev_hash as "prevHash", hash
       from audit where audit.seq > $1 order by audit.seq limit $2`,
      [after, PAGE],
    );
    for (const row of rows) yield { ...row, seq: Number(row.seq) };
    const last = rows.at(-1);
    if (!last) return;
    after = last.seq;
  }
}

/** Returns the number of entries that were written before the chain was introduced and cannot be verified. */
export async function unchainedEntries(client: Queryable): Promise<number> {
  const result = await client.query<{ count: string }>("select count(*) from audit where seq is null");
  return Number(result.rows[0]?.count);
}
