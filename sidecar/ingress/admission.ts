import { type NextFunction, type Request, type Response, Router } from "express";
import { sendProblem } from "../api/problem.ts";
import type { Intake } from "../engine/intake.ts";

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

/** The doors at which bodies come. Operators' requests are small and must get through when these are closed. */
const DOORS = ["/v1/edi", "/v1/webhooks", "/v1/events", "/fhir"];

/**
 * Stands before the doors: where the journal or the machine cannot keep up, a sender is told to come again before a byte of its body
 * is read. What has no stated size, or is compressed, counts as the largest.
 */
export function admissionRoute(admission: Admission, maximumBytes: number): Router {
  const router = Router();
  router.use(DOORS, (request: Request, response: Response, next: NextFunction) => {
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
  });
  return router;
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
    if (leave === null) throw new Error("too much is being taken in at the moment");
    try {
      return await intake(arrival);
    } finally {
      leave();
    }
  };
}
