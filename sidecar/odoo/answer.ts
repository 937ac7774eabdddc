import { OdooFailure } from "../engine/resilience/failures.ts";
import { sayOdoo } from "../engine/resilience/terms.ts";

/** An HTTP response from Odoo, or from another service at its address. */
export type Answer = {
  readonly status: number;
  /**
   * Whether the response contains the header that only `suture.gateway` sets. Responses of proxies, and of Odoo outside the
   * gateway, do not contain it.
   */
  readonly isOfGateway: boolean;
  readonly retryAfter: string | null;
  /** The parsed JSON, or undefined if the response contains none. */
  readonly content: unknown;
};

/** The header that the gateway sets on each of its responses, whether a result or a refusal (docs/gateway.md). */
const MARK = "x-suture-gateway";

/** The maximum size of a response, in bytes. Without a limit, any service at the address could fill the memory. */
const MOST_ANSWER_BYTES = 32 * 1024 * 1024;

/**
 * Reads a complete response.
 * @throws OdooFailure "unanswered" if it is larger than `mostBytes`; the call may have been executed
 * @throws the error of the response stream if the body is truncated or not received in time
 */
export async function readAnswer(response: Response, mostBytes = MOST_ANSWER_BYTES): Promise<Answer> {
  return {
    status: response.status,
    isOfGateway: response.headers.has(MARK),
    retryAfter: response.headers.get("retry-after"),
    content: parsed(await textOf(response, mostBytes)),
  };
}

async function textOf(response: Response, mostBytes: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    size += piece.length;
    // Leaving the loop closes the connection, so that the rest is not received.
    if (size > mostBytes) throw new OdooFailure("unanswered", sayOdoo("too-large", { bytes: mostBytes }));
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
