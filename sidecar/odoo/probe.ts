import { createHash } from "node:crypto";
import { z } from "zod";
import type { OdooContact, OdooSeen, OdooState } from "../engine/ports/odoo-contact.ts";
import { readAnswer } from "./answer.ts";
import { type OdooAccess, postToOdoo } from "./post.ts";

/** Determines the state of Odoo with a request to it. */
export type Probe = () => Promise<OdooSeen>;

const greeting = z.object({ database_uuid: z.string().min(1), addon: z.string() });
/** The maximum size of the response to `hello`, in bytes. */
const MOST_GREETING_BYTES = 1_048_576;
const UNTRUSTED =
  /^(CERT_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*|ERR_TLS_CERT.*)$/;

/**
 * Returns a mark of 64 bits in hexadecimal, which is a hash of the identifier of a database. Whoever knows the identifier can
 * check the mark; others learn nothing about the identifier from it.
 */
export const databaseMark = (uuid: string): string =>
  createHash("sha256").update(`suture ${uuid}`, "utf8").digest("hex").slice(0, 16);

/**
 * Creates a probe that calls `suture.gateway.hello` directly, without the circuit breaker and the metrics, because it only tests
 * the connection. The probe never rejects.
 */
export function odooProbe(access: OdooAccess): Probe {
  return async () => {
    try {
      return await seenIn(await postToOdoo(access, "/json/2/suture.gateway/hello", "{}"));
    } catch (error) {
      return { state: stateOfError(error) };
    }
  };
}

async function seenIn(response: Response): Promise<OdooSeen> {
  const { content } = await readAnswer(response, MOST_GREETING_BYTES);
  if (!response.ok) return { state: stateOfStatus(response.status, content !== undefined) };
  const { data } = greeting.safeParse(content);
  return data
    ? { state: "reached", database: databaseMark(data.database_uuid), addon: data.addon.slice(0, 40) }
    : { state: "not-odoo" };
}

/**
 * Returns the state of Odoo that follows from an unsuccessful HTTP status. Odoo responds with JSON if it has found the database,
 * otherwise with an HTML page.
 */
function stateOfStatus(status: number, isJson: boolean): OdooState {
  if (status === 401) return isJson ? "key-refused" : "not-odoo";
  if (status === 403) return isJson ? "not-allowed" : "not-odoo";
  if (status === 404) return isJson ? "no-addon" : "no-database";
  if (status === 422) return "no-addon";
  return status === 429 || status >= 500 ? "failing" : "not-odoo";
}

function stateOfError(error: unknown): OdooState {
  if (error instanceof Error && error.name === "TimeoutError") return "silent";
  const cause = error instanceof Error ? error.cause : null;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
  return UNTRUSTED.test(code) ? "untrusted" : "unreachable";
}

/**
 * Returns a function that runs the probe for all its callers: concurrent callers share one run, and its result is reused for
 * `freshMs` milliseconds. A caller waits at most `patienceMs` milliseconds and then receives the previous result (null if there
 * is none), because an Odoo whose only worker waits for our response cannot respond to the probe.
 */
export function sharedProbe(
  probe: Probe,
  clock: () => Date,
  { freshMs = 1000, patienceMs = 4000 } = {},
): () => Promise<OdooContact> {
  let last: OdooContact = null;
  let underWay: Promise<OdooContact> | null = null;
  const ask = async (): Promise<OdooContact> => {
    const seen = await probe();
    underWay = null;
    last = { ...seen, at: clock() };
    return last;
  };
  return async () => {
    if (last && clock().getTime() - last.at.getTime() < freshMs) return last;
    underWay ??= ask();
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<OdooContact>((resolve) => {
      timer = setTimeout(() => resolve(last), patienceMs);
    });
    return Promise.race([underWay, timeout]).finally(() => clearTimeout(timer));
  };
}
