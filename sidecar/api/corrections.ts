import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { english } from "../catalogue/terms.ts";
import type { Candidate, Previewer } from "../engine/dry-run/preview.ts";
import { type CorrectParts, correctDocument, REFUSALS } from "../engine/operator/correct.ts";
import { type Fault, readCorrected } from "../engine/operator/corrected.ts";
import type { DocumentJournal } from "../engine/ports/journal/documents.ts";
import type { AuditJournal } from "../engine/ports/journal/operators.ts";
import type { Document } from "../engine/records.ts";
import { reason } from "../http/json-body.ts";
import { actorOf, type Operators } from "../http/operators.ts";
import { sendProblem } from "../http/problem.ts";
import { type Asked, onDocument } from "./documents.ts";
import { previewAnswer, withOdoo } from "./previews.ts";
import { previewTexts } from "./texts.ts";

type CorrectionParts = CorrectParts & {
  readonly journal: CorrectParts["journal"] &
    Pick<DocumentJournal, "documentsById"> &
    Pick<AuditJournal, "audit">;
  readonly operators: Operators;
  readonly preview: Previewer;
  readonly onReplay: () => void;
};

const LARGEST_DOCUMENT = 1_048_576;
const content = z.record(z.string(), z.unknown());

/** The schema of the body of `POST /v1/documents/{id}/preview`. If it contains no document, the current content is previewed. */
export const documentPreviewRequest = z.strictObject({
  document: content.optional(),
  asNewVersion: z.boolean().default(false),
});
export const documentPreviewAnswer = z.object({ id: z.uuid(), preview: previewAnswer });

/** The schema of the body of `POST /v1/documents/{id}/corrections`: the complete corrected document, and the reason. */
export const correctionRequest = z.strictObject({
  document: content,
  reason,
  asNewVersion: z.boolean().default(false),
});
/**
 * The schema of the response to a correction. `id` identifies the document with the corrected content: the given document or, if
 * that was finished, its new version.
 */
export const correctionAnswer = z.object({
  id: z.uuid(),
  status: z.literal("accepted"),
  correction: z.int(),
  location: z.string(),
});

/** Creates the routes that preview a document with its current or a corrected content, and that correct a document. */
export function correctionRoutes(parts: CorrectionParts): Router {
  const router = Router();
  router.post(
    "/v1/documents/:id/preview",
    onDocument(parts, { limit: LARGEST_DOCUMENT, schema: documentPreviewRequest }, (asked) =>
      preview(parts, asked),
    ),
  );
  router.post(
    "/v1/documents/:id/corrections",
    onDocument(parts, { limit: LARGEST_DOCUMENT, schema: correctionRequest }, (asked) =>
      correct(parts, asked),
    ),
  );
  return router;
}

async function preview(
  parts: CorrectionParts,
  { document, body, request, response }: Asked<z.output<typeof documentPreviewRequest>>,
): Promise<void> {
  const candidate = candidateOf(parts, document, body);
  if (body.asNewVersion && document.state !== "done" && document.state !== "dismissed")
    return sendProblem(request, response, "conflict", english(REFUSALS.unfinished));
  if ("faults" in candidate) return sendFaults(request, response, candidate.faults);
  await withOdoo(request, response, async () => {
    const [found] = await parts.preview([candidate]);
    const actor = actorOf(parts.operators, request);
    await parts.journal.audit({ actor, action: "document.preview", subject: document.id });
    response.json({ id: document.id, preview: found && previewTexts(found) });
  });
}

/**
 * Returns the document to preview, with the corrected content if the request contains any. If that content is invalid, returns
 * its faults.
 */
function candidateOf(
  parts: CorrectionParts,
  document: Document,
  { document: given, asNewVersion }: z.output<typeof documentPreviewRequest>,
): Candidate | { readonly faults: readonly Fault[] } {
  if (given === undefined) return { document, asNewVersion };
  const read = readCorrected(parts, document, given);
  if ("faults" in read) return read;
  return { document: read.document, asNewVersion, moved: read.document.aggregate !== document.aggregate };
}

async function correct(
  parts: CorrectionParts,
  { document, body, request, response }: Asked<z.output<typeof correctionRequest>>,
): Promise<void> {
  const outcome = await correctDocument(parts, document, {
    content: body.document,
    reason: body.reason,
    actor: actorOf(parts.operators, request),
    asNewVersion: body.asNewVersion,
    request: null,
  });
  if ("faults" in outcome) return sendFaults(request, response, outcome.faults);
  if ("refused" in outcome)
    return sendProblem(request, response, "conflict", english(REFUSALS[outcome.refused]));
  parts.onReplay();
  const { id, number } = outcome;
  response.status(202).json({ id, status: "accepted", correction: number, location: `/v1/documents/${id}` });
}

/** Responds with 422 and the locations and causes of the faults, without any value of the document. */
function sendFaults(request: Request, response: Response, faults: readonly Fault[]): void {
  const errors = faults.map(({ pointer, message }) => ({ pointer, detail: english(message) }));
  sendProblem(request, response, "invalid-document", errors[0]?.detail, { errors });
}
