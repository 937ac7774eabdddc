import { type Request, type Response, Router } from "express";
import { type ProblemCode, sendProblem, traceOf } from "../api/problem.ts";
import type { Connections } from "../engine/connections.ts";
import type { Accepted, Intake } from "../engine/intake.ts";
import type { ConfiguredConnection } from "../engine/ports.ts";
import type { Journal } from "../journal/journal.ts";
import type { Admission } from "./admission.ts";
import { BodyFault, passBy, readBody } from "./body.ts";
import { answerAccepted, clientAddress, headersOf, turnAway } from "./http.ts";
import { type Limits, REASONS } from "./limits.ts";
import { PACE, type PaceRules } from "./pace.ts";
import { tellAllowances } from "./rate-headers.ts";
import type { Allowance } from "./rates.ts";

/** What every HTTP door needs. */
export type DoorParts = {
  readonly intake: Intake;
  readonly journal: Pick<Journal, "insertRejection">;
  readonly connections: Connections;
  readonly maximumBytes: number;
  /** Has room for a body, or has its sender come again. */
  readonly admission: Admission;
  readonly limits: Limits;
  /** How fast a body must come; by default as fast as a poor line. */
  readonly pace?: PaceRules;
  /** Where the sidecar is reached from outside; null: addresses are given without it. */
  readonly publicUrl: string | null;
};

/** What makes one door differ from the others. `Sender`: what is known of who is there, beside the connection. */
export type DoorRules<Sender> = {
  readonly path: string;
  /** A compressed body is unpacked. */
  readonly inflate: boolean;
  /**
   * What proves who is there. By the body: until it is read, the visitor may be anybody. It takes up nothing that a connection has a
   * share of, and it is not heard at all while its address fails too often.
   */
  readonly provenBy: "key" | "body";
  /** Headers kept beside the body. Name none that carries a secret. */
  readonly keptHeaders: readonly string[];
  /** Says who is there, before a byte of the body is read; null when the visitor was refused. */
  readonly recognise: (visit: Visit) => Promise<Sender | null>;
  /** Takes the body in, or refuses it. */
  readonly receive: (visit: Visit, body: Buffer, sender: Sender) => Promise<unknown>;
  /** What somebody is told to do whose body cannot be read. */
  readonly bodyDetails: Partial<Record<ProblemCode, string>>;
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

/** A route that takes bodies in: who is there, is it too much, is there room, the body, what becomes of it. */
export function door<Sender>(parts: DoorParts, rules: DoorRules<Sender>): Router {
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
  { provenBy }: Pick<DoorRules<unknown>, "provenBy">,
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

/** Reads the body as long as there is room for it and it comes. Room is held until it is stored, even when its sender has gone. */
async function takeBody<Sender>(
  parts: DoorParts,
  rules: DoorRules<Sender>,
  visit: Visit & Refusing,
  sender: Sender,
): Promise<void> {
  const { admission, maximumBytes, pace } = parts;
  const entry = admission.enter({ connection: visit.provenConnection(), address: visit.address });
  try {
    const body = await readBody(visit.request, { maximumBytes, inflate: rules.inflate, entry, pace });
    await rules.receive(visit, body, sender);
  } catch (error) {
    if (!(error instanceof BodyFault)) throw error;
    entry.leave();
    await visit.refuseBody(error.problem, rules.bodyDetails);
  } finally {
    entry.leave();
  }
}

function notReady(request: Request, response: Response): void {
  sendProblem(request, response, "not-ready", "The configuration has not been read from Odoo yet.");
}

/** What the door itself does with a visitor. */
type Refusing = {
  provenConnection(): string | null;
  /** Refuses what is beyond a limit, and says when to come again. */
  refuseFor(allowance: Allowance): Promise<null>;
  /** Refuses a body of which no more is taken in, and ends the connection. */
  refuseBody(problem: ProblemCode, details: Partial<Record<ProblemCode, string>>): Promise<void>;
};

const TOO_MANY: Readonly<Record<Allowance["policy"], string>> = {
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

function visitOf(
  { journal, intake, limits, publicUrl, pace = PACE }: DoorParts,
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

/** The content type that a sender states, without its parameters. */
export const statedContentType = (request: Request): string | null =>
  request.get("content-type")?.split(";")[0]?.trim() || null;

/** What somebody is told whose body is too large. */
export const atMost = (bytes: number): string => `At most ${bytes} bytes are taken, after decompression.`;
