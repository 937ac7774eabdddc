import { randomUUID } from "node:crypto";
import amqp from "amqplib";
import type { Answer, Taken } from "../../dev/clients/sidecar.ts";
import { signedHeaders } from "../../dev/clients/webhooks.ts";
import type { Environment } from "../../dev/environment/environment.ts";

/** The properties of an attempt to deliver a webhook. Valid values are used for omitted properties. */
export type Attempt = {
  readonly id?: string;
  readonly at?: Date;
  readonly secret?: string;
  /** The names of headers that are removed before sending. */
  readonly without?: readonly string[];
};

/** The response to a webhook: the accepted messages, or a problem document. */
export type WebhookAnswer = Answer<Taken & { readonly type?: string; readonly traceId?: string }> & {
  readonly contentType: string | null;
};

/**
 * Simulates the billing system of the demo company, which sends webhooks signed according to Standard Webhooks 1.0, and publishes
 * messages to the broker.
 */
export type BillingSender = {
  webhook(body: string, attempt?: Attempt): Promise<WebhookAnswer>;
  publish(bodies: readonly string[]): Promise<void>;
};

export function billingSender(environment: Environment): BillingSender {
  return {
    webhook: async (body, attempt = {}) => {
      const { id = `msg_${randomUUID()}`, at, secret = environment.connections.billing.secret } = attempt;
      const signed = new Headers({
        ...signedHeaders(secret, id, body, at),
        "content-type": "application/json",
      });
      for (const name of attempt.without ?? []) signed.delete(name);
      const url = `${environment.sidecar.url}/v1/webhooks/billing`;
      const response = await fetch(url, { method: "POST", headers: signed, body });
      const answered = (await response.json()) as WebhookAnswer["body"];
      return {
        status: response.status,
        body: answered,
        contentType: response.headers.get("content-type")?.split(";")[0] ?? null,
      };
    },
    publish: (bodies) => publish(environment.connections.billing.amqpUrl, bodies),
  };
}

async function publish(url: string, bodies: readonly string[]): Promise<void> {
  const connection = await amqp.connect(url);
  try {
    const channel = await connection.createConfirmChannel();
    const options = {
      contentType: "application/vnd.suture.billing+json",
      headers: { "suture-connection": "billing" },
      persistent: true,
      mandatory: true,
    };
    for (const body of bodies)
      channel.publish("suture.inbound", "billing.billing.event", Buffer.from(body), options);
    await channel.waitForConfirms();
  } finally {
    await connection.close();
  }
}
