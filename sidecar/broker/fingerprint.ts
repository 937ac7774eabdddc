import { PARTITIONS } from "./topology.ts";

/** The part of the topology that determines which queue a document uses: the number of partitions of each kind of work. */
export type Fingerprint = Readonly<Record<string, number>>;

/** Returns the fingerprint of the topology of this version. */
export const fingerprint = (): Fingerprint => PARTITIONS;

/**
 * Returns a text for each kind of work whose number of partitions has changed. `before` contains the numbers with which the
 * journal's references were published. A new kind of work is not a change, because nothing has been published for it.
 */
export function changesOf(before: Fingerprint, now: Fingerprint): string[] {
  return Object.entries(before)
    .filter(([work, count]) => now[work] !== count)
    .map(([work, count]) => `suture.work.${work}: ${count} partitions before, ${now[work] ?? "none"} now`);
}
