import { type Request, type Response, Router } from "express";
import type { Connections } from "../engine/model/connections.ts";
import type { Admission } from "../limits/admission.ts";
import type { Limits } from "../limits/limits.ts";
import { BodyFault, readBody } from "./body.ts";
import { type ProblemCode, sendProblem } from "./problem.ts";
import { type Refusing, TOO_MANY, type Visit, type VisitParts, visitOf } from "./visit.ts";

/** What every HTTP door needs. */
export type DoorParts = VisitParts & {
  readonly connections: Connections;
  readonly maximumBytes: number;
  /** Has room for a body, or has its sender come again. */
  readonly admission: Admission;
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

/** The content type that a sender states, without its parameters. */
export const statedContentType = (request: Request): string | null =>
  request.get("content-type")?.split(";")[0]?.trim() || null;

/** What somebody is told whose body is too large. */
export const atMost = (bytes: number): string => `At most ${bytes} bytes are taken, after decompression.`;
