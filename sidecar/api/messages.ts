import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Request, type Response, Router } from "express";
import { z } from "zod";
import type { Connections } from "../engine/model/connections.ts";
import type { ConfiguredConnection } from "../engine/ports/connection.ts";
import type { KeyJournal } from "../engine/ports/journal/access.ts";
import { type BodyJournal, chunksOf } from "../engine/ports/journal/bodies.ts";
import type { DocumentJournal } from "../engine/ports/journal/documents.ts";
import type { MessageSearch, MessageSummary } from "../engine/ports/journal/messages.ts";
import type { AuditJournal } from "../engine/ports/journal/operators.ts";
import { storableText } from "../http/json-body.ts";
import { type Operators, presentedKey, requireOperator, roleOf } from "../http/operators.ts";
import { sendProblem } from "../http/problem.ts";
import { noQuery, readQuery, wholeNumber } from "../http/query.ts";
import { matchesAny } from "../security/keys.ts";
import { type MessageViewParts, summaryOf, viewForOperator, viewForPartner } from "./message-view.ts";
import { messageStatus, reasonCode } from "./openapi/message-schemas.ts";

type MessageParts = {
  readonly journal: Pick<
    MessageSearch,
    "searchMessages" | "searchSent" | "messageSummary" | "messageBody" | "acknowledgementsOf"
  > &
    Pick<DocumentJournal, "documentsById"> &
    Pick<AuditJournal, "audit"> &
    Pick<KeyJournal, "keyDigests"> &
    Pick<BodyJournal, "readChunk"> &
    MessageViewParts["journal"];
  /** Finds connections. A partner can read messages only while its connection is active. */
  readonly connections: Pick<Connections, "configured">;
  readonly operators: Operators;
  readonly odooUrl: string;
};

/** The schema of the query parameters of a search for messages. */
export const messageSearch = z.strictObject({
  connection: storableText.optional(),
  status: messageStatus.optional(),
  reasonCode: reasonCode.optional(),
  number: storableText.optional(),
  q: storableText
    .optional()
    .describe(
      "Finds an order, invoice or payment number, the partner's order number, a lot, a control number (ISA13, GS06, ST02, with or without leading zeros), a message control ID (MSH-10), a trace, a file name, an ID, or a day (YYYY-MM-DD, UTC), each in full.",
    ),
  before: z.uuid().optional(),
  limit: wholeNumber(1, 200).default(50),
});

/** The schema of the query parameters that select a page of a message's documents. */
export const documentsWanted = z.strictObject({
  after: z.uuid().optional().describe("The document after which the page begins."),
  limit: wholeNumber(1, 200).default(100).describe("Documents per page."),
});

/** Creates the routes that search and show messages. Operators see all messages, partners only their own messages. */
export function messageRoutes(parts: MessageParts): Router {
  const router = Router();
  const operator = requireOperator(parts.operators);
  router.get("/v1/messages", operator, (request, response) => list(parts, request, response));
  router.get("/v1/messages/:id", (request, response) => show(parts, request, response));
  router.get("/v1/messages/:id/acknowledgement", noQuery, (request, response) =>
    acknowledgement(parts, request, response),
  );
  router.get("/v1/messages/:id/raw", operator, noQuery, (request, response) => raw(parts, request, response));
  return router;
}

async function list(parts: MessageParts, request: Request, response: Response): Promise<void> {
  const query = readQuery(messageSearch, request, response);
  if (!query) return;
  const { number, ...filter } = query;
  const messages = await parts.journal.searchMessages({ ...filter, text: number });
  const last = messages.length === filter.limit ? messages.at(-1)?.id : undefined;
  const sent = await sentBy(parts, query);
  response.json({
    messages: messages.map(summaryOf),
    ...(sent && { sent }),
    ...(last && { next: pageAfter(last, query) }),
  });
}

/** Returns the outgoing documents that `q` finds. They are part of the first page; other filters but `connection` exclude them. */
async function sentBy(
  { journal }: MessageParts,
  { q, connection, limit, before, status, reasonCode, number }: z.infer<typeof messageSearch>,
): Promise<object[] | null> {
  if (q === undefined || (before ?? status ?? reasonCode ?? number) !== undefined) return null;
  const found = await journal.searchSent({ q, connection, limit });
  return found.map((document) => ({ ...document, location: `/v1/documents/${document.id}` }));
}

/** Returns the address of the next page of a search: the same search, continued after the message with the ID `last`. */
function pageAfter(last: string, query: z.infer<typeof messageSearch>): string {
  const given = Object.entries({ ...query, before: last }).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return `/v1/messages?${new URLSearchParams(given)}`;
}

/**
 * Returns the message whose ID is in the path if the caller may see it: an operator may see any message, a partner only its own.
 * Otherwise responds as if the message did not exist (with 401 if the caller sent no credentials) and returns null.
 */
async function visible(
  parts: MessageParts,
  request: Request,
  response: Response,
): Promise<MessageSummary | null> {
  const id = z.uuid().safeParse(request.params.id);
  const message = id.success ? await parts.journal.messageSummary(id.data) : null;
  const operator = roleOf(parts.operators, request) !== null;
  if (message && operator) return message;
  const owner = message && (await ownerOf(parts, request, message));
  if (message && owner?.active) return message;
  if (owner) {
    sendProblem(request, response, "connection-paused", PAUSED);
    return null;
  }
  const anonymous = !operator && request.get("x-api-key") === undefined;
  sendProblem(request, response, anonymous ? "unauthorized" : "not-found");
  return null;
}

const PAUSED = "The receiver has switched this connection off. Ask again later.";

/** Returns the connection of a message if the request contains one of its keys, or null. */
async function ownerOf(
  parts: MessageParts,
  request: Request,
  message: MessageSummary,
): Promise<ConfiguredConnection | null> {
  const key = presentedKey(request);
  const connection = message.connection === null ? null : parts.connections.configured(message.connection);
  if (key === null || connection === null) return null;
  return matchesAny(key, await parts.journal.keyDigests(connection.code)) ? connection : null;
}

async function show(parts: MessageParts, request: Request, response: Response): Promise<void> {
  const wanted = readQuery(documentsWanted, request, response);
  const message = wanted && (await visible(parts, request, response));
  if (!message) return;
  if (wanted.after !== undefined && !(await isOf(parts, message, wanted.after)))
    return sendProblem(
      request,
      response,
      "bad-request",
      "after does not identify a document of this message.",
    );
  const operator = roleOf(parts.operators, request) !== null;
  response.json(await (operator ? viewForOperator : viewForPartner)(parts, message, wanted));
}

async function isOf(parts: MessageParts, message: MessageSummary, documentId: string): Promise<boolean> {
  const [document] = await parts.journal.documentsById([documentId]);
  return document?.messageId === message.id;
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
    return sendProblem(
      request,
      response,
      "forbidden",
      "Raw messages require the token of the sensitive role.",
    );
  const message = await visible(parts, request, response);
  const content = message && (await parts.journal.messageBody(message.id));
  if (!message || !content) return;
  if (content.body === null) return sendProblem(request, response, "gone", GONE);
  await parts.journal.audit({ actor: "sensitive", action: "message.raw", subject: message.id });
  response.type(content.contentType ?? "application/octet-stream");
  response.setHeader("content-disposition", `attachment; filename="${message.id}"`);
  response.setHeader("x-content-type-options", "nosniff");
  if (!content.range) return void response.send(content.body);
  response.setHeader("content-length", content.range.end - content.range.start);
  await pipeline(Readable.from(chunksOf(parts.journal, content.range)), response);
}

const GONE = "Its content was deleted at the end of its retention period. Its sender may still have it.";
