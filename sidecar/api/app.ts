import express, {
  type Express,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from "express";
import { traceIdOf } from "../engine/model/trace.ts";
import type { Log } from "../engine/ports/runtime.ts";
import { isJournalUnreachable } from "../engine/resilience/failures.ts";
import { limitBodyTime } from "../http/body-time.ts";
import { brokenCompression } from "../http/broken-compression.ts";
import { type KnownPaths, knownPaths } from "../http/known-paths.ts";
import { JOURNAL_UNREACHABLE, type ProblemCode, sendProblem, traceOf } from "../http/problem.ts";
import { onceAMinute } from "../limits/once-a-minute.ts";
import { type Networks, NO_NETWORKS } from "../security/networks.ts";

/**
 * Creates the HTTP application: it assigns a trace ID to every request, contains the routes, and responds to every error with a
 * problem document. `proxies` are the peers that may state the client's address in X-Forwarded-For.
 */
export function createApp(routes: readonly Router[], log: Log, proxies: Networks = NO_NETWORKS): Express {
  const app = express();
  app.set("trust proxy", (address: string) => proxies.has(address));
  app.disable("x-powered-by");
  app.disable("etag");
  app.use(ignoreClosed);
  app.use(warnOfUnnamedProxies(proxies, log));
  app.use((request: Request, response: Response, next: NextFunction) => {
    response.locals.traceId = traceIdOf(request.get("traceparent"));
    response.setHeader("x-trace-id", traceOf(response));
    next();
  });
  app.use(limitBodyTime());
  for (const router of routes) app.use(router);
  app.use(answerUnrouted(knownPaths(routes)));
  app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    failed(error, request, response, log);
  });
  return app;
}

/** Responds to a request that matches no route: with 405 if its address supports other methods, otherwise with 404. */
const answerUnrouted =
  ({ methodsOf, continuationsOf }: KnownPaths): RequestHandler =>
  (request, response) => {
    const methods = methodsOf(request.path);
    if (methods.length === 0) {
      const longer = continuationsOf(request.path);
      const detail = longer.length > 0 ? `The address is incomplete. Use ${longer.join(" or ")}.` : undefined;
      return sendProblem(request, response, "not-found", detail);
    }
    const allowed = methods.join(", ");
    response.setHeader("allow", allowed);
    sendProblem(request, response, "method-not-allowed", `Use ${allowed}.`);
  };

/** Ignores a request that arrives on a socket that an endpoint has already closed. */
const ignoreClosed: RequestHandler = (request, _response, next) => {
  if (!request.socket.destroyed) next();
};

/**
 * Creates the middleware that logs a peer that sends X-Forwarded-For without being listed as a trusted proxy, at most once a
 * minute for each peer. All partners behind such a peer would be treated as one sender.
 */
function warnOfUnnamedProxies(proxies: Networks, log: Log): RequestHandler {
  const isNews = onceAMinute(() => new Date());
  return (request, _response, next) => {
    const peer = request.socket.remoteAddress ?? "";
    if (request.get("x-forwarded-for") !== undefined && !proxies.has(peer) && isNews(peer))
      log.warn(
        { remote: peer },
        "X-Forwarded-For is ignored: SUTURE_TRUSTED_PROXIES does not list this peer",
      );
    next();
  };
}

function failed(error: unknown, request: Request, response: Response, log: Log): void {
  const { code, detail } = problemOf(error, request);
  const fields = { traceId: traceOf(response), method: request.method, route: request.path, problem: code };
  if (code === "internal-error") log.error({ ...fields, error: String(error) }, "request failed");
  else log.warn(fields, "request refused");
  sendProblem(request, response, code, detail);
}

function problemOf(error: unknown, request: Request): { code: ProblemCode; detail?: string } {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : 500;
  if (status === 400) return { code: "bad-request", detail: unreadableBecause(error, request) };
  if (status === 413) return { code: "body-too-large" };
  if (status === 415) return { code: "unsupported-encoding" };
  if (isJournalUnreachable(error)) return { code: "not-ready", detail: JOURNAL_UNREACHABLE };
  return { code: "internal-error", detail: "Report it with the trace ID." };
}

/** Returns why a body or an address cannot be read: its compression, its JSON, or anything else. */
function unreadableBecause(error: unknown, request: Request): string {
  const { type, code, body } = error as { readonly [Name in "type" | "code" | "body"]?: unknown };
  const isWide = typeof body === "string" && body.slice(0, 4).includes("\0");
  if (type === "entity.parse.failed" && isWide) return "The body is encoded as UTF-16. Send it in UTF-8.";
  if (type === "entity.parse.failed") return "The body is not valid JSON.";
  const isCompression = typeof code === "string" && (code.startsWith("Z_") || code.startsWith("ERR_"));
  return (isCompression ? brokenCompression(request) : null) ?? "The request cannot be read.";
}
