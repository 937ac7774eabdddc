import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DeliveryFailure } from "../engine/failures.ts";
import type { Sending } from "../engine/ports.ts";
import type { Delivery } from "../engine/records.ts";
import { retryAfterSeconds } from "../engine/retry-after.ts";
import { wasSent } from "../engine/was-sent.ts";

/** Of the client errors, those that say "later" (RFC 9110 §15.5.9, RFC 8470 §5.2, RFC 6585 §4). */
const LATER = new Set([408, 425, 429]);
const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

type Options = Pick<Sending, "by" | "signal"> & {
  readonly secretsDir: string | null;
  readonly timeoutSeconds: number;
};

/** Posts the bytes to the partner; a repeated delivery carries the same Idempotency-Key. */
export async function deliverByHttps(
  address: string | null,
  delivery: Delivery,
  options: Options,
): Promise<void> {
  const url = addressOf(address);
  const authorization = await readAuthorization(options, delivery.connection);
  const response = await post(url, delivery, authorization, options);
  await response.body?.cancel();
  if (response.ok) return;
  const later = LATER.has(response.status) || response.status >= 500;
  const retryAfter = later ? retryAfterSeconds(response.headers.get("retry-after"), new Date()) : null;
  // A gateway that gave up waiting does not know what became of it behind the gateway.
  const kind = response.status === 504 ? "partner-silent" : later ? "partner-away" : "partner-refuses";
  throw new DeliveryFailure(kind, `it answered ${response.status}`, retryAfter);
}

/** Plain HTTP only to this machine: orders and credentials do not cross a network unprotected. */
function addressOf(address: string | null): URL {
  const url = address !== null && URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === "https:" || (url?.protocol === "http:" && LOOPBACK.has(url.hostname))) return url;
  throw new DeliveryFailure("partner-refuses", "the connection's address is not an https URL");
}

/** The agreed route's credentials never go to another address: the fallback has a file of its own. */
async function readAuthorization({ secretsDir, by }: Options, connection: string): Promise<string | null> {
  if (secretsDir === null) return null;
  const name = by === "primary" ? `${connection}.authorization` : `${connection}.fallback.authorization`;
  const text = await readFile(join(secretsDir, name), "utf8").catch(() => "");
  return text.trim() || null;
}

async function post(
  url: URL,
  delivery: Delivery,
  authorization: string | null,
  options: Options,
): Promise<Response> {
  const timeout = AbortSignal.timeout(options.timeoutSeconds * 1000);
  try {
    return await fetch(url, {
      method: "POST",
      redirect: "manual", // an order goes where it was agreed; a redirect is an answer that refuses it
      headers: {
        "content-type": delivery.contentType,
        "idempotency-key": delivery.id,
        "user-agent": "suture",
        ...(authorization && { authorization }),
      },
      body: new Uint8Array(delivery.body),
      signal: AbortSignal.any([timeout, options.signal]),
    });
  } catch (error) {
    const late = error instanceof Error && error.name === "TimeoutError";
    if (late) throw new DeliveryFailure("partner-silent", "it did not answer in time");
    throw new DeliveryFailure(wasSent(error) ? "partner-silent" : "partner-away", "it cannot be reached");
  }
}
