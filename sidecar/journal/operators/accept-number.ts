import { statesBefore } from "../../engine/model/states.ts";
import type { AuditWriter } from "../audit/audit.ts";
import { type Database, transaction } from "../database.ts";
import { among } from "../documents/among.ts";
import { requestDecode } from "../messages/decode.ts";

/**
 * Accepts a message as a new one at a person's request, although its number was used before with other content. It is decoded
 * again. Its documents are still recognised if they repeat earlier ones.
 * @returns whether there was an exception about a repeated number with this key
 */
export function acceptNumber(
  database: Database,
  audit: AuditWriter,
  messageKey: string,
  actor: string,
): Promise<boolean> {
  return transaction(database, async (client) => {
    const found = await client.query<{ id: string; messageId: string; first: string }>(
      `update message m set reuse = 'accepted' from document d
       where d.message_key = $1 and d.message_id = m.id and d.state in (${among(statesBefore("read-again"))})
         and d.reason_code = 'DUPLICATE_CONTENT_DIFFERS' and d.input is null
         and m.conflicts_with is not null and m.reuse is null and m.body is not null
       returning d.id, m.id as "messageId", m.conflicts_with as first`,
      [messageKey],
    );
    const accepted = found.rows[0];
    if (!accepted) return false;
    await requestDecode(client, accepted.messageId, actor);
    const { id, messageId, first } = accepted;
    await audit(client, {
      actor,
      action: "message.accept-number",
      subject: id,
      detail: { message: messageId, usedBy: first },
    });
    return true;
  });
}
