import type { Clock } from "../ports/runtime.ts";

/**
 * Tells an Odoo that is away from a document that it cannot take: one that brings its worker down, or that a proxy in between refuses.
 * Both look the same in one call. What tells them apart is what becomes of the others.
 *
 * - steady: others pass, and nothing that failed alone has passed since;
 * - shaky: what failed alone has passed since, so a failure says little;
 * - quiet: nobody else was there;
 * - down: others fail alone too, and none passes.
 */
export type Others = "steady" | "shaky" | "quiet" | "down";

/** How often a document fails alone before it is to blame, by what became of others meanwhile. */
const FAILURES_ALONE: Readonly<Record<Others, number>> = {
  steady: 3,
  shaky: 12,
  quiet: 12,
  down: Number.POSITIVE_INFINITY,
};

/** Decides whether a document that has failed alone this often becomes an exception instead of waiting for Odoo. */
export const isToBlame = (failedAlone: number, others: Others): boolean =>
  failedAlone >= FAILURES_ALONE[others];

/** How long it counts what became of a document. Longer than the longest wait between two attempts. */
const REMEMBERED_MS = 300_000;

export type Witness = {
  /** Odoo has answered for these when they were to be applied. To read for one proves nothing: writing may fail where reading does not. */
  passed(ids: readonly string[]): void;
  /** Odoo has not answered for this one, which was alone in the call. */
  failedAlone(id: string): void;
  /** What became of all but this one of late. */
  others(id: string): Others;
};

/** Remembers what became of documents of late, in this process. */
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
