import type { Document } from "../engine/records.ts";
import type { MessageSummary } from "../journal/search.ts";

/** A message in a list. */
export const summaryOf = (message: MessageSummary) => ({
  ...message,
  location: `/v1/messages/${message.id}`,
});

/** What a partner may know of its own document. */
export const outline = (document: Document) => ({
  id: document.id,
  code: document.code,
  type: document.type,
  number: document.number,
  state: document.state,
  reasonCode: document.reasonCode,
  nextAttemptAt: document.nextAttemptAt,
});

/** What an operator sees beside that. */
export const details = (document: Document, odooUrl: string) => ({
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
  version: document.version,
  supersedes: document.supersedes,
  doneAt: document.doneAt,
  odoo: document.links.map((link) => ({ ...link, url: `${odooUrl}/odoo/${link.model}/${link.id}` })),
});
