import { v7 as uuid } from "uuid";
import type { NewEvent } from "../engine/ports.ts";
import type { Queryable } from "./database.ts";

/** Enters events for the relay to publish, in the transaction of what they tell about. */
export async function insertEvents(client: Queryable, events: readonly NewEvent[]): Promise<void> {
  for (const event of events)
    await client.query(
      "insert into event (id, type, subject, source, data, trace_id) values ($1, $2, $3, $4, $5, $6)",
      [uuid(), event.type, event.subject, event.source, JSON.stringify(event.data), event.traceId],
    );
}
