import { OdooFailure, type OdooFailureKind } from "../engine/failures.ts";
import { retryAfterSeconds } from "../engine/retry-after.ts";
import { wasSent } from "../engine/was-sent.ts";
import { type OdooAccess, postToOdoo } from "./post.ts";

/** Calls a public method of a model over Odoo's JSON-2 API; one call is one SQL transaction. */
export type Json2 = (
  model: string,
  method: string,
  args: Readonly<Record<string, unknown>>,
) => Promise<unknown>;

/**
 * @throws OdooFailure: "unavailable" (not there, overloaded, key refused), "unanswered" (no whole answer: it may have been
 * carried out), "conflict" (a lock; repeat), "refused" (Odoo's rules; repeating does not help). Odoo's traceback is dropped
 * here, its sentence is kept.
 */
export function createJson2(access: OdooAccess): Json2 {
  return async (model, method, args) => {
    const response = await send(access, `/json/2/${model}/${method}`, JSON.stringify(args));
    if (!response.ok) throw await failureOf(response);
    return response.json().catch(() => {
      throw new OdooFailure("unanswered", "Odoo's answer was cut short");
    });
  };
}

async function send(access: OdooAccess, path: string, body: string): Promise<Response> {
  try {
    return await postToOdoo(access, path, body);
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError")
      throw new OdooFailure("unanswered", "Odoo did not answer in time");
    throw new OdooFailure(wasSent(error) ? "unanswered" : "unavailable", "Odoo cannot be reached");
  }
}

async function failureOf(response: Response): Promise<OdooFailure> {
  const retryAfter = retryAfterSeconds(response.headers.get("retry-after"), new Date());
  const body: unknown = await response.json().catch(() => null);
  const message = sentenceOf(body) ?? `Odoo answered ${response.status}`;
  switch (response.status) {
    case 409:
      return new OdooFailure("conflict", message, retryAfter);
    case 401:
    case 403:
      return new OdooFailure("unavailable", `Odoo refuses the integration user: ${message}`, retryAfter);
    case 400:
    case 404:
    case 413:
    case 422:
      return new OdooFailure("refused", message);
    case 500:
      // A fault in Odoo or an addon: the same call would fail the same way. A lone document is shown to a person. But when it
      // is Odoo's own database that is away, the call is as good as it was.
      return new OdooFailure(databaseFailure(body) ?? "refused", message);
    default:
      return new OdooFailure("unavailable", message, retryAfter);
  }
}

/**
 * What a failure of Odoo's own database means, by the class of the exception that JSON-2 names; null for any other. Odoo
 * repeats a call that loses against another one by itself; when it has lost five times it gives up with that error.
 */
function databaseFailure(body: unknown): OdooFailureKind | null {
  const name = typeof body === "object" && body !== null && "name" in body ? String(body.name) : "";
  if (/^psycopg2\.errors\.(SerializationFailure|DeadlockDetected|LockNotAvailable)$/.test(name))
    return "conflict";
  return /^(psycopg2\.(OperationalError|InterfaceError)|odoo\.sql_db\.PoolError)$/.test(name)
    ? "unavailable"
    : null;
}

function sentenceOf(body: unknown): string | null {
  if (typeof body !== "object" || body === null || !("message" in body)) return null;
  return typeof body.message === "string" && body.message !== "" ? body.message : null;
}
