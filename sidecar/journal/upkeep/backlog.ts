import type { Backlog } from "../../engine/ports/health.ts";
import type { Queryable } from "../database.ts";

const amount = (since: string) =>
  `count(*)::int as count, coalesce(extract(epoch from clock_timestamp() - min(${since})), 0)::float8 as "oldestSeconds"`;

/**
 * Counts unfinished documents and other unfinished work, with the age of the oldest item of each kind. Each count is
 * read from a partial index that contains only the unfinished items, so the cost does not depend on the number of items
 * ever processed.
 */
export async function backlog(client: Queryable): Promise<Backlog> {
  const documents = await client.query<Backlog["documents"][number]>(
    `select lane, state, coalesce(reason_code, '') as reason, ${amount("received_at")}
     from document where done_at is null and state <> 'dismissed' group by 1, 2, 3`,
  );
  const others = await client.query<Backlog["others"][number]>(
    `select 'undecoded' as what, ${amount("received_at")} from message where state = 'received'
     union all select 'unpublished message', ${amount("received_at")} from message where published_at is null
     union all select 'unpublished document', ${amount("changed_at")} from document
       where published_at is null and state = 'queued'
     union all select 'unpublished event', ${amount("created_at")} from event where published_at is null
     union all select 'delivery', ${amount("created_at")} from delivery where state = 'queued'
     union all select 'unshown', ${amount("changed_at")} from document where revision > reported_revision`,
  );
  return { documents: documents.rows, others: others.rows };
}
