import { v7 as uuid } from "uuid";
import type { NewEvent } from "../../engine/records.ts";
import type { Queryable } from "../database.ts";

/** Stores events for the relay to publish, in the transaction of the change that they report. */
export async function insertEvents(client: Queryable, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ traceId, ...event }) => ({ id: uuid(), ...event, trace_id: traceId }));
  await client.query(
    `insert into event (id, type, subject, source, data, trace_id)
     select e.id, e.type, e.subject, e.source, e.data, e.trace_id
     from rows from (jsonb_to_recordset($1) as (id uuid, type text, subject text, source text, data jsonb, trace_id text))
       with ordinality as e (id, type, subject, source, data, trace_id, place) order by e.place`,
    [JSON.stringify(rows)],
  );
}
