import type { DocumentJournal } from "../ports/journal/documents.ts";
import type { Document } from "../records.ts";
import { held } from "./outcomes.ts";
import { type SettlingParts, settleEach } from "./settling.ts";

/**
 * The maximum number of documents of one aggregate in a batch. They are applied one after the other, each with calls of
 * its own, while the batch occupies its queue and its share of calls, so many documents of one aggregate would delay
 * all others. The other documents are held, each behind the document that is TURNS positions before it, so that each
 * finished document releases one.
 */
export const TURNS = 5;

type Parts = SettlingParts & { readonly journal: Pick<DocumentJournal, "blockers" | "turns"> };

/**
 * Holds the documents of a batch that are beyond the first `TURNS` of their aggregate.
 * @returns the documents that are not held, in their order
 */
export async function inTurn(parts: Parts, documents: readonly Document[]): Promise<readonly Document[]> {
  const ahead = new Map<string, Document>();
  for (const line of Map.groupBy(documents, lineOf).values())
    for (const [place, { id }] of line.slice(TURNS).entries()) ahead.set(id, line[place] as Document);
  if (ahead.size === 0) return documents;
  // A document that a person released from its hold has no blocker and is not held again.
  const blockers = await parts.journal.blockers([...ahead.keys()]);
  const isLate = ({ id }: Document) => ahead.has(id) && blockers.has(id);
  await settleEach(parts, documents.filter(isLate), (document) =>
    held(document, ahead.get(document.id)?.id ?? ""),
  );
  return documents.filter((document) => !isLate(document));
}

const lineOf = ({ direction, aggregate }: Document): string => `${direction} ${aggregate}`;

/**
 * Holds documents behind earlier ones that are not in this batch.
 * @param blockers by the id of each document, the id of the earliest unfinished document before it in its aggregate
 */
export async function holdBehind(
  parts: Parts,
  documents: readonly Document[],
  blockers: ReadonlyMap<string, string>,
): Promise<void> {
  if (documents.length === 0) return;
  const ids = documents.map(({ id }) => id);
  const turns = await parts.journal.turns(ids, TURNS);
  const before = ({ id }: Document) => turns.get(id) ?? blockers.get(id) ?? "";
  await settleEach(parts, documents, (document) => held(document, before(document)));
}
