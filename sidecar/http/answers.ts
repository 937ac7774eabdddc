import type { Request, Response } from "express";
import type { Accepted } from "../engine/ports/intake.ts";
import type { RefusalJournal } from "../engine/ports/journal/access.ts";
import { addressIn } from "../security/networks.ts";
import { PROBLEMS, type ProblemCode, sendProblem, traceOf } from "./problem.ts";

/** The responses of all HTTP endpoints, and the evidence of refusals. */

/** Sends the response after everything is committed: 202 with each message, or 422 if no message can be read. */
export function answerAccepted(
  request: Request,
  response: Response,
  accepted: readonly Accepted[],
  publicUrl: string | null,
): void {
  const messages = accepted.map(({ id, status, problem }) => ({
    id,
    status,
    location: `${publicUrl ?? ""}/v1/messages/${id}`,
    ...(problem && { problem }),
  }));
  const first = accepted.find((one) => one.problem !== null);
  if (first?.problem && accepted.every((one) => one.problem !== null))
    sendProblem(request, response, "unreadable", first.problem, { messages });
  else response.status(202).json({ messages });
}

/** Stores evidence of a refused request, without its content, then answers with the problem. */
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
 * Discards the rest of a refused body, so that its sender can read the answer, and closes the connection if the rest
 * does not arrive.
 */
function discardRest(request: Request, patienceMs: number): void {
  if (request.complete) return;
  const timer = setTimeout(() => request.socket.destroy(), patienceMs);
  for (const event of ["end", "close"]) request.once(event, () => clearTimeout(timer));
}

type Refusal = {
  /** The time that the rest of the body may take, in milliseconds. */
  readonly patienceMs: number;
  readonly connection: string | null;
  readonly detail?: string | undefined;
  /** The reason stored in the evidence, if it is more specific than the problem. */
  readonly reason?: string;
};

/**
 * Returns the address of the client: the peer's or, behind trusted proxies, the last address in `X-Forwarded-For`
 * that is not one of them. An invalid entry there is the fault of the nearest proxy, and counts as that proxy.
 */
export function clientAddress(request: Request): string | null {
  const peer = request.socket.remoteAddress ?? "";
  return addressIn(request.ip ?? peer) ?? addressIn(peer);
}

/**
 * Returns the named headers that are present. The names must not include headers with secrets, because they are
 * stored.
 */
export function headersOf(request: Request, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = request.get(name);
      return value ? [[name, value]] : [];
    }),
  );
}

/** Returns the size that the sender states, for the evidence, or null if it is not a valid number. */
function statedSize(request: Request): number | null {
  const size = Number(request.get("content-length"));
  return Number.isSafeInteger(size) && size > 0 ? size : null;
}
