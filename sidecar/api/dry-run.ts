import type { Request, Response } from "express";
import { z } from "zod";
import type { Candidate, Previewer } from "../engine/dry-run/preview.ts";
import type { Preview } from "../engine/ports/dry-run.ts";
import type { AuditJournal, DocumentSearch, ReplayFilter } from "../engine/ports/journal/operators.ts";
import type { Document } from "../engine/records.ts";
import { actorOf, type Operators } from "../http/operators.ts";
import { previewAnswer, withOdoo } from "./previews.ts";
import { previewTexts } from "./texts.ts";

export type DryRunParts = {
  readonly journal: Pick<DocumentSearch, "documentsMatching"> & Pick<AuditJournal, "audit">;
  readonly operators: Operators;
  readonly preview: Previewer;
};

/** The options of a replay. `after` is the ID of the document after which a dry run continues. */
export type ReplayOptions = {
  dryRun: boolean;
  asNewVersion: boolean;
  reason?: string | undefined;
  after?: string | undefined;
};

const MOST_PREVIEWED = 50;

/** The schema of the entry of one document in the response to a dry run. */
export const dryRunDocument = z.object({
  id: z.uuid(),
  number: z.string().nullable(),
  state: z.string(),
  preview: previewAnswer,
});
/**
 * The schema of the response to a dry run. `next` is the ID of the document after which to continue, if there are more documents.
 */
export const dryRunAnswer = z.object({
  dryRun: z.literal(true),
  documents: z.array(dryRunDocument),
  next: z.uuid().optional(),
});
/**
 * Responds with a preview of each document that matches a filter and is in one of the states, for at most `limit` and never more
 * than MOST_PREVIEWED documents. Nothing is retried.
 */
export async function dryRun(
  parts: DryRunParts,
  request: Request,
  response: Response,
  filter: ReplayFilter,
  states: readonly string[],
  asked: ReplayOptions,
  limit = MOST_PREVIEWED,
): Promise<void> {
  const most = Math.min(limit, MOST_PREVIEWED);
  const wanted = asked.asNewVersion ? { ...filter, latest: true } : filter;
  const documents = await parts.journal.documentsMatching(wanted, states, most, asked.after ?? null);
  await withOdoo(request, response, async () => {
    const previews = await parts.preview(documents.map((document) => candidateOf(document, asked)));
    const detail = { ...filter, documents: documents.length };
    await parts.journal.audit({
      actor: actorOf(parts.operators, request),
      action: "preview",
      subject: "filter",
      detail,
    });
    const next = documents.length === most ? documents.at(-1)?.id : undefined;
    response.json({ dryRun: true, documents: documents.map(entryOf(previews)), ...(next && { next }) });
  });
}

const candidateOf = (document: Document, { asNewVersion }: ReplayOptions): Candidate =>
  asNewVersion && document.state === "done" ? { document, asNewVersion } : { document };

const textsOf = (preview: Preview | undefined) => preview && previewTexts(preview);

const entryOf = (previews: readonly Preview[]) => (document: Document, index: number) => ({
  id: document.id,
  number: document.number,
  state: document.state,
  preview: textsOf(previews[index]),
});
