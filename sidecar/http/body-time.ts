import type { RequestHandler, Response } from "express";

/** The time in milliseconds within which a body must arrive, unless the route checks the pace at which it arrives. */
const BODY_MS = 60_000;

/**
 * Creates the handler that closes the socket of a request whose body does not arrive in time, because it uses memory and a socket
 * that others need. It replaces Node's `requestTimeout`, which applies to all requests, including large files that arrive at a
 * good pace.
 */
export const limitBodyTime =
  (milliseconds: number = BODY_MS): RequestHandler =>
  (request, response, next) => {
    if (
      request.headers["transfer-encoding"] !== undefined ||
      request.headers["content-length"] !== undefined
    ) {
      const timer = setTimeout(() => {
        if (!request.complete) request.socket.destroy();
      }, milliseconds);
      response.locals.bodyTimer = timer;
      for (const event of ["end", "close"]) request.once(event, () => clearTimeout(timer));
    }
    next();
  };

/** Cancels the time limit of a request's body, because the route checks the pace at which the body arrives. */
export const watchesPace = (response: Response): void => clearTimeout(response.locals.bodyTimer);
