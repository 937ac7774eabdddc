import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DeliveryFailure } from "../engine/failures.ts";
import type { Delivery } from "../engine/ports.ts";

const RETRIABLE = new Set([408, 425, 429]);
const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Posts the bytes to the partner; a repeated delivery carries the same Idempotency-Key. */
export async function deliverByHttps(
  address: string | null,
  delivery: Delivery,
  options: { secretsDir: string | null; timeoutSeconds: number },
): Promise<void> {
  const url = addressOf(address);
  const authorization = await readAuthorization(options.secretsDir, delivery.connection);
  const response = await post(url, delivery, authorization, options.timeoutSeconds);
  await response.body?.cancel();
  if (response.ok) return;
  const retriable = RETRIABLE.has(response.status) || response.status >= 500;
  throw new DeliveryFailure(`it answered ${response.status}`, retriable);
}

/** Plain HTTP only to this machine: orders and credentials do not cross a network unprotected. */
function addressOf(address: string | null): URL {
  const url = address !== null && URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === "https:" || (url?.protocol === "http:" && LOOPBACK.has(url.hostname))) return url;
  throw new DeliveryFailure("the connection's address is not an https URL", false);
}

async function readAuthorization(folder: string | null, connection: string): Promise<string | null> {
  if (folder === null) return null;
  const text = await readFile(join(folder, `${connection}.authorization`), "utf8").catch(() => "");
  return text.trim() || null;
}

async function post(
  url: URL,
  delivery: Delivery,
  authorization: string | null,
  seconds: number,
): Promise<Response> {
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
      signal: AbortSignal.timeout(seconds * 1000),
    });
  } catch (error) {
    const timeout = error instanceof Error && error.name === "TimeoutError";
    throw new DeliveryFailure(timeout ? "it did not answer in time" : "it cannot be reached", true);
  }
}
