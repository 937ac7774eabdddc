import type { Queryable } from "./database.ts";

/** The search terms of a message or of an outgoing document, with its id. */
export type Found = { readonly id: string; readonly terms: readonly string[] };

/** Adds search terms. Terms that are known already are skipped. */
export async function insertTerms(client: Queryable, found: readonly Found[]): Promise<void> {
  const terms = new Map(
    found.flatMap(({ id, terms }) => terms.map((text) => [`${id} ${text}`, { id, text }])),
  );
  if (terms.size === 0) return;
  // In one order in all transactions, so that two of them cannot wait for each other.
  const rows = [...terms.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
  await client.query(
    "insert into search_term (term, found_id) select * from unnest($1::text[], $2::uuid[]) on conflict do nothing",
    [rows.map(({ text }) => text), rows.map(({ id }) => id)],
  );
}
