import type { Message } from "../../engine/records.ts";
import type { Queryable } from "../database.ts";
import { MESSAGE_COLUMNS } from "../rows.ts";

/** Returns a message with its bytes, or null if it does not exist or is longer than `mostBytes`. */
export async function messageById(client: Queryable, id: string, mostBytes: number): Promise<Message | null> {
  const result = await client.query<Message>(
    `select ${MESSAGE_COLUMNS} from message where id = $1 and octet_length(body) <= $2`,
    [id, mostBytes],
  );
  return result.rows[0] ?? null;
}
