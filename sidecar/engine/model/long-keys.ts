import { createHash } from "node:crypto";

/**
 * The maximum size of an indexed text, in bytes. An entry of a PostgreSQL B-tree index can have at most 2,704 bytes,
 * and may also contain the code of a connection or a number.
 */
const MOST_BYTES = 2000;
/** The number of leading characters that are kept if a text is too long. */
const BEGINNING = 200;

/**
 * Returns the form in which an indexed text is stored: the text itself or, if it is too long for the index, its first
 * characters followed by its SHA-256 hash. Returns null for null. The function is deterministic and idempotent.
 * `migrations/0010_long_keys.sql` implements the same in SQL.
 */
export function indexed<Text extends string | null>(text: Text): Text | string {
  if (text === null || text.length * 3 <= MOST_BYTES || Buffer.byteLength(text) <= MOST_BYTES) return text;
  const beginning = [...text.slice(0, 2 * BEGINNING)].slice(0, BEGINNING).join("");
  return `${beginning} sha256:${createHash("sha256").update(text).digest("hex")}`;
}
