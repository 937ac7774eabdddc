import type { Control } from "../../documents/acknowledgement.ts";
import type { Queryable } from "../database.ts";

/**
 * Returns the control numbers of the documents that were sent over a connection in the given envelopes. An envelope is
 * identified by the control number of its functional group or interchange.
 */
export async function sentControls(
  client: Queryable,
  connection: string,
  envelopes: readonly Control[],
): Promise<Control[]> {
  const found = await client.query<{ control: Control }>(
    `select distinct sent.control from unnest($2::jsonb[]) as envelope (control)
     cross join lateral (
       select control from delivery
       where connection = $1 and kind = 'document' and delivery.control @> envelope.control) sent`,
    [connection, envelopes.map((envelope) => JSON.stringify(envelope))],
  );
  return found.rows.map(({ control }) => control);
}
