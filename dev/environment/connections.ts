import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Place } from "./place.ts";
import { amqpUrl, type BrokerUserName } from "./rabbitmq.ts";
import { keepSecret, knownSecret, secret } from "./secrets.ts";
import { dropFolder, sidecarUrl, webhookSecret } from "./sidecar.ts";

/**
 * The credentials and addresses with which the partners of the demo company reach the sidecar, by connection. The connections
 * themselves are records in Odoo.
 */
export interface PartnerAccess {
  readonly "edi-harbor": {
    readonly header: string;
    readonly key: string;
    readonly isaSender: string;
    readonly isaReceiver: string;
    /** The folder in which the 850s to this vendor arrive. */
    readonly outbox: string;
    readonly amqpUser: string;
    readonly amqpUrl: string;
  };
  readonly billing: { readonly secret: string; readonly amqpUser: string; readonly amqpUrl: string };
  readonly ehr: { readonly amqpUser: string; readonly amqpUrl: string };
}

/**
 * Returns the partners' credentials and addresses. The first time, requests an API key from the sidecar, which must be running.
 */
export async function partnerAccess(place: Place): Promise<PartnerAccess> {
  const outbox = join(dropFolder(place), "edi-harbor", "outbox");
  mkdirSync(outbox, { recursive: true }); // so that a reader can watch it before the first order arrives
  return {
    "edi-harbor": {
      header: "X-Api-Key",
      key: knownSecret(place, "api-key-edi-harbor") ?? (await newApiKey(place, "edi-harbor")),
      isaSender: "ZZ*HARBORMED",
      isaReceiver: "ZZ*NORTHFIELD",
      outbox,
      ...publisherAccess(place, "suture_partner"),
    },
    billing: { secret: webhookSecret(place), ...publisherAccess(place, "suture_billing") },
    ehr: publisherAccess(place, "suture_ehr"),
  };
}

function publisherAccess(place: Place, user: BrokerUserName): { amqpUser: string; amqpUrl: string } {
  return { amqpUser: user, amqpUrl: amqpUrl(place, user) };
}

/**
 * Requests an API key for a partner as an operator does, and stores it, because the sidecar returns it only once and stores only
 * its digest.
 */
async function newApiKey(place: Place, connection: string): Promise<string> {
  const headers = {
    Authorization: `Bearer ${secret(place, "operator-token")}`,
    "Content-Type": "application/json",
  };
  const url = `${sidecarUrl(place)}/v1/connections/${connection}/keys`;
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify({ replace: true }) });
  if (!answer.ok)
    throw new Error(`The sidecar created no key for ${connection}: ${answer.status} ${await answer.text()}`);
  const { key } = (await answer.json()) as { key: string };
  return keepSecret(place, `api-key-${connection}`, key);
}
