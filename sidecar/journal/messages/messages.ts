import type { Message } from "../../engine/records.ts";
import { SIZE, withBytes } from "../bodies/read.ts";
import type { Queryable } from "../database.ts";
import { MESSAGE_COLUMNS } from "../rows.ts";

/** Returns a message with its bytes, or null if it does not exist or is longer than `mostBytes`. */
export async function messageById(client: Queryable, id: string, mostBytes: number): Promise<Message | null> {
  const result = await client.query<Message>(
    `select ${MESSAGE_COLUMNS} from message where id = $1 and body is not null and ${SIZE("message")} <= $2`,
    [id, mostBytes],
  );
  const row = result.rows[0];
  return row ? withBytes(client, row) : null;
}
