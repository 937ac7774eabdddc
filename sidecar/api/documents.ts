import { type Request, type RequestHandler, type Response, Router } from "express";
import { z } from "zod";
import type { DocumentJournal } from "../engine/ports/journal/documents.ts";
import type { AuditJournal, CorrectionEntry, DocumentSearch } from "../engine/ports/journal/operators.ts";
import type { Document } from "../engine/records.ts";
import type { Flow } from "../flows/flow.ts";
import { jsonBody, readBody } from "../http/json-body.ts";
import { type Operators, type Role, requireOperator, roleOf } from "../http/operators.ts";
import { sendProblem } from "../http/problem.ts";
import { noQuery } from "../http/query.ts";
import { details, outline } from "./message-view.ts";
import { findingMembers, noteMembers, reasonMembers } from "./texts.ts";

type DocumentParts = {
  readonly journal: Pick<DocumentJournal, "documentsById" | "stepsOfDocument"> &
    Pick<DocumentSearch, "correctionsOf" | "versionsOf" | "originalOf"> &
    Pick<AuditJournal, "audit">;
  readonly operators: Operators;
  readonly flows: readonly Flow[];
  readonly odooUrl: string;
};

const moment = z.string();
const finding = z.looseObject({ code: z.string(), field: z.string(), ...findingMembers });

/** The schema of the response of `GET /v1/documents/{id}`. */
export const documentAnswer = z.object({
  id: z.uuid(),
  key: z.string(),
  message: z.uuid().nullable(),
  connection: z.string().nullable(),
  direction: z.enum(["inbound", "outbound"]),
  flow: z.string().nullable(),
  code: z.string().nullable(),
  type: z.string().nullable(),
  number: z.string().nullable(),
  aggregate: z.string(),
  state: z.string(),
  reasonCode: z.string().nullable(),
  ...reasonMembers,
  findings: z.array(finding),
  changes: z.array(finding),
  ...noteMembers,
  attempts: z.int(),
  nextAttemptAt: moment.nullable(),
  /** The ID of the earlier document behind which this one is held, or null. */
  heldBehind: z.uuid().nullable(),
  receivedAt: moment,
  doneAt: moment.nullable(),
  traceId: z.string(),
  version: z.int(),
  supersedes: z.uuid().nullable(),
  odoo: z.array(z.object({ model: z.string(), id: z.int(), name: z.string().optional(), url: z.string() })),
  /** The current content. If the document was corrected, `original` is the content as it was decoded. */
  document: z.unknown().optional(),
  original: z.unknown().optional(),
  /** Present if the content is omitted because reading it requires the sensitive role. */
  withheld: z.literal(true).optional(),
  corrections: z.array(
    z.object({
      number: z.int(),
      at: moment,
      by: z.string(),
      reason: z.string(),
      changes: z.array(
        z.object({ pointer: z.string(), from: z.unknown().optional(), to: z.unknown().optional() }),
      ),
    }),
  ),
  versions: z.array(
    z.object({
      id: z.uuid(),
      version: z.int(),
      key: z.string(),
      state: z.string(),
      receivedAt: moment,
      location: z.string(),
    }),
  ),
  steps: z.array(z.object({ at: moment, name: z.string(), detail: z.string().nullable() })),
});

/** Creates the route `GET /v1/documents/{id}`, which returns a document with its content, versions, steps and corrections. */
export function documentRoutes(parts: DocumentParts): Router {
  const router = Router();
  router.get("/v1/documents/:id", requireOperator(parts.operators), noQuery, (request, response) =>
    show(parts, request, response),
  );
  return router;
}

/** Returns the document whose ID the path contains. If it does not exist, responds with 404 and returns null. */
async function documentOf(
  journal: Pick<DocumentJournal, "documentsById">,
  request: Request,
  response: Response,
): Promise<Document | null> {
  const id = z.uuid().safeParse(request.params.id);
  const [document] = id.success ? await journal.documentsById([id.data]) : [];
  if (!document) sendProblem(request, response, "not-found");
  return document ?? null;
}

/** An operator's request about one document. The handler must send the response. */
export type Asked<Body> = {
  readonly document: Document;
  readonly body: Body;
  readonly request: Request;
  readonly response: Response;
};

/**
 * Creates handlers for an operator's request about one document. They check the caller, validate the body, find the document, and
 * then call `act`. `limit` is the maximum size of the body in bytes.
 */
export function onDocument<T extends z.ZodType>(
  parts: { readonly journal: Pick<DocumentJournal, "documentsById">; readonly operators: Operators },
  { limit, schema }: { readonly limit: number; readonly schema: T },
  act: (asked: Asked<z.output<T>>) => Promise<void>,
): RequestHandler[] {
  const perform: RequestHandler = async (request, response) => {
    const body = readBody(schema, request, response);
    const document = body && (await documentOf(parts.journal, request, response));
    if (document) await act({ document, body, request, response });
  };
  return [requireOperator(parts.operators), noQuery, ...jsonBody(limit), perform];
}

async function show(parts: DocumentParts, request: Request, response: Response): Promise<void> {
  const document = await documentOf(parts.journal, request, response);
  if (!document) return;
  const corrections = await parts.journal.correctionsOf(document.id);
  const open = mayRead(parts, document, roleOf(parts.operators, request));
  if (open && isClinical(parts, document))
    await parts.journal.audit({ actor: "sensitive", action: "document.read", subject: document.id });
  response.json({
    ...outline(document),
    ...details(document, parts.odooUrl),
    message: document.messageId,
    connection: document.connection,
    direction: document.direction,
    receivedAt: document.receivedAt,
    traceId: document.traceId,
    ...(open ? await content(parts, document, corrections) : { withheld: true }),
    corrections: corrections.map((correction) => (open ? correction : withoutValues(correction))),
    versions: (await parts.journal.versionsOf(document.id)).map((version) => ({
      ...version,
      location: `/v1/documents/${version.id}`,
    })),
    steps: await parts.journal.stepsOfDocument(document.id),
  });
}

/**
 * Returns whether a caller with this role may read the document's content. Content about patients requires the sensitive role,
 * like the raw message.
 */
function mayRead(parts: DocumentParts, document: Document, role: Role | null): boolean {
  return role === "sensitive" || !isClinical(parts, document);
}

/**
 * Returns whether a document contains clinical data, according to its flow. If that flow no longer exists, the document counts as
 * clinical. The content of a document without a flow has no sensitive fields, so it does not count as clinical.
 */
function isClinical(parts: DocumentParts, { flow }: Document): boolean {
  const found = parts.flows.find(({ code }) => code === flow);
  return flow !== null && (found === undefined || found.sensitivity === "clinical");
}

/**
 * Returns the members of the response with the current content of a document and, if it was corrected, the content as it was
 * decoded.
 */
async function content(
  parts: DocumentParts,
  document: Document,
  corrections: readonly CorrectionEntry[],
): Promise<object> {
  const worked =
    document.output ??
    (document.input?.type === "OutboxTrigger" ? null : (document.input ?? document.shown ?? null));
  const original = corrections.length > 0 ? await parts.journal.originalOf(document.id) : null;
  return { document: worked, ...(corrections.length > 0 && { original }) };
}

function withoutValues({ changes, ...correction }: CorrectionEntry): object {
  return { ...correction, changes: changes.map(({ pointer }) => ({ pointer })) };
}
