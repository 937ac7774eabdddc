import type { Clock } from "../engine/ports/runtime.ts";
import { OdooFailure, type OdooFailureKind } from "../engine/resilience/failures.ts";
import { retryAfterSeconds } from "../engine/resilience/retry-after.ts";
import { sayOdoo } from "../engine/resilience/terms.ts";
import { wasSent } from "../engine/resilience/was-sent.ts";
import type { Term } from "../terms/term.ts";
import { type Answer, readAnswer } from "./answer.ts";
import { type OdooAccess, postToOdoo } from "./post.ts";

/**
 * Calls a public method of a model over Odoo's JSON-2 API and resolves to its result. Odoo executes each call in one SQL
 * transaction.
 */
export type Json2 = (
  model: string,
  method: string,
  args: Readonly<Record<string, unknown>>,
) => Promise<unknown>;

/**
 * Creates the client of Odoo's JSON-2 API.
 * @throws OdooFailure "unavailable" (unreachable, overloaded, key refused, or the response is not from the gateway), "unanswered"
 * (no complete response, so the call may have been executed), "conflict" (failed because of concurrent calls; a retry may
 * succeed), "refused" (the gateway refuses this call; a retry does not help). It contains Odoo's message, but not the traceback.
 */
export function createJson2(access: OdooAccess, clock: Clock): Json2 {
  return async (model, method, args) => {
    const response = await send(access, `/json/2/${model}/${method}`, JSON.stringify(args));
    const answer = await receive(response);
    if (response.ok && answer.isOfGateway && answer.content !== undefined) return answer.content;
    throw failureOf(answer, clock());
  };
}

async function send(access: OdooAccess, path: string, body: string): Promise<Response> {
  try {
    return await postToOdoo(access, path, body);
  } catch (error) {
    if (isLate(error)) throw new OdooFailure("unanswered", sayOdoo("late"));
    throw new OdooFailure(wasSent(error) ? "unanswered" : "unavailable", sayOdoo("unreachable"));
  }
}

async function receive(response: Response): Promise<Answer> {
  try {
    return await readAnswer(response);
  } catch (error) {
    if (error instanceof OdooFailure) throw error;
    throw new OdooFailure("unanswered", sayOdoo(isLate(error) ? "late" : "cut-short"));
  }
}

const isLate = (error: unknown): boolean => error instanceof Error && error.name === "TimeoutError";

function failureOf(answer: Answer, now: Date): OdooFailure {
  const retryAfter = retryAfterSeconds(answer.retryAfter, now);
  const kind = lockFailure(answer) ?? (answer.isOfGateway ? kindOfMarked(answer) : kindOfUnmarked(answer));
  return new OdooFailure(kind, sentenceFor(answer), kind === "refused" ? null : retryAfter);
}

/**
 * Returns the kind of a failure that the gateway itself reports. It is "refused", which concerns only this call, except for
 * status 403, which means that the integration user lacks rights, so that every call would fail ("unavailable"). A success status
 * without a usable result is "unanswered".
 */
const kindOfMarked = ({ status }: Answer): OdooFailureKind =>
  status >= 200 && status < 300 ? "unanswered" : status === 403 ? "unavailable" : "refused";

/**
 * Returns the kind of a failure that does not come from the gateway, such as a proxy's page, a missing database, a missing addon
 * or an internal error of Odoo. It is "unavailable", because such failures do not depend on the content of the call. For a
 * success status it is "unanswered", because the call may have been executed.
 */
const kindOfUnmarked = ({ status }: Answer): OdooFailureKind =>
  status >= 200 && status < 300 ? "unanswered" : "unavailable";

/**
 * Returns "conflict" if the call failed because of concurrent calls, according to the exception class in the JSON-2 error, and
 * null otherwise. Odoo itself has retried such a call five times before.
 */
function lockFailure({ status, content }: Answer): OdooFailureKind | null {
  const name = typeof content === "object" && content !== null && "name" in content ? content.name : "";
  const lost =
    /^(psycopg2\.errors\.(SerializationFailure|DeadlockDetected|LockNotAvailable)|odoo\.exceptions\.LockError)$/;
  return status >= 400 && lost.test(String(name)) ? "conflict" : null;
}

function sentenceFor(answer: Answer): Term {
  const { status, isOfGateway } = answer;
  const own = sentenceOf(answer.content);
  const said = own === null ? sayOdoo("answered", { status }) : sayOdoo("reports", { text: own });
  if (status === 401 || status === 403) return sayOdoo("user-refused", { what: own ?? String(status) });
  if (isOfGateway) return said;
  return sayOdoo("not-the-gateway", { what: said });
}

function sentenceOf(body: unknown): string | null {
  if (typeof body !== "object" || body === null || !("message" in body)) return null;
  return typeof body.message === "string" && body.message !== "" ? body.message : null;
}
