import type { Request, Response } from "express";
import type { Accepted } from "../engine/ports/intake.ts";
import type { RefusalJournal } from "../engine/ports/journal/access.ts";
import { addressIn } from "../security/networks.ts";
import { PROBLEMS, type ProblemCode, sendProblem, traceOf } from "./problem.ts";

/** What the HTTP doors have in common: how they answer, and what they keep beside a body. */

/** Answers once all is committed: 202 with each message, or 422 when nothing in the body can be read. */
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

/** Keeps that there was an attempt, without a byte of what it held, then answers with the problem. */
export async function turnAway(
  journal: Pick<RefusalJournal, "insertRejection">,
  request: Request,
  response: Response,
  problem: ProblemCode,
  { detail, reason = problem, connection, patienceMs }: TurnedAway,
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
  passOver(request, patienceMs);
}

/** Lets the rest of a refused body go by, so that its sender can read the answer, and ends the connection when it does not come. */
function passOver(request: Request, patienceMs: number): void {
  if (request.complete) return;
  const timer = setTimeout(() => request.socket.destroy(), patienceMs);
  for (const event of ["end", "close"]) request.once(event, () => clearTimeout(timer));
}

type TurnedAway = {
  /** How long the rest of the body may take. */
  readonly patienceMs: number;
  readonly connection: string | null;
  readonly detail?: string | undefined;
  /** How the evidence names it, where the problem alone says too little. */
  readonly reason?: string;
};

/**
 * Returns where the request comes from: the peer's address or, behind proxies that are trusted, the last one in `X-Forwarded-For` that
 * is none of them. What stands there and is no address is a fault of the nearest of them, and counts as its own.
 */
export function clientAddress(request: Request): string | null {
  const peer = request.socket.remoteAddress ?? "";
  return addressIn(request.ip ?? peer) ?? addressIn(peer);
}

/** Gives those of the named headers that came. Name none that carries a secret: they are kept. */
export function headersOf(request: Request, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = request.get(name);
      return value ? [[name, value]] : [];
    }),
  );
}

/** The size that the sender states, for the evidence; null when it states none that is a number. */
function statedSize(request: Request): number | null {
  const size = Number(request.get("content-length"));
  return Number.isSafeInteger(size) && size > 0 ? size : null;
}
