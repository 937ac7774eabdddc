import { type Request, type Response, Router } from "express";
import type { Connections } from "../engine/model/connections.ts";
import { type IntakeStream, NoRoomError } from "../engine/ports/intake.ts";
import { isJournalUnreachable } from "../engine/resilience/failures.ts";
import type { Admission } from "../limits/admission.ts";
import type { Limits } from "../limits/limits.ts";
import { BodyFault, readBody, readLargeBody } from "./body.ts";
import { watchesPace } from "./body-time.ts";
import { JOURNAL_UNREACHABLE, type ProblemCode, sendProblem } from "./problem.ts";
import { type Refusing, TOO_MANY, type Visit, type VisitParts, visitOf } from "./visit.ts";

/** The dependencies of every endpoint that receives messages. */
export type EndpointParts = VisitParts & {
  readonly connections: Connections;
  readonly maximumBytes: number;
  /** The admission control, which admits a body if there is memory for it. */
  readonly admission: Admission;
};

/** The properties in which endpoints differ. `Sender` is the endpoint's own information about the sender of a request. */
export type EndpointRules<Sender> = {
  readonly path: string;
  /** Whether to decompress a compressed body. If false, such a body is refused. */
  readonly inflate: boolean;
  /**
   * The proof of the sender's identity: a key in the headers, or a signature of the body. With "body", the sender is unknown
   * until the body is read. The body then does not count towards any connection's share, and is not read while too many attempts
   * from its address fail.
   */
  readonly provenBy: "key" | "body";
  /** The headers stored with a message. They must not include headers with secrets. */
  readonly keptHeaders: readonly string[];
  /** Identifies the sender before the body is read. Resolves to null if it has refused the request. */
  readonly recognise: (visit: Visit) => Promise<Sender | null>;
  /** Stores the complete body or refuses it, and sends the response. */
  readonly receive: (visit: Visit, body: Buffer, sender: Sender) => Promise<unknown>;
  /** The functions that receive bodies too large for memory. If absent, such bodies are refused. */
  readonly large?: {
    /** Returns the maximum size in bytes, after decompression, of a body from this sender. */
    readonly largestBytes: (sender: Sender) => number;
    /** Begins to store a body with the given beginning. Resolves to null if the body must be read into memory completely. */
    readonly open: (visit: Visit, beginning: Buffer, sender: Sender) => Promise<IntakeStream | null>;
  };
  /** The member `detail` of the problem response, by the problem because of which a body cannot be read. */
  readonly bodyDetails: Partial<Record<ProblemCode, string>>;
  /** Returns the same for a body that exceeds a limit in bytes. */
  readonly tooLarge: (limit: number) => string;
};

/**
 * Creates a route that receives messages. For each request, it checks the limits, identifies the sender, and then admits, reads
 * and stores the body.
 */
export function endpoint<Sender>(parts: EndpointParts, rules: EndpointRules<Sender>): Router {
  return Router().post(rules.path, async (request: Request, response: Response) => {
    if (!parts.connections.known()) return notReady(request, response);
    const visit = visitOf(parts, rules.keptHeaders, request, response);
    if (await asksTooOften(parts.limits, rules, visit)) return;
    const sender = await rules.recognise(visit);
    if (sender !== null) await takeBody(parts, rules, visit, sender);
  });
}

async function asksTooOften(
  limits: Limits,
  { provenBy }: Pick<EndpointRules<unknown>, "provenBy">,
  visit: Visit & Refusing,
): Promise<boolean> {
  const allowance = await limits.ofAddress(visit.address);
  if (allowance?.isOver) {
    await visit.refuseFor(allowance);
    return true;
  }
  if (provenBy === "key" || !(await limits.isFailing(visit.address))) return false;
  await visit.refuse("too-many-requests", TOO_MANY.failures, "too-many-failures");
  return true;
}

/**
 * Admits and reads the body, and passes it to `receive`. Responds with a problem if there is no memory for it or it arrives too
 * slowly. The memory counts as used until the body is stored, even if its sender has disconnected.
 */
async function takeBody<Sender>(
  parts: EndpointParts,
  rules: EndpointRules<Sender>,
  visit: Visit & Refusing,
  sender: Sender,
): Promise<void> {
  const { admission, maximumBytes, pace } = parts;
  watchesPace(visit.response);
  const entry = admission.enter({ connection: visit.provenConnection(), address: visit.address });
  try {
    const reading = { maximumBytes, inflate: rules.inflate, entry, pace };
    const { large } = rules;
    const body = large
      ? await readLargeBody(visit.request, {
          ...reading,
          largestBytes: large.largestBytes(sender),
          open: (beginning) => large.open(visit, beginning, sender),
        })
      : await readBody(visit.request, reading);
    if (Buffer.isBuffer(body)) await rules.receive(visit, body, sender);
    else await endStream(visit, body);
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null) throw error;
    entry.leave();
    await visit.refuseBody(problem, { ...rules.bodyDetails, ...detailsOf(error, rules) });
  } finally {
    entry.leave();
  }
}

/** Returns the problem to respond with if an error means that a body cannot be read or stored, otherwise null. */
function problemOf(error: unknown): BodyFault["problem"] | null {
  if (error instanceof BodyFault) return error.problem;
  return error instanceof NoRoomError || isJournalUnreachable(error) ? "not-ready" : null;
}

/** Returns the details of the problem response that depend on the error because of which a body cannot be read or stored. */
function detailsOf<Sender>(
  error: unknown,
  { tooLarge }: Pick<EndpointRules<Sender>, "tooLarge">,
): Partial<Record<ProblemCode, string>> {
  if (isJournalUnreachable(error)) return { "not-ready": JOURNAL_UNREACHABLE };
  const limit = error instanceof BodyFault ? error.limit : null;
  return limit === null ? {} : { "body-too-large": tooLarge(limit) };
}

/** Stores the messages of a body whose bytes have been stored, and sends the response. */
async function endStream(visit: Visit, stream: IntakeStream): Promise<void> {
  try {
    visit.answer(await stream.end());
  } finally {
    // Must not replace the error of `end`. If the journal is unreachable, retention deletes what was stored.
    await stream.discard().catch(() => undefined);
  }
}

function notReady(request: Request, response: Response): void {
  sendProblem(request, response, "not-ready", "The configuration has not been read from Odoo yet.");
}

/** Returns the content type of a request without its parameters, or null if it states none. */
export const statedContentType = (request: Request): string | null =>
  request.get("content-type")?.split(";")[0]?.trim() || null;

/** Returns the member `detail` of the problem response for a body that exceeds the limit. */
export const atMost = (bytes: number): string => `The limit is ${bytes} bytes, after decompression.`;
