import type { NextFunction, Request, RequestHandler, Response } from "express";
import { sendProblem } from "../api/problem.ts";
import { type Intake, NoRoom } from "../engine/intake.ts";

/** How much is being taken in: bodies that are read or being stored. */
export type Admission = {
  /** @returns what to call when the body is stored or gone; null when there is no room for it now. */
  enter(bytes: number): (() => void) | null;
  observe(): { readonly bodies: number; readonly bytes: number; readonly refused: number };
};

/** One body is always let in, however large: the doors have limits of their own. */
export function createAdmission(limits: { readonly bodies: number; readonly bytes: number }): Admission {
  let bodies = 0;
  let bytes = 0;
  let refused = 0;
  return {
    enter: (size) => {
      if (bodies > 0 && (bodies >= limits.bodies || bytes + size > limits.bytes)) {
        refused += 1;
        return null;
      }
      bodies += 1;
      bytes += size;
      let left = false;
      return () => {
        if (left) return;
        left = true;
        bodies -= 1;
        bytes -= size;
      };
    },
    observe: () => ({ bodies, bytes, refused }),
  };
}

/**
 * Stands before a body is read: where the journal or the machine cannot keep up, a sender is told to come again before a byte of it
 * is read. What has no stated size, or is compressed, counts as the largest. Its place is behind the check of the sender's key, where
 * there is one: strangers must not take up the room of partners.
 */
export function admit(admission: Admission, maximumBytes: number): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const leave = admission.enter(expectedBytes(request, maximumBytes));
    if (leave === null) {
      response.setHeader("connection", "close");
      return sendProblem(
        request,
        response,
        "not-ready",
        "Too much is being taken in at the moment; nothing was taken.",
      );
    }
    response.once("close", leave);
    next();
  };
}

function expectedBytes(request: Request, maximumBytes: number): number {
  const stated = Number(request.get("content-length"));
  const encoding = request.get("content-encoding") ?? "identity";
  return Number.isSafeInteger(stated) && stated >= 0 && encoding === "identity"
    ? Math.min(stated, maximumBytes)
    : maximumBytes;
}

/** The same for transports that hold the body already: they repeat what is not taken, or ask the sender to. */
export function admitted(intake: Intake, admission: Admission): Intake {
  return async (arrival) => {
    const leave = admission.enter(arrival.body.length);
    if (leave === null) throw new NoRoom("too much is being taken in at the moment");
    try {
      return await intake(arrival);
    } finally {
      leave();
    }
  };
}
