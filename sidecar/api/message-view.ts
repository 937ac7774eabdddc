import type { DocumentPage, MessageSearch, MessageSummary } from "../engine/ports/journal/messages.ts";
import type { Document } from "../engine/records.ts";
import { findingTexts, noteTexts, reasonTexts, suggestionTexts } from "./texts.ts";

export type MessageViewParts = {
  readonly journal: Pick<MessageSearch, "documentsOfMessage" | "latestSteps" | "acknowledgementStates">;
  readonly odooUrl: string;
};

/**
 * The maximum number of steps returned for the message and for each of its documents. The route for a single document returns all
 * of its steps.
 */
const MOST_STEPS = 100;

/** Returns a message as it appears in a list, with the address of its details. */
export const summaryOf = (message: MessageSummary) => ({
  ...message,
  location: `/v1/messages/${message.id}`,
});

/** Returns the properties of a document that its partner may see. */
export const outline = (document: Document) => ({
  id: document.id,
  code: document.code,
  type: document.type,
  number: document.number,
  state: document.state,
  reasonCode: document.reasonCode,
  nextAttemptAt: document.nextAttemptAt,
});

/** Returns the properties of a document that operators see in addition to those that its partner sees. */
export const details = (document: Document, odooUrl: string) => ({
  key: document.key,
  flow: document.flow,
  aggregate: document.aggregate,
  ...reasonTexts(document.reason),
  ...suggestionTexts(document.suggestion),
  findings: document.findings.map(findingTexts),
  changes: document.changes.map(findingTexts),
  ...noteTexts(document.note),
  attempts: document.attempts,
  heldBehind: document.heldBehind,
  version: document.version,
  supersedes: document.supersedes,
  doneAt: document.doneAt,
  odoo: document.links.map((link) => ({ ...link, url: `${odooUrl}/odoo/${link.model}/${link.id}` })),
});

/** Returns the view of a message for its partner, with one page of its documents. */
export async function viewForPartner(
  parts: MessageViewParts,
  message: MessageSummary,
  wanted: DocumentPage,
): Promise<object> {
  const { documents, next } = await pageOf(parts, message, wanted);
  return { ...summaryOf(message), documents: documents.map(outline), ...next };
}

/** Returns the view of a message for operators, with one page of its documents, their steps and their records in Odoo. */
export async function viewForOperator(
  parts: MessageViewParts,
  message: MessageSummary,
  wanted: DocumentPage,
): Promise<object> {
  const { journal, odooUrl } = parts;
  const { documents, next } = await pageOf(parts, message, wanted);
  const steps = await journal.latestSteps(
    message.id,
    documents.map(({ id }) => id),
    MOST_STEPS,
  );
  const byDocument = Map.groupBy(steps, ({ documentId }) => documentId);
  const stepsOf = (id: string | null) => (byDocument.get(id) ?? []).map(({ documentId: _, ...step }) => step);
  return {
    ...summaryOf(message),
    documents: documents.map((document) => ({
      ...outline(document),
      ...details(document, odooUrl),
      steps: stepsOf(document.id),
    })),
    ...next,
    acknowledgements: await journal.acknowledgementStates(message.id),
    steps: stepsOf(null),
  };
}

/**
 * Returns one page of a message's documents, and the address of the next page if there is one. To find out whether there is a
 * next page, reads one document more than it returns.
 */
async function pageOf({ journal }: MessageViewParts, { id }: MessageSummary, { after, limit }: DocumentPage) {
  const found = await journal.documentsOfMessage(id, { after, limit: limit + 1 });
  const documents = found.slice(0, limit);
  const last = documents.at(-1);
  if (found.length <= limit || last === undefined) return { documents, next: {} };
  const query = new URLSearchParams({ after: last.id, limit: String(limit) });
  return { documents, next: { next: `/v1/messages/${id}?${query}` } };
}
