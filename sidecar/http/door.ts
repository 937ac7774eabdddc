import { type Request, type Response, Router } from "express";
import type { Connections } from "../engine/model/connections.ts";
import type { Admission } from "../limits/admission.ts";
import type { Limits } from "../limits/limits.ts";
import { BodyFault, readBody } from "./body.ts";
import { type ProblemCode, sendProblem } from "./problem.ts";
import { type Refusing, TOO_MANY, type Visit, type VisitParts, visitOf } from "./visit.ts";

/** What every endpoint that receives messages needs. */
export type DoorParts = VisitParts & {
  readonly connections: Connections;
  readonly maximumBytes: number;
  /** Admits a body, or tells its sender to repeat. */
  readonly admission: Admission;
};

/** What distinguishes one endpoint from another. `Sender`: what is known about the sender, besides the connection. */
export type DoorRules<Sender> = {
  readonly path: string;
  /** Whether a compressed body is decompressed. */
  readonly inflate: boolean;
  /**
   * What authenticates the sender. By the body: until it is read, the sender is unknown. It then uses no connection's share, and
   * is not read at all while its address fails too often.
   */
  readonly provenBy: "key" | "body";
  /** Headers stored with a body. Name none that carries a secret. */
  readonly keptHeaders: readonly string[];
  /** Identifies the sender before any of the body is read; returns null if the request was refused. */
  readonly recognise: (visit: Visit) => Promise<Sender | null>;
  /** Stores the body, or refuses it. */
  readonly receive: (visit: Visit, body: Buffer, sender: Sender) => Promise<unknown>;
  /** What a sender is told whose body cannot be read. */
  readonly bodyDetails: Partial<Record<ProblemCode, string>>;
};

/** Creates a route that receives bodies: identify the sender, check its limits, find room, read the body, store it. */
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

/**
 * Reads the body while there is room for it and it arrives in time. The room is held until the body is stored, even if its sender
 * has disconnected.
 */
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

/** Returns the content type that a sender states, without its parameters. */
export const statedContentType = (request: Request): string | null =>
  request.get("content-type")?.split(";")[0]?.trim() || null;

/** Returns what a sender is told whose body is too large. */
export const atMost = (bytes: number): string => `The limit is ${bytes} bytes, after decompression.`;
