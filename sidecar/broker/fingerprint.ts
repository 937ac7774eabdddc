import { PARTITIONS } from "./topology.ts";

/**
 * The part of the topology that determines the queue of a document: the number of partitions of each kind of work.
 */
export type Fingerprint = Readonly<Record<string, number>>;

export const fingerprint = (): Fingerprint => PARTITIONS;

/**
 * Returns the differences from the queues for which the journal's references were published, or an empty list. A new
 * kind of work is no difference, because nothing was published for it.
 */
export function changesOf(before: Fingerprint, now: Fingerprint): string[] {
  return Object.entries(before)
    .filter(([work, count]) => now[work] !== count)
    .map(([work, count]) => `suture.work.${work}: ${count} partitions before, ${now[work] ?? "none"} now`);
}
