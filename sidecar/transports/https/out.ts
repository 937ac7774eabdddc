import type { DeliveryRoute } from "../../engine/ports/connection.ts";
import type { Clock } from "../../engine/ports/runtime.ts";
import type { Sending } from "../../engine/ports/transport.ts";
import type { Delivery } from "../../engine/records.ts";
import { DeliveryFailure, SetUpFailure } from "../../engine/resilience/failures.ts";
import { retryAfterSeconds } from "../../engine/resilience/retry-after.ts";
import { authorizationFileName, authorizationIn } from "../../security/authorization-file.ts";
import { sayDelivery } from "../terms.ts";
import { type Answer, NoAnswer, post } from "./post.ts";
import type { Targets } from "./targets.ts";

/**
 * The client errors after which a delivery is retried, because they mean "later" (RFC 9110 §15.5.9, RFC 8470 §5.2, RFC 6585 §4).
 */
const LATER = new Set([408, 425, 429]);
const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * The settings for sending over HTTPS: the folder with our credentials, the addresses that may be called, and the time limit of a
 * request in seconds.
 */
export type HttpsSettings = {
  readonly secretsDir: string | null;
  readonly targets: Targets;
  readonly timeoutSeconds: number;
  readonly clock: Clock;
};
type Options = Pick<Sending, "by" | "signal"> & HttpsSettings;

/**
 * Posts the file to the partner's address. Each attempt of a delivery has the same Idempotency-Key. Throws a DeliveryFailure
 * unless the response has a 2xx status.
 */
export async function deliverByHttps(
  address: string | null,
  delivery: Delivery,
  options: Options,
): Promise<void> {
  const url = addressOf(address);
  const authorization = await authorizationFor(url, delivery.connection, options);
  const { status, retryAfter } = await answerOf(url, delivery, authorization, options);
  if (status >= 200 && status < 300) return;
  const later = LATER.has(status) || status >= 500;
  // If a gateway timed out, the result behind the gateway is unknown.
  const kind = status === 504 ? "partner-unanswered" : later ? "partner-unreachable" : "partner-refuses";
  const wait = later ? retryAfterSeconds(retryAfter, options.clock()) : null;
  throw new DeliveryFailure(kind, sayDelivery("answered", { status }), wait);
}

/**
 * Checks whether an HTTPS route can work as configured, without sending anything. A host name that cannot be resolved at the
 * moment is not a configuration error.
 * @throws SetUpFailure with the reason if the route cannot work
 */
export async function checkHttps(
  address: string | null,
  connection: string,
  options: Pick<Options, "by" | "secretsDir" | "targets">,
): Promise<void> {
  const url = addressOf(address);
  await authorizationFor(url, connection, options);
  await options.targets.check(url).catch((error: unknown) => {
    if (error instanceof SetUpFailure) throw error;
  });
}

/**
 * Parses the address of a route, and throws a SetUpFailure if it is not allowed. Plain HTTP is allowed only to this machine:
 * orders and credentials must not cross a network unprotected.
 */
function addressOf(address: string | null): URL {
  const url = address !== null && URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== "https:" && !(url?.protocol === "http:" && LOOPBACK.has(url.hostname)))
    throw new SetUpFailure(sayDelivery("no-https"));
  if (url.username !== "" || url.password !== "") throw new SetUpFailure(sayDelivery("user-in-address"));
  return url;
}

/**
 * Returns the Authorization header for this address, or null if no credentials are configured. Credentials are bound to an
 * origin, so that changing the address in Odoo does not disclose them. The credentials of the primary route are never sent to the
 * fallback, which has its own file. Throws a SetUpFailure if the file is unusable or belongs to another origin.
 */
async function authorizationFor(
  { origin }: URL,
  connection: string,
  { secretsDir, by }: { readonly secretsDir: string | null; readonly by: DeliveryRoute },
): Promise<string | null> {
  const file = await authorizationIn(secretsDir, connection, by);
  if (file === null) return null;
  if ("fault" in file) throw new SetUpFailure(file.fault);
  if (file.origin === origin) return file.header;
  const name = authorizationFileName(connection, by);
  throw new SetUpFailure(sayDelivery("other-origin", { origin, file: name, theirs: file.origin }));
}

async function answerOf(
  url: URL,
  delivery: Delivery,
  authorization: string | null,
  { targets, timeoutSeconds, signal }: Options,
): Promise<Answer> {
  const headers = {
    "content-type": delivery.contentType,
    "idempotency-key": delivery.id,
    ...(authorization && { authorization }),
  };
  try {
    return await post(url, {
      headers,
      body: delivery.body,
      lookup: targets.lookupFor(url),
      timeoutSeconds,
      signal,
    });
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    if (error.cause instanceof SetUpFailure) throw error.cause;
    if (!error.sent) throw new DeliveryFailure("partner-unreachable", sayDelivery("unreachable"));
    throw new DeliveryFailure("partner-unanswered", sayDelivery(error.late ? "late" : "unreachable"));
  }
}
