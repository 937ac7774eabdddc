import { createHash, createHmac } from "node:crypto";
import type { AuditEntry } from "../../engine/ports/journal/operators.ts";

/** An entry of the audit log, linked to the previous one by its hash. */
export type ChainedEntry = Required<AuditEntry> & {
  readonly seq: number;
  readonly at: Date;
  readonly algorithm: Algorithm;
  readonly prevHash: string;
  readonly hash: string;
};

export type Algorithm = "sha256" | "hmac-sha256";
/** The number and hash of the entry that was the last one of the audit log at some time. */
export type AuditAnchor = { readonly seq: number; readonly hash: string };
export type AuditHead = AuditAnchor & { readonly algorithm: Algorithm; readonly signature: string };

/** The anchor that precedes the first entry: number 0 and a hash of zeros. */
export const NO_ENTRY: AuditAnchor = { seq: 0, hash: "0".repeat(64) };

/**
 * Returns the algorithm for new entries. Without a secret, anyone who changes an entry can recompute all later hashes.
 * With a secret, only those who know it can.
 */
export const algorithmFor = (secret: string | null): Algorithm =>
  secret === null ? "sha256" : "hmac-sha256";

/**
 * Returns an entry's hash (64 hexadecimal digits), which covers its whole content and the hash of the previous entry.
 * If the entry's algorithm is HMAC, the secret is the key.
 */
export function entryHash(entry: Omit<ChainedEntry, "hash">, secret: string | null): string {
  const { seq, at, actor, action, subject, detail, algorithm, prevHash } = entry;
  const content = ["entry", seq, at.toISOString(), actor, action, subject, detail, algorithm, prevHash];
  return digest(content, algorithm, secret);
}

/**
 * Returns the signature of the chain's head (64 hexadecimal digits). If the algorithm is HMAC, the secret is the key;
 * otherwise, the signature is a plain digest.
 */
export function headSignature(anchor: AuditAnchor, algorithm: Algorithm, secret: string | null): string {
  return digest(["head", anchor.seq, anchor.hash, algorithm], algorithm, secret);
}

function digest(content: readonly unknown[], algorithm: Algorithm, secret: string | null): string {
  const text = JSON.stringify(canonical(content));
  if (algorithm === "hmac-sha256")
    return createHmac("sha256", secret ?? "")
      .update(text, "utf8")
      .digest("hex");
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/**
 * Returns a value with the members of its objects sorted by name, because PostgreSQL does not preserve their order
 * (compare RFC 8785).
 */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([name, inner]) => [name, canonical(inner)]));
}

export type ChainReport = {
  /** The number of valid entries before the first break. */
  readonly entries: number;
  /** The number of valid entries that were written without a secret and therefore could have been forged. */
  readonly unsigned: number;
  /** The first break of the chain, or null if it is intact. */
  readonly broken: { readonly seq: number; readonly what: string } | null;
};

/**
 * Verifies a chain from its first entry to its head, and compares it with anchors that were stored elsewhere. Stops at
 * the first break. If a secret is given, no unsigned entry may follow a signed one, and the head must be signed.
 */
export async function verifyChain(
  entries: AsyncIterable<ChainedEntry> | Iterable<ChainedEntry>,
  head: AuditHead | null,
  anchors: readonly AuditAnchor[],
  secret: string | null,
): Promise<ChainReport> {
  const noted = new Map(anchors.map(({ seq, hash }) => [seq, hash]));
  let last: AuditAnchor = NO_ENTRY;
  let unsigned = 0;
  const report = (broken: ChainReport["broken"]) => ({ entries: last.seq, unsigned, broken });
  const at = (seq: number, what: string) => report({ seq, what });
  for await (const entry of entries) {
    const fault = entryFault(entry, last, unsigned, secret) ?? notedFault(entry, noted);
    if (fault) return at(last.seq + 1, fault);
    if (entry.algorithm === "sha256") unsigned++;
    last = entry;
  }
  const missing = [...noted.keys()].find((seq) => seq > last.seq);
  if (missing !== undefined)
    return at(last.seq + 1, `the log ends here, but entry ${missing} was recorded elsewhere`);
  return report(headFault(head, last, secret));
}

function entryFault(
  entry: ChainedEntry,
  last: AuditAnchor,
  unsigned: number,
  secret: string | null,
): string | null {
  if (entry.seq !== last.seq + 1) return `the entry is missing; ${entry.seq} follows`;
  if (entry.prevHash !== last.hash) return "the entry does not follow the previous one";
  if (entry.algorithm === "hmac-sha256" && secret === null)
    return "the entry is signed; verifying it requires SUTURE_AUDIT_SECRET";
  if (secret !== null && entry.algorithm === "sha256" && unsigned < last.seq)
    return "the entry is not signed, but earlier ones are";
  return entryHash(entry, secret) === entry.hash
    ? null
    : "the entry was changed, or signed with another secret";
}

function notedFault(entry: ChainedEntry, noted: ReadonlyMap<number, string>): string | null {
  const hash = noted.get(entry.seq);
  return hash === undefined || hash === entry.hash
    ? null
    : "the entry differs from the one recorded elsewhere";
}

function headFault(head: AuditHead | null, last: AuditAnchor, secret: string | null): ChainReport["broken"] {
  const fault = (what: string) => ({ seq: last.seq + 1, what });
  if (head === null) return last.seq === 0 ? null : fault("the head of the log is missing");
  if (head.seq > last.seq) return fault(`the log ends here, but its head names entry ${head.seq}`);
  if (head.seq < last.seq || head.hash !== last.hash) return fault("the head does not match the last entry");
  if (secret !== null && head.algorithm !== "hmac-sha256") return fault("the head is not signed");
  const signed = headSignature(head, head.algorithm, secret) === head.signature;
  return signed ? null : fault("the head was changed, or signed with another secret");
}
