import type { Request, Response } from "express";
import type { ConfiguredConnection } from "../engine/ports/connection.ts";
import type { Accepted, Arrival, Intake, IntakeStream, OpenIntake } from "../engine/ports/intake.ts";
import type { RefusalJournal } from "../engine/ports/journal/access.ts";
import { type Limits, REASONS } from "../limits/limits.ts";
import { PACE, type PaceRules } from "../limits/pace.ts";
import type { Allowance } from "../limits/rates.ts";
import { answerAccepted, clientAddress, headersOf, refuseRequest } from "./answers.ts";
import { discardRest } from "./body.ts";
import { brokenCompression } from "./broken-compression.ts";
import { type ProblemCode, sendProblem, traceOf } from "./problem.ts";
import { setRateHeaders } from "./rate-headers.ts";

/** The dependencies for processing a request at an endpoint. */
export type VisitParts = {
  readonly intake: Intake;
  /** Absent if the endpoint does not receive bodies that are too large for memory. */
  readonly openIntake?: OpenIntake;
  readonly journal: Pick<RefusalJournal, "insertRejection">;
  readonly limits: Limits;
  /** The minimum rate at which a body must arrive. The default allows for a poor network connection. */
  readonly pace?: PaceRules;
  /** The external URL of the sidecar. If null, links in responses are relative. */
  readonly publicUrl: string | null;
};

/** A request at an endpoint and the operations on it. It ends with a refusal or with accepted messages. */
export type Visit = {
  readonly request: Request;
  readonly response: Response;
  /** The sender's IP address (behind trusted proxies, the client's address), or null if unknown. */
  readonly address: string | null;
  /** Records the connection of the request, which is then stored with the evidence of a refusal. */
  isFrom(connection: ConfiguredConnection): void;
  /**
   * Records that the sender is authenticated, and counts the request towards its limits.
   * @returns false if a limit is reached or the connection is switched off, and the sender was asked to retry later
   */
  isProven(connection: ConfiguredConnection): Promise<boolean>;
  /**
   * Stores evidence of the refused request, without its content, and then responds with the problem. `reason` is stored with the
   * evidence and defaults to the problem.
   * @returns null, so that a caller can return the result as "no sender"
   */
  refuse(problem: ProblemCode, detail?: string, reason?: string): Promise<null>;
  /**
   * Commits the received content to the journal. The response is sent separately by `answer`, because an endpoint may have to
   * record something in between.
   */
  store(content: Content): Promise<readonly Accepted[]>;
  /**
   * Begins to store a body that is too large for memory. Resolves to null if it must be in memory completely, because of its
   * format.
   */
  storeLarge(content: Omit<Content, "body">, beginning: Uint8Array): Promise<IntakeStream | null>;
  answer(accepted: readonly Accepted[]): void;
};
type Content = {
  readonly connection: ConfiguredConnection;
  readonly body: Uint8Array;
  readonly contentType: string | null;
  /** The sender's own ID of the delivery, for bodies that contain no identity. */
  readonly identity?: string;
};

/**
 * The operations on a request that only `endpoint` uses. `provenConnection` returns the code of the authenticated connection, or
 * null.
 */
export type Refusing = {
  provenConnection(): string | null;
  /** Refuses a request that exceeds a limit, and resolves to null. The response states when to retry. */
  refuseFor(allowance: Allowance): Promise<null>;
  /** Refuses a body that is not read further, responds with the problem, and closes the connection. */
  refuseBody(problem: ProblemCode, details: Partial<Record<ProblemCode, string>>): Promise<void>;
};

export const TOO_MANY: Readonly<Record<Allowance["policy"], string>> = {
  connection: "This connection sends too much in a short time; nothing was accepted.",
  address: "This address sends too much in a short time; nothing was accepted.",
  failures: "Too many attempts from this address have failed; nothing was accepted.",
  daily: "The connection's quota for this day (UTC) is used up; nothing was accepted.",
};
/** The member `detail` of the problem response for a body that is not read further. An endpoint may replace it. */
const BODY_DETAILS: Partial<Record<ProblemCode, string>> = {
  "not-ready": "Too many messages are being received at the moment; nothing was accepted.",
  "too-many-requests":
    "Too many messages of this sender are being received at the moment; nothing was accepted. Send fewer at a time.",
  "slow-body": "The body arrived too slowly; nothing was accepted.",
};
const BODY_REASONS: Partial<Record<ProblemCode, string>> = { "too-many-requests": "over-share" };
const PAUSED =
  "The receiver has switched this connection off; nothing was accepted. Send the message again later.";

export function visitOf(
  { journal, intake, openIntake, limits, publicUrl, pace = PACE }: VisitParts,
  keptHeaders: readonly string[],
  request: Request,
  response: Response,
): Visit & Refusing {
  const address = clientAddress(request);
  let from: string | null = null;
  let proven: string | null = null;
  const refuseWith = async (problem: ProblemCode, detail: string | undefined, reason: string) => {
    const patienceMs = pace.windowMs;
    await refuseRequest(journal, request, response, problem, {
      detail,
      reason,
      connection: from,
      patienceMs,
    });
    return null;
  };
  const refuseFor = (allowance: Allowance) => {
    setRateHeaders(response, [allowance]);
    return refuseWith("too-many-requests", TOO_MANY[allowance.policy], REASONS[allowance.policy]);
  };
  const arrivalOf = ({ connection, ...content }: Omit<Content, "body">): Omit<Arrival, "body"> => ({
    connection: connection.code,
    transport: "https",
    headers: headersOf(request, keptHeaders),
    sender: address,
    traceId: traceOf(response),
    ...content,
  });
  return {
    request,
    response,
    address,
    isFrom: ({ code }) => {
      from = code;
    },
    isProven: async ({ code, active }) => {
      proven = code;
      const allowances = await limits.ofConnection(code);
      const over = allowances.find(({ isOver }) => isOver);
      if (over === undefined) setRateHeaders(response, allowances);
      else await refuseFor(over);
      if (over !== undefined || active) return over === undefined;
      await refuseWith("connection-paused", PAUSED, "connection-paused");
      return false;
    },
    provenConnection: () => proven,
    refuse: async (problem, detail, reason = problem) => {
      const failed = problem === "unauthorized" ? await limits.failed(address) : null;
      return failed?.isOver ? refuseFor(failed) : refuseWith(problem, detail, reason);
    },
    refuseFor,
    refuseBody: async (problem, details) => {
      if (problem !== "slow-body") await discardRest(request, pace.windowMs);
      response.setHeader("connection", "close");
      const compression = problem === "bad-request" ? brokenCompression(request) : null;
      const detail = compression ?? details[problem] ?? BODY_DETAILS[problem];
      // A lack of memory is not the sender's fault, so it is counted without evidence.
      if (problem === "not-ready") sendProblem(request, response, problem, detail);
      else await refuseWith(problem, detail, BODY_REASONS[problem] ?? problem);
    },
    store: ({ body, ...content }) => intake({ ...arrivalOf(content), body }),
    storeLarge: async (content, beginning) => (await openIntake?.(arrivalOf(content), beginning)) ?? null,
    answer: (accepted) => answerAccepted(request, response, accepted, publicUrl),
  };
}
