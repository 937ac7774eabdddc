import type { Clock } from "../ports/runtime.ts";

/**
 * The recent results of calls with other documents. They distinguish an unreachable Odoo from a document that Odoo
 * cannot process because it crashes the worker or a proxy refuses it. A single failed call looks the same in both
 * cases.
 * - steady: other documents were applied, and none of them had failed alone before;
 * - shaky: a document that had failed alone was applied later, so a failure is weak evidence against a document;
 * - quiet: no other document was applied or failed alone;
 * - down: other documents failed alone too, and none was applied.
 */
export type Others = "steady" | "shaky" | "quiet" | "down";

/**
 * The number of failed calls with only this document after which the document is considered at fault, by the recent
 * results of other documents.
 */
const FAILURES_ALONE: Readonly<Record<Others, number>> = {
  steady: 3,
  shaky: 12,
  quiet: 12,
  down: Number.POSITIVE_INFINITY,
};

/**
 * Returns whether a document that has failed `failedAlone` times in calls of its own becomes an exception instead of
 * waiting for Odoo.
 */
export const isToBlame = (failedAlone: number, others: Others): boolean =>
  failedAlone >= FAILURES_ALONE[others];

/** The time for which results are remembered, in milliseconds. It exceeds the longest wait between two attempts. */
const REMEMBERED_MS = 300_000;

export type Witness = {
  /**
   * Records that Odoo responded to a call to apply these documents. Successful reads do not count, because writing may
   * fail where reading does not.
   */
  passed(ids: readonly string[]): void;
  /** Records that Odoo did not respond to a call with this document alone. */
  failedAlone(id: string): void;
  /** Returns the recent results of all documents except this one. */
  others(id: string): Others;
};

/** Creates a witness, which remembers recent results in the memory of this process. */
export function createWitness(clock: Clock): Witness {
  const failing = new Map<string, number>();
  let passedAt = Number.NEGATIVE_INFINITY;
  let recoveredAt = Number.NEGATIVE_INFINITY;
  const isOfLate = (at: number) => clock().getTime() - at <= REMEMBERED_MS;
  return {
    passed(ids) {
      if (ids.length === 0) return;
      passedAt = clock().getTime();
      for (const id of ids) if (failing.delete(id)) recoveredAt = passedAt;
    },
    failedAlone(id) {
      for (const [other, at] of failing) if (!isOfLate(at)) failing.delete(other);
      failing.set(id, clock().getTime());
    },
    others(id) {
      if (isOfLate(recoveredAt)) return "shaky";
      if (isOfLate(passedAt)) return "steady";
      const failed = [...failing].some(([other, at]) => other !== id && isOfLate(at));
      return failed ? "down" : "quiet";
    },
  };
}
