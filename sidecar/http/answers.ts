import type { Request, Response } from "express";
import type { Accepted } from "../engine/ports/intake.ts";
import type { RefusalJournal } from "../engine/ports/journal/access.ts";
import { addressIn } from "../security/networks.ts";
import { PROBLEMS, type ProblemCode, sendProblem, traceOf } from "./problem.ts";

/** The functions with which HTTP endpoints respond, and with which they store evidence of refusals. */

/**
 * Sends the response for committed messages: 202 with the id, status and location of each message, or 422 if none of them can be
 * read.
 */
export function answerAccepted(
  request: Request,
  response: Response,
  accepted: readonly Accepted[],
  publicUrl: string | null,
): void {
  const messages = accepted.map(({ id, status, problem, warning }) => ({
    id,
    status,
    location: `${publicUrl ?? ""}/v1/messages/${id}`,
    ...(problem && { problem }),
    ...(warning && { warning }),
  }));
  const first = accepted.find((one) => one.problem !== null);
  if (first?.problem && accepted.every((one) => one.problem !== null))
    sendProblem(request, response, "unreadable", first.problem, { messages });
  else response.status(202).json({ messages });
}

/** Stores evidence of a refused request, without its content, and then responds with the problem. */
export async function refuseRequest(
  journal: Pick<RefusalJournal, "insertRejection">,
  request: Request,
  response: Response,
  problem: ProblemCode,
  { detail, reason = problem, connection, patienceMs }: Refusal,
): Promise<void> {
  await journal.insertRejection({
    connection,
    transport: "https",
    remote: clientAddress(request),
    status: PROBLEMS[problem].status,
    reason,
    size: statedSize(request),
    excerpt: null,
    traceId: traceOf(response),
  });
  sendProblem(request, response, problem, detail);
  discardRest(request, patienceMs);
}

/**
 * Reads and discards the rest of a refused body, so that its sender can read the response. Closes the connection if the rest does
 * not arrive within `patienceMs` milliseconds.
 */
function discardRest(request: Request, patienceMs: number): void {
  if (request.complete) return;
  const timer = setTimeout(() => request.socket.destroy(), patienceMs);
  for (const event of ["end", "close"]) request.once(event, () => clearTimeout(timer));
}

type Refusal = {
  /** The time that the rest of the body may take to arrive, in milliseconds. */
  readonly patienceMs: number;
  readonly connection: string | null;
  readonly detail?: string | undefined;
  /** The reason stored with the evidence. Defaults to the problem. */
  readonly reason?: string;
};

/**
 * Returns the IP address of the client, or null if it is unknown. This is the address of the peer or, behind trusted proxies, the
 * last address in `X-Forwarded-For` that is not a trusted proxy. If that entry is invalid, returns the address of the nearest
 * proxy, because that proxy is at fault.
 */
export function clientAddress(request: Request): string | null {
  const peer = request.socket.remoteAddress ?? "";
  return addressIn(request.ip ?? peer) ?? addressIn(peer);
}

/**
 * Returns the values of the headers in `names` that the request contains, by header name. The names must not include headers with
 * secrets, because the values are stored.
 */
export function headersOf(request: Request, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = request.get(name);
      return value ? [[name, value]] : [];
    }),
  );
}

/**
 * Returns the body size in bytes that the sender states in Content-Length, or null if it is not a positive whole number. It is
 * stored with the evidence.
 */
function statedSize(request: Request): number | null {
  const size = Number(request.get("content-length"));
  return Number.isSafeInteger(size) && size > 0 ? size : null;
}
