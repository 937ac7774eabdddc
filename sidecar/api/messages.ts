import { type Request, type Response, Router } from "express";
import { z } from "zod";
import type { Journal } from "../journal/journal.ts";
import type { MessageSummary } from "../journal/search.ts";
import { matchesAny } from "../security/keys.ts";
import { storableText } from "./json-body.ts";
import { details, outline, summaryOf } from "./message-view.ts";
import { type Operators, presentedKey, requireOperator, roleOf } from "./operators.ts";
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
    | "audit"
    | "keyDigests"
  >;
  readonly operators: Operators;
  readonly odooUrl: string;
};

/** What may be searched by. */
export const messageSearch = z.object({
  connection: storableText.optional(),
  status: storableText.optional(),
  reasonCode: storableText.optional(),
  number: storableText.optional(),
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Routes about messages: for operators, and for the partner about its own. */
export function messageRoutes(parts: MessageParts): Router {
  const router = Router();
  const operator = requireOperator(parts.operators);
  router.get("/v1/messages", operator, (request, response) => list(parts, request, response));
  router.get("/v1/messages/:id", (request, response) => show(parts, request, response));
  router.get("/v1/messages/:id/acknowledgement", (request, response) =>
    acknowledgement(parts, request, response),
  );
  router.get("/v1/messages/:id/raw", operator, (request, response) => raw(parts, request, response));
  return router;
}

async function list(parts: MessageParts, request: Request, response: Response): Promise<void> {
  const query = messageSearch.safeParse(request.query);
  if (!query.success) return sendProblem(request, response, "bad-request", z.prettifyError(query.error));
  const { number, ...filter } = query.data;
  const messages = await parts.journal.searchMessages({ ...filter, text: number });
  const last = messages.length === filter.limit ? messages.at(-1)?.id : undefined;
  response.json({ messages: messages.map(summaryOf), ...(last && { next: pageAfter(last, query.data) }) });
}

/** The address of the next page: the same search, from the message on. */
function pageAfter(last: string, query: z.infer<typeof messageSearch>): string {
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
      ...details(document, parts.odooUrl),
      steps: steps
        .filter((step) => step.documentId === document.id)
        .map(({ documentId: _, ...step }) => step),
    })),
    acknowledgements: acknowledgements.map(({ body: _, contentType: __, ...rest }) => rest),
    steps: steps.filter((step) => step.documentId === null).map(({ documentId: _, ...step }) => step),
  });
}

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
