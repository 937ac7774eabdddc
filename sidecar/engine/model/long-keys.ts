import { createHash } from "node:crypto";

/** A row of a btree index holds 2,704 bytes; beside the key there may be a connection's code or a number. */
const MOST_BYTES = 2000;
/** What of a longer one people still read. */
const BEGINNING = 200;

/**
 * What a text is kept as that is looked up by an index: as it is, or, where no index holds it, its beginning and its SHA-256. The
 * same text always gives the same, and what is short already stays: it may be asked for as often as one likes. The same is written
 * in SQL in `migrations/0010_long_keys.sql`.
 */
export function indexed<Text extends string | null>(text: Text): Text | string {
  if (text === null || text.length * 3 <= MOST_BYTES || Buffer.byteLength(text) <= MOST_BYTES) return text;
  const beginning = [...text.slice(0, 2 * BEGINNING)].slice(0, BEGINNING).join("");
  return `${beginning} sha256:${createHash("sha256").update(text).digest("hex")}`;
}
