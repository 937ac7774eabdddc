import type { Document } from "../records.ts";

/** Documents that waited for Odoo may be what it fell over: the more often one failed, the fewer others go with it. */

const TOGETHER = [12, 3, 1] as const;

/** How many documents like this one go into a call together. */
function mostTogether({ reasonCode, attempts, failedAlone }: Document): number {
  if (failedAlone > 0) return 1;
  if (reasonCode !== "ODOO_UNAVAILABLE" || attempts === 0) return Number.POSITIVE_INFINITY;
  return TOGETHER[Math.min(attempts, TOGETHER.length) - 1] ?? 1;
}

/** Splits a batch into calls. Those that are not under suspicion go first, all together: what may take Odoo down goes last. */
export function callsFor(documents: readonly Document[]): Document[][] {
  const groups = [...Map.groupBy(documents, mostTogether)].toSorted(([a], [b]) => b - a);
  return groups.flatMap(([most, some]) => slices(some, Math.min(most, some.length)));
}

/** Returns whether a call carries one document only. */
export const isIsolated = (documents: readonly Document[]): boolean =>
  documents.length === 1 && documents.every((document) => mostTogether(document) === 1);

function slices<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
