import express, { type Request, type Response, Router } from "express";
import { z } from "zod";
import type { Document } from "../engine/ports.ts";
import type { Journal } from "../journal/journal.ts";
import type { MessageSummary } from "../journal/search.ts";
import { matchesAny } from "../security/keys.ts";
import { type Operators, presentedKey, roleOf } from "./operators.ts";
import { sendProblem } from "./problem.ts";

type MessageParts = {
  readonly journal: Pick<
    Journal,
    | "searchMessages"
    | "messageSummary"
    | "messageBody"
    | "documentsOfMessage"
    | "stepsOf"
    | "acknowledgementsOf"
    | "replay"
    | "audit"
    | "keyDigests"
  >;
  readonly operators: Operators;
  readonly odooUrl: string;
  readonly onReplay: () => void;
};

/** What PostgreSQL can compare with: a text without NUL. */
const term = z.string().regex(/^[^\0]*$/);

const search = z.object({
  connection: term.optional(),
  status: term.optional(),
  reasonCode: term.optional(),
  number: term.optional(),
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const replayFilter = z
  .strictObject({
    connection: z.string().optional(),
    state: z.enum(["attention", "waiting", "held"]).optional(),
    reasonCode: z.string().optional(),
    limit: z.number().int().min(1).max(10_000).default(1000),
  })
  .refine(
    (filter) => filter.connection ?? filter.state ?? filter.reasonCode,
    "needs connection, state or reasonCode",
  );

/** Routes about messages: for operators, and for the partner about its own. */
export function messageRoutes(parts: MessageParts): Router {
  const router = Router();
  const operator = requireOperator(parts);
  router.get("/v1/messages", operator, (request, response) => list(parts, request, response));
  router.get("/v1/messages/:id", (request, response) => show(parts, request, response));
  router.get("/v1/messages/:id/acknowledgement", (request, response) =>
    acknowledgement(parts, request, response),
  );
  router.get("/v1/messages/:id/raw", operator, (request, response) => raw(parts, request, response));
  router.post("/v1/messages/:id/replay", operator, (request, response) =>
    replayMessage(parts, request, response),
  );
  router.post("/v1/replays", operator, express.json({ limit: 65_536 }), (request, response) =>
    replayMany(parts, request, response),
  );
  return router;
}

function requireOperator(parts: MessageParts) {
  return (request: Request, response: Response, next: () => void) =>
    roleOf(parts.operators, request) === null
      ? sendProblem(request, response, "unauthorized", "Send the operator's token as a bearer token.")
      : next();
}

async function list(parts: MessageParts, request: Request, response: Response): Promise<void> {
  const query = search.safeParse(request.query);
  if (!query.success) return sendProblem(request, response, "bad-request", z.prettifyError(query.error));
  const { number, ...filter } = query.data;
  const messages = await parts.journal.searchMessages({ ...filter, text: number });
  const last = messages.length === filter.limit ? messages.at(-1)?.id : undefined;
  response.json({ messages: messages.map(summaryOf), ...(last && { next: pageAfter(last, query.data) }) });
}

/** The address of the next page: the same search, from the message on. */
function pageAfter(last: string, query: z.infer<typeof search>): string {
  const given = Object.entries({ ...query, before: last }).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return `/v1/messages?${new URLSearchParams(given)}`;
}

/** Finds a message that the caller may see: an operator any, a partner its own. Anything else is not there. */
async function visible(
  parts: MessageParts,
  request: Request,
  response: Response,
): Promise<MessageSummary | null> {
  const id = z.uuid().safeParse(request.params.id);
  const message = id.success ? await parts.journal.messageSummary(id.data) : null;
  const operator = roleOf(parts.operators, request) !== null;
  if (message && (operator || (await isOwner(parts, request, message)))) return message;
  const anonymous = !operator && request.get("x-api-key") === undefined;
  sendProblem(request, response, anonymous ? "unauthorized" : "not-found");
  return null;
}

async function isOwner(parts: MessageParts, request: Request, message: MessageSummary): Promise<boolean> {
  const key = presentedKey(request);
  return (
    key !== null &&
    message.connection !== null &&
    matchesAny(key, await parts.journal.keyDigests(message.connection))
  );
}

async function show(parts: MessageParts, request: Request, response: Response): Promise<void> {
  const message = await visible(parts, request, response);
  if (!message) return;
  const documents = await parts.journal.documentsOfMessage(message.id);
  const operator = roleOf(parts.operators, request) !== null;
  if (!operator) return void response.json({ ...summaryOf(message), documents: documents.map(outline) });
  const steps = await parts.journal.stepsOf(message.id);
  const acknowledgements = await parts.journal.acknowledgementsOf(message.id);
  response.json({
    ...summaryOf(message),
    documents: documents.map((document) => ({
      ...outline(document),
      ...details(parts, document),
      steps: steps
        .filter((step) => step.documentId === document.id)
        .map(({ documentId: _, ...step }) => step),
    })),
    acknowledgements: acknowledgements.map(({ body: _, contentType: __, ...rest }) => rest),
    steps: steps.filter((step) => step.documentId === null).map(({ documentId: _, ...step }) => step),
  });
}

const summaryOf = (message: MessageSummary) => ({ ...message, location: `/v1/messages/${message.id}` });

/** What a partner may know of its own document. */
const outline = (document: Document) => ({
  id: document.id,
  code: document.code,
  type: document.type,
  number: document.number,
  state: document.state,
  reasonCode: document.reasonCode,
  nextAttemptAt: document.nextAttemptAt,
});

const details = (parts: MessageParts, document: Document) => ({
  key: document.key,
  flow: document.flow,
  aggregate: document.aggregate,
  reason: document.reason,
  suggestion: document.suggestion,
  findings: document.findings,
  changes: document.changes,
  note: document.note,
  attempts: document.attempts,
  heldBehind: document.heldBehind,
  doneAt: document.doneAt,
  odoo: document.links.map((link) => ({ ...link, url: `${parts.odooUrl}/odoo/${link.model}/${link.id}` })),
});

async function acknowledgement(parts: MessageParts, request: Request, response: Response): Promise<void> {
  const message = await visible(parts, request, response);
  if (!message) return;
  const replies = await parts.journal.acknowledgementsOf(message.id);
  const type = replies[0]?.contentType;
  if (type === undefined)
    return sendProblem(
      request,
      response,
      "not-found",
      message.status === "received"
        ? "The message is not decoded yet; ask again in a moment."
        : "This message is not acknowledged.",
    );
  const bodies = replies.flatMap(({ body }) => body ?? []);
  if (bodies.length < replies.length) return sendProblem(request, response, "gone");
  response.type(type).send(Buffer.concat(bodies));
}

async function raw(parts: MessageParts, request: Request, response: Response): Promise<void> {
  if (roleOf(parts.operators, request) !== "sensitive")
    return sendProblem(request, response, "forbidden", "Raw messages need the token of the sensitive role.");
  const message = await visible(parts, request, response);
  const content = message && (await parts.journal.messageBody(message.id));
  if (!message || !content) return;
  if (content.body === null) return sendProblem(request, response, "gone", GONE);
  await parts.journal.audit({ actor: "sensitive", action: "message.raw", subject: message.id });
  response.type(content.contentType ?? "application/octet-stream");
  response.setHeader("content-disposition", `attachment; filename="${message.id}"`);
  response.setHeader("x-content-type-options", "nosniff");
  response.send(content.body);
}

const GONE = "Its sender may still have the message; here its time has passed.";

async function replayMessage(parts: MessageParts, request: Request, response: Response): Promise<void> {
  const message = await visible(parts, request, response);
  if (!message) return;
  if (message.bodyRemovedAt)
    return sendProblem(
      request,
      response,
      "gone",
      "It cannot be tried again. Ask its sender to send it anew.",
    );
  const replayed = await parts.journal.replay({ messageId: message.id }, "operator", 10_000);
  await parts.journal.audit({
    actor: "operator",
    action: "message.replay",
    subject: message.id,
    detail: { documents: replayed.length },
  });
  parts.onReplay();
  // What is done is not done again: replaying it would be a duplicate.
  response
    .status(202)
    .json({ id: message.id, status: replayed.length > 0 ? "accepted" : "duplicate", documents: replayed });
}

async function replayMany(parts: MessageParts, request: Request, response: Response): Promise<void> {
  const filter = replayFilter.safeParse(request.body ?? {});
  if (!filter.success) return sendProblem(request, response, "bad-request", z.prettifyError(filter.error));
  const { limit, ...rest } = filter.data;
  const wanted = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const replayed = await parts.journal.replay(wanted, "operator", limit);
  await parts.journal.audit({
    actor: "operator",
    action: "replay",
    subject: "filter",
    detail: { ...wanted, documents: replayed.length },
  });
  parts.onReplay();
  response.status(202).json({ documents: replayed.length });
}
