import type { KeysReport, PartnerKey } from "../engine/ports/partner-keys.ts";
import { termsOf } from "../terms/words.ts";
import { instantText } from "./exchange-row.ts";

/** Returns the arguments of the gateway's `report_keys`. */
export function keysRow({ connection, keys, answer }: KeysReport): Record<string, unknown> {
  return {
    connection,
    keys: keys.map(keyRow),
    answer: answer && {
      request: answer.request,
      id: answer.id,
      envelope: answer.envelope,
      refusal: answer.refusal && termsOf(answer.refusal),
    },
  };
}

function keyRow(key: PartnerKey): object {
  return {
    id: key.id,
    kind: key.kind,
    beginning: key.beginning,
    created_by: key.createdBy,
    created_at: instantText(key.createdAt),
    expires_at: instantText(key.expiresAt),
    last_used_at: instantText(key.lastUsedAt),
    revoked_at: instantText(key.revokedAt),
    revoked_by: key.revokedBy,
  };
}
