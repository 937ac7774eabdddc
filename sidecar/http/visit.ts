import type { Request, Response } from "express";
import type { ConfiguredConnection } from "../engine/ports/connection.ts";
import type { Accepted, Intake } from "../engine/ports/intake.ts";
import type { RefusalJournal } from "../engine/ports/journal/access.ts";
import { type Limits, REASONS } from "../limits/limits.ts";
import { PACE, type PaceRules } from "../limits/pace.ts";
import type { Allowance } from "../limits/rates.ts";
import { answerAccepted, clientAddress, headersOf, turnAway } from "./answers.ts";
import { passBy } from "./body.ts";
import { type ProblemCode, sendProblem, traceOf } from "./problem.ts";
import { tellAllowances } from "./rate-headers.ts";

/** What a visit needs of its door. */
export type VisitParts = {
  readonly intake: Intake;
  readonly journal: Pick<RefusalJournal, "insertRejection">;
  readonly limits: Limits;
  /** How fast a body must come; by default as fast as a poor line. */
  readonly pace?: PaceRules;
  /** Where the sidecar is reached from outside; null: addresses are given without it. */
  readonly publicUrl: string | null;
};

/** A request at a door, and the two ways in which it may end. */
export type Visit = {
  readonly request: Request;
  readonly response: Response;
  /** Where the visitor is, whatever stands between. */
  readonly address: string | null;
  /** Notes whose visit this is: the evidence of a refusal names the connection. */
  isFrom(connection: ConfiguredConnection): void;
  /** Notes that it is proven to be theirs, and counts it. @returns false when they had their due and the visitor was told to come later */
  isProven(connection: ConfiguredConnection): Promise<boolean>;
  /** Keeps that there was an attempt, and nothing of what it held, then answers with the problem. @returns null */
  refuse(problem: ProblemCode, detail?: string, reason?: string): Promise<null>;
  /** Commits what came. Answering is left to `answer`: something may have to be noted between. */
  takeIn(content: Taken): Promise<readonly Accepted[]>;
  answer(accepted: readonly Accepted[]): void;
};
type Taken = {
  readonly connection: ConfiguredConnection;
  readonly body: Uint8Array;
  readonly contentType: string | null;
  /** The sender's own name for the delivery, where the body has none. */
  readonly identity?: string;
};

/** What the door itself does with a visitor. */
export type Refusing = {
  provenConnection(): string | null;
  /** Refuses what is beyond a limit, and says when to come again. */
  refuseFor(allowance: Allowance): Promise<null>;
  /** Refuses a body of which no more is taken in, and ends the connection. */
  refuseBody(problem: ProblemCode, details: Partial<Record<ProblemCode, string>>): Promise<void>;
};

export const TOO_MANY: Readonly<Record<Allowance["policy"], string>> = {
  connection: "This connection sends too much in a short time; nothing was taken.",
  address: "Too much comes from this address in a short time; nothing was taken.",
  failures: "Too many attempts from this address have failed; nothing was taken.",
  daily: "The connection's quota of this day (UTC) is used up; nothing was taken.",
};
/** What somebody is told who may not send any more of a body, where the door has no words of its own. */
const BODY_DETAILS: Partial<Record<ProblemCode, string>> = {
  "not-ready": "Too much is being taken in at the moment; nothing was taken.",
  "too-many-requests":
    "Too much of this sender is being taken in at the moment; nothing was taken. Send fewer at a time.",
  "slow-body": "The body came too slowly; nothing was taken.",
};
const BODY_REASONS: Partial<Record<ProblemCode, string>> = { "too-many-requests": "over-share" };
/** Those who did not show who they are. */
const FAILED: ReadonlySet<ProblemCode> = new Set(["unauthorized", "unknown-connection"]);

export function visitOf(
  { journal, intake, limits, publicUrl, pace = PACE }: VisitParts,
  keptHeaders: readonly string[],
  request: Request,
  response: Response,
): Visit & Refusing {
  const address = clientAddress(request);
  let from: string | null = null;
  let proven: string | null = null;
  const turn = async (problem: ProblemCode, detail: string | undefined, reason: string) => {
    const patienceMs = pace.windowMs;
    await turnAway(journal, request, response, problem, { detail, reason, connection: from, patienceMs });
    return null;
  };
  const refuseFor = (allowance: Allowance) => {
    tellAllowances(response, [allowance]);
    return turn("too-many-requests", TOO_MANY[allowance.policy], REASONS[allowance.policy]);
  };
  return {
    request,
    response,
    address,
    isFrom: ({ code }) => {
      from = code;
    },
    isProven: async ({ code }) => {
      proven = code;
      const allowances = await limits.ofConnection(code);
      const over = allowances.find(({ isOver }) => isOver);
      if (over === undefined) tellAllowances(response, allowances);
      else await refuseFor(over);
      return over === undefined;
    },
    provenConnection: () => proven,
    refuse: async (problem, detail, reason = problem) => {
      const failed = FAILED.has(problem) ? await limits.failed(address) : null;
      return failed?.isOver ? refuseFor(failed) : turn(problem, detail, reason);
    },
    refuseFor,
    refuseBody: async (problem, details) => {
      if (problem !== "slow-body") await passBy(request, pace.windowMs);
      response.setHeader("connection", "close");
      const detail = details[problem] ?? BODY_DETAILS[problem];
      // That there is no room is no fault of the sender: it is counted, and no evidence is kept.
      if (problem === "not-ready") sendProblem(request, response, problem, detail);
      else await turn(problem, detail, BODY_REASONS[problem] ?? problem);
    },
    takeIn: ({ connection, ...content }) =>
      intake({
        connection: connection.code,
        transport: "https",
        headers: headersOf(request, keptHeaders),
        sender: address,
        traceId: traceOf(response),
        ...content,
      }),
    answer: (accepted) => answerAccepted(request, response, accepted, publicUrl),
  };
}
