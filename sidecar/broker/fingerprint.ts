import { PARTITIONS } from "./topology.ts";

/** What of the topology decides which way a document goes: the partitions of each kind of work. */
export type Fingerprint = Readonly<Record<string, number>>;

export const fingerprint = (): Fingerprint => PARTITIONS;

/**
 * Tells what differs from the queues that the journal's references were published to; empty when all is as it was. A kind of work
 * that is new differs in nothing: nothing was ever published to it.
 */
export function changesOf(before: Fingerprint, now: Fingerprint): string[] {
  return Object.entries(before)
    .filter(([work, count]) => now[work] !== count)
    .map(([work, count]) => `suture.work.${work}: ${count} partitions before, ${now[work] ?? "none"} now`);
}
