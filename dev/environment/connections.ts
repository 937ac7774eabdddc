import { createHash, randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Place } from "./place.ts";
import { JOURNAL, query } from "./postgres.ts";
import { amqpUrl } from "./rabbitmq.ts";
import { secret } from "./secrets.ts";
import { dropFolder } from "./sidecar.ts";

/** What a partner of the demo company needs to talk to the sidecar; the connections themselves are Odoo records. */
export interface PartnerAccess {
  readonly "edi-harbor": {
    readonly header: string;
    readonly key: string;
    readonly isaSender: string;
    readonly isaReceiver: string;
    /** Where our 850s to this supplier arrive. */
    readonly outbox: string;
  };
  readonly billing: { readonly secret: string };
  readonly ehr: { readonly amqpUser: string; readonly amqpUrl: string };
}

/** Makes the partners' keys known to the sidecar, whose journal must be migrated, and gives them back. */
export async function ensurePartnerAccess(place: Place): Promise<PartnerAccess> {
  await acceptKey(place, "edi-harbor", secret(place, "key-edi-harbor"));
  return partnerAccess(place);
}

/** The partners' keys, as files and messages need them. */
export function partnerAccess(place: Place): PartnerAccess {
  const webhookKey = Buffer.from(secret(place, "webhook-billing"), "hex").toString("base64");
  return {
    "edi-harbor": {
      header: "X-Api-Key",
      key: secret(place, "key-edi-harbor"),
      isaSender: "ZZ*HARBORMED",
      isaReceiver: "ZZ*NORTHFIELD",
      outbox: join(dropFolder(place), "edi-harbor", "outbox"),
    },
    billing: { secret: `whsec_${webhookKey}` },
    ehr: { amqpUser: "suture_partner", amqpUrl: amqpUrl(place, "suture_partner") },
  };
}

/** The journal keeps only a key's SHA-256. */
async function acceptKey(place: Place, connection: string, key: string): Promise<void> {
  const digest = createHash("sha256").update(key, "utf8").digest();
  const sql =
    "insert into api_key (id, connection, digest) values ($1, $2, $3) on conflict (digest) do nothing";
  await query(place, JOURNAL, sql, [randomUUID(), connection, digest]);
}
