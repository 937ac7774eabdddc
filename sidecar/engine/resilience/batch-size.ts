/** The result of one call to Odoo: the number of documents in it, its duration, and whether it failed. */
export type CallReport = {
  readonly documents: number;
  readonly milliseconds: number;
  /**
   * Whether Odoo was unreachable, refused the call, aborted it because of a lock, or reported at least half of the
   * plans as stale.
   */
  readonly failed: boolean;
};

export type BatchSize = {
  /** Returns the maximum number of documents for the next call. */
  current(): number;
  report(call: CallReport): void;
};

/**
 * Creates a controller that adapts the number of documents in a call to Odoo. The number increases slightly after each
 * full call that was quick, and is halved after a call that failed or was slow (additive increase, multiplicative
 * decrease). The size stays between 1 and `largest`.
 * @param slowMs the duration, in milliseconds, above which a call was too large; if a call takes at least half of it,
 * the size is not increased
 */
export function createBatchSize(largest: number, slowMs: number): BatchSize {
  const step = Math.max(1, Math.round(largest / 10));
  let size = Math.min(largest, 20);
  return {
    current: () => size,
    report: ({ documents, milliseconds, failed }) => {
      // A single document that fails or is slow says nothing about the size of calls.
      if ((failed || milliseconds > slowMs) && documents > 1)
        size = Math.max(1, Math.floor(Math.min(size, documents) / 2));
      else if (!failed && documents >= size && milliseconds < slowMs / 2)
        // A small size grows by small steps: if documents compete, a larger step would exceed the best size.
        size = Math.min(largest, size + Math.min(step, Math.max(1, Math.floor(size / 2))));
    },
  };
}
