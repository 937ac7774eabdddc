import { OdooFailure } from "../engine/resilience/failures.ts";
import { sayOdoo } from "../engine/resilience/terms.ts";

/** An answer from Odoo, or from whatever is at its address, as far as it has been examined. */
export type Answer = {
  readonly status: number;
  /** `suture.gateway` itself gave it: its mark is on it. Proxies, and Odoo around the gateway, do not set the mark. */
  readonly isOfGateway: boolean;
  readonly retryAfter: string | null;
  /** The JSON in it; undefined if there is none. */
  readonly content: unknown;
};

/** Set by the gateway on each answer that it gives, be it a result or a refusal (docs/gateway.md). */
const MARK = "x-suture-gateway";

/** The largest answer that is read. Without a limit, whoever answers could fill the memory. */
const MOST_ANSWER_BYTES = 32 * 1024 * 1024;

/**
 * Reads an answer to its end.
 * @throws OdooFailure "unanswered": it is larger than `mostBytes`; the call may have been carried out
 * @throws what reading a body throws, when it is cut short or late
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
    // Leaving the loop closes the connection: the rest is not even received.
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
