import { type Request, type Response, Router } from "express";
import { z } from "zod";
import type { MessageSearch, MessageSummary } from "../engine/ports/journal/messages.ts";
import type { OperatorJournal, ReplayFilter } from "../engine/ports/journal/operators.ts";
import { jsonBody, readBody, reason, storableText } from "../http/json-body.ts";
import { actorOf, requireOperator } from "../http/operators.ts";
import { sendProblem } from "../http/problem.ts";
import { noQuery } from "../http/query.ts";
import { type DryRunParts, dryRun, type ReplayOptions } from "./dry-run.ts";
import { reasonCode } from "./openapi/message-schemas.ts";

type ReplayParts = DryRunParts & {
  readonly journal: Pick<MessageSearch, "messageSummary"> & Pick<OperatorJournal, "replay" | "enterVersions">;
  readonly onReplay: () => void;
};

const MOST_NEW_VERSIONS = 100;
const REPLAYABLE = ["attention", "waiting", "held"] as const;
const HASTENED = [...REPLAYABLE, "processing"] as const;
const ALL_STATES = [...HASTENED, "queued", "staged", "done", "dismissed"];

const options = {
  /** If true, the result is only previewed. */
  dryRun: z.boolean().default(false),
  /** If true, new versions of finished documents are created. */
  asNewVersion: z.boolean().default(false),
  reason: reason.optional(),
  /** The ID of the document after which a dry run continues. */
  after: z.uuid().optional(),
};
const hasReason = ({ dryRun, asNewVersion, reason }: ReplayOptions) =>
  !asNewVersion || dryRun || reason !== undefined;
const NEEDS_REASON = { path: ["reason"], message: "a new version requires a reason" };

/** The schema of the body of `POST /v1/messages/{id}/replay`. */
export const messageReplayRequest = z.strictObject(options).refine(hasReason, NEEDS_REASON);

/** The schema of the body of `POST /v1/replays`. */
export const replaysRequest = z
  .strictObject({
    ...options,
    connection: storableText.optional(),
    state: z.enum([...HASTENED, "done"]).optional(),
    reasonCode: reasonCode.optional(),
    documents: z.array(z.uuid()).min(1).max(1000).optional(),
    limit: z.number().int().min(1).max(10_000).default(1000),
  })
  .refine(hasReason, NEEDS_REASON)
  .refine(
    ({ connection, state, reasonCode, documents }) => connection ?? state ?? reasonCode ?? documents,
    "requires connection, state, reasonCode or documents",
  )
  .refine(({ state, asNewVersion }) => asNewVersion || state !== "done", {
    path: ["state"],
    message: "finished documents are processed again only as a new version",
  })
  .refine(
    ({ asNewVersion, connection, documents, state = "done", reasonCode }) =>
      !asNewVersion || ((connection ?? documents) && state === "done" && reasonCode === undefined),
    "new versions are possible only for finished documents, selected by connection or by documents",
  );

/** The schema of the response to a replay of a message. */
export const messageReplayAnswer = z.object({
  id: z.uuid(),
  status: z.enum(["accepted", "duplicate"]),
  documents: z.array(z.uuid()),
  newVersions: z.array(z.uuid()).optional(),
});
/**
 * The schema of the response to a replay by filter. `documents` is the number of documents that are retried or, if new versions
 * were requested, of versions created.
 */
export const replaysAnswer = z.object({ documents: z.int() });

/**
 * Creates the routes that retry the documents of one message, or all documents that match a filter, and that preview the result.
 */
export function replayRoutes(parts: ReplayParts): Router {
  const router = Router();
  const body = [requireOperator(parts.operators), noQuery, ...jsonBody(65_536)];
  router.post("/v1/messages/:id/replay", body, (request: Request, response: Response) =>
    replayMessage(parts, request, response),
  );
  router.post("/v1/messages/:id/preview", body, (request: Request, response: Response) =>
    previewMessage(parts, request, response),
  );
  router.post("/v1/replays", body, (request: Request, response: Response) =>
    replayMany(parts, request, response),
  );
  return router;
}

/** Returns the message whose ID the path contains. If it does not exist, responds with 404 and returns null. */
async function messageOf(
  parts: ReplayParts,
  request: Request,
  response: Response,
): Promise<MessageSummary | null> {
  const id = z.uuid().safeParse(request.params.id);
  const message = id.success ? await parts.journal.messageSummary(id.data) : null;
  if (!message) sendProblem(request, response, "not-found");
  return message;
}

async function replayMessage(parts: ReplayParts, request: Request, response: Response): Promise<void> {
  const asked = readBody(messageReplayRequest, request, response);
  const message = asked && (await messageOf(parts, request, response));
  if (!asked || !message) return;
  const messageId = message.id;
  if (message.bodyRemovedAt && !asked.asNewVersion)
    return sendProblem(request, response, "gone", "It cannot be retried. Ask its sender to send it again.");
  if (asked.dryRun) return dryRun(parts, request, response, { messageId }, ALL_STATES, asked);
  const actor = actorOf(parts.operators, request);
  const newVersions = asked.asNewVersion
    ? await createVersions(parts, { messageId }, actor, asked, 10_000)
    : [];
  const replayed = await parts.journal.replay({ messageId }, actor, 10_000);
  await parts.journal.audit({
    actor,
    action: "message.replay",
    subject: messageId,
    detail: { documents: replayed.length, newVersions: newVersions.length },
  });
  parts.onReplay();
  // Finished documents are processed again only if new versions are requested. Otherwise, a replay of them is a duplicate.
  response.status(202).json({
    id: messageId,
    status: replayed.length + newVersions.length > 0 ? "accepted" : "duplicate",
    documents: replayed,
    ...(asked.asNewVersion && { newVersions }),
  });
}

async function previewMessage(parts: ReplayParts, request: Request, response: Response): Promise<void> {
  const asked = readBody(messageReplayRequest, request, response);
  const message = asked && (await messageOf(parts, request, response));
  if (!asked || !message) return;
  await dryRun(parts, request, response, { messageId: message.id }, ALL_STATES, asked);
}

async function replayMany(parts: ReplayParts, request: Request, response: Response): Promise<void> {
  const asked = readBody(replaysRequest, request, response);
  if (!asked) return;
  const { limit, ...wanted } = asked;
  const filter = filterOf(wanted);
  if (asked.dryRun)
    return dryRun(
      parts,
      request,
      response,
      filter,
      asked.asNewVersion ? ["done"] : REPLAYABLE,
      wanted,
      limit,
    );
  const actor = actorOf(parts.operators, request);
  const tried = asked.asNewVersion
    ? await createVersions(parts, filter, actor, asked, Math.min(limit, MOST_NEW_VERSIONS))
    : await parts.journal.replay(filter, actor, limit);
  await parts.journal.audit({
    actor,
    action: "replay",
    subject: "filter",
    detail: { ...filter, documents: tried.length, ...(asked.asNewVersion && { asNewVersion: true }) },
  });
  parts.onReplay();
  response.status(202).json({ documents: tried.length });
}

type Filter = Omit<z.output<typeof replaysRequest>, "limit">;

function filterOf({ connection, state, reasonCode, documents }: Filter): ReplayFilter {
  return {
    ...(connection !== undefined && { connection }),
    ...(state !== undefined && { state }),
    ...(reasonCode !== undefined && { reasonCode }),
    ...(documents !== undefined && { documentIds: documents }),
  };
}

/**
 * Creates new versions of at most `limit` finished documents that match a filter, each from its latest version.
 * @returns the IDs of the new versions
 */
async function createVersions(
  parts: ReplayParts,
  filter: ReplayFilter,
  actor: string,
  { reason = "" }: ReplayOptions,
  limit: number,
): Promise<string[]> {
  const done = await parts.journal.documentsMatching({ ...filter, latest: true }, ["done"], limit, null);
  return parts.journal.enterVersions(
    done.map(({ id }) => id),
    actor,
    reason,
  );
}
