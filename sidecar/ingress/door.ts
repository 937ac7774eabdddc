import express, {
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from "express";
import { type ProblemCode, sendProblem, traceOf } from "../api/problem.ts";
import type { Connections } from "../engine/connections.ts";
import type { Accepted, Intake } from "../engine/intake.ts";
import type { ConfiguredConnection } from "../engine/ports.ts";
import type { Journal } from "../journal/journal.ts";
import { answerAccepted, bodyFault, headersOf, turnAway } from "./http.ts";

/** What every HTTP door needs. */
export type DoorParts = {
  readonly intake: Intake;
  readonly journal: Pick<Journal, "insertRejection">;
  readonly connections: Connections;
  readonly maximumBytes: number;
  /** Lets a body in, or has its sender come again. */
  readonly beforeBody: RequestHandler;
  /** Where the sidecar is reached from outside; null: addresses are given without it. */
  readonly publicUrl: string | null;
};

/** What makes one door differ from the others. `Sender`: what is known of who is there, beside the connection. */
export type DoorRules<Sender> = {
  readonly path: string;
  /** A compressed body is unpacked. */
  readonly inflate: boolean;
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
  /** Notes whose visit this is: the evidence of a refusal names the connection. */
  isFrom(connection: ConfiguredConnection): void;
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

type At<Sender> = { readonly visit: Visit; readonly sender: Sender };

/** A route that takes bodies in: who is there, is there room, the body, what becomes of it. A fault of the body is refused, too. */
export function door<Sender>(parts: DoorParts, rules: DoorRules<Sender>): Router {
  return Router().post(
    rules.path,
    async (request: Request, response: Response, next: NextFunction) => {
      if (!parts.connections.known()) return notReady(request, response);
      const visit = visitOf(parts, rules.keptHeaders, request, response);
      const sender = await rules.recognise(visit);
      response.locals.at = { visit, sender };
      if (sender !== null) next();
    },
    parts.beforeBody,
    express.raw({ type: () => true, limit: parts.maximumBytes, inflate: rules.inflate }),
    async (request: Request, response: Response) => {
      const { visit, sender }: At<Sender> = response.locals.at;
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      await rules.receive(visit, body, sender);
    },
    async (error: unknown, _request: Request, response: Response, next: NextFunction) => {
      const code = bodyFault(error);
      if (code === null) return next(error);
      response.setHeader("connection", "close");
      const { visit }: At<Sender> = response.locals.at;
      await visit.refuse(code, rules.bodyDetails[code]);
    },
  );
}

function notReady(request: Request, response: Response): void {
  sendProblem(request, response, "not-ready", "The configuration has not been read from Odoo yet.");
}

function visitOf(
  { journal, intake, publicUrl }: DoorParts,
  keptHeaders: readonly string[],
  request: Request,
  response: Response,
): Visit {
  let from: string | null = null;
  return {
    request,
    response,
    isFrom: ({ code }) => {
      from = code;
    },
    refuse: async (problem, detail, reason = problem) => {
      await turnAway(journal, request, response, problem, { detail, reason, connection: from });
      return null;
    },
    takeIn: ({ connection, ...content }) =>
      intake({
        connection: connection.code,
        transport: "https",
        headers: headersOf(request, keptHeaders),
        sender: request.socket.remoteAddress ?? null,
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
