/** How one call of Odoo went. `documents` is how many it carried, `milliseconds` how long it took. */
export type CallReport = {
  readonly documents: number;
  readonly milliseconds: number;
  /** Odoo was not there, refused the call, lost it to a lock, or found half of it or more planned from a stale read. */
  readonly failed: boolean;
};

export type BatchSize = {
  /** Documents that the next call carries at most. */
  current(): number;
  report(call: CallReport): void;
};

/**
 * Finds how many documents Odoo takes well in one call: a few more after each full call that was quick, half as many after one
 * that failed or was slow (additive increase, multiplicative decrease). It never goes below one or above the largest.
 * @param slowMs a call that takes longer is too large; between half of it and it, the size stays
 */
export function createBatchSize(largest: number, slowMs: number): BatchSize {
  const step = Math.max(1, Math.round(largest / 10));
  let size = Math.min(largest, 20);
  return {
    current: () => size,
    report: ({ documents, milliseconds, failed }) => {
      // A small call that fails or is slow tells nothing about the size of larger ones.
      if ((failed || milliseconds > slowMs) && documents > 1)
        size = Math.max(1, Math.floor(Math.min(size, documents) / 2));
      else if (!failed && documents >= size && milliseconds < slowMs / 2)
        // From far down it comes up in small steps: where documents compete, the next one more is one too many.
        size = Math.min(largest, size + Math.min(step, Math.max(1, Math.floor(size / 2))));
    },
  };
}
