import { indexed } from "../../engine/model/long-keys.ts";
import type { DocumentPage } from "../../engine/ports/journal/messages.ts";
import type { Document } from "../../engine/records.ts";
import type { Queryable } from "../database.ts";
import { DOCUMENT_COLUMNS } from "../rows.ts";
import { holds } from "./holding.ts";

/** Returns documents by id, in the order of arrival. */
export async function documentsById(client: Queryable, ids: readonly string[]): Promise<Document[]> {
  const result = await client.query<Document>(
    `select ${DOCUMENT_COLUMNS} from document where id = any($1) order by sequence`,
    [ids],
  );
  return result.rows;
}

/**
 * Returns, by the id of each document, the id of the earliest unfinished document of the same aggregate and direction
 * that arrived before it. A document that was applied or delivered blocks no other document, even if a late
 * acknowledgement makes it an exception. Because of the direction, an outgoing document is not blocked by a partner's
 * response that is an exception; sending it may resolve that exception. A document that a person released has no
 * blocker, and one that stands aside while it waits blocks no other.
 */
export async function blockers(client: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  const result = await client.query<{ id: string; blocker: string }>(
    `select d.id, b.id as blocker from document d
     cross join lateral (
       select id from document e
       where e.aggregate = d.aggregate and e.direction = d.direction and e.sequence < d.sequence
         and ${holds("e")}
       order by e.sequence limit 1) b
     where d.id = any($1) and not d.ahead`,
    [ids],
  );
  return new Map(result.rows.map((row) => [row.id, row.blocker]));
}

const BEFORE = `e.aggregate = d.aggregate and e.direction = d.direction and e.sequence < d.sequence
      and ${holds("e")}`;

/**
 * Returns, by the id of each document, the id of the earlier document behind which to hold it: the document that is
 * `places` positions before it among the unfinished documents of its aggregate, or the earliest if there are fewer. If
 * the earliest one is waiting for a retry or a decision, all are held behind it, so that people see which document
 * blocks them.
 */
export async function turns(
  client: Queryable,
  ids: readonly string[],
  places: number,
): Promise<Map<string, string>> {
  const result = await client.query<{ id: string; before: string }>(
    `select d.id, case when first.state = 'queued' or first.state = 'held' and first.held_behind is not null
       then near.id else first.id end as before
     from document d
     cross join lateral (select id, state, held_behind from document e where ${BEFORE} order by e.sequence limit 1) first
     cross join lateral (
       select id from (select id, sequence from document e where ${BEFORE} order by e.sequence desc limit $2) nearest
       order by sequence limit 1) near
     where d.id = any($1)`,
    [ids, places],
  );
  return new Map(result.rows.map(({ id, before }) => [id, before]));
}

/**
 * Returns the documents of these aggregates in one direction that are done and whose content is still stored, in the
 * order of arrival.
 */
export async function appliedOf(
  client: Queryable,
  aggregates: readonly string[],
  direction: Document["direction"],
): Promise<Document[]> {
  const result = await client.query<Document>(
    `select ${DOCUMENT_COLUMNS} from document
     where aggregate = any($1) and direction = $2 and state = 'done' and content_removed_at is null order by sequence`,
    [aggregates.map((aggregate) => indexed(aggregate)), direction],
  );
  return result.rows;
}

/** Returns the documents of a message in their order in the message: one page, or all if `page` is absent. */
export async function documentsOfMessage(
  client: Queryable,
  messageId: string,
  page?: DocumentPage,
): Promise<Document[]> {
  const result = await client.query<Document>(
    `select ${DOCUMENT_COLUMNS} from document
     where message_id = $1
       and ($2::uuid is null or sequence > (select sequence from document where id = $2 and message_id = $1))
     order by sequence limit $3`,
    [messageId, page?.after ?? null, page?.limit ?? null],
  );
  return result.rows;
}
