import { createHmac } from "node:crypto";
import type { Answer, Taken } from "./sidecar.ts";

/**
 * Returns the headers of a webhook according to Standard Webhooks 1.0, signed with a secret `whsec_<base64>`. `at` is the time of
 * the signature.
 */
export function signedHeaders(
  secret: string,
  id: string,
  body: string,
  at: Date = new Date(),
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const mac = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${mac}` };
}

/** Posts a webhook as the application at the other end of a connection does. */
export async function postWebhook(
  url: string,
  connection: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answer<Taken>> {
  const response = await fetch(`${url}/v1/webhooks/${connection}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  return { status: response.status, body: (await response.json()) as Taken };
}
