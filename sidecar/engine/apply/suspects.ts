import type { Document } from "../records.ts";

/**
 * The maximum numbers of documents in a call with a document that has failed once, twice, or more often. Documents that
 * waited for Odoo may have caused its failure, so repeated failures lead to smaller calls.
 */
const TOGETHER = [12, 3, 1] as const;

/** Returns the maximum size of a call that includes this document, given its failed attempts. */
function mostTogether({ reasonCode, attempts, failedAlone }: Document): number {
  if (failedAlone > 0) return 1;
  if (reasonCode !== "ODOO_UNAVAILABLE" || attempts === 0) return Number.POSITIVE_INFINITY;
  return TOGETHER[Math.min(attempts, TOGETHER.length) - 1] ?? 1;
}

/**
 * Splits a batch into calls, each within the limit of its documents (see `mostTogether`). Documents without failures
 * come first, in one call; documents that may crash Odoo come last.
 */
export function callsFor(documents: readonly Document[]): Document[][] {
  const groups = [...Map.groupBy(documents, mostTogether)].toSorted(([a], [b]) => b - a);
  return groups.flatMap(([most, some]) => slices(some, Math.min(most, some.length)));
}

/**
 * Returns whether a call contains a single document that must be alone, because it is suspected of making calls fail.
 */
export const isIsolated = (documents: readonly Document[]): boolean =>
  documents.length === 1 && documents.every((document) => mostTogether(document) === 1);

function slices<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
