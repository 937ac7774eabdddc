import type { Clock } from "../../engine/ports/runtime.ts";

/**
 * Observes the consumer of `suture.inbound`. It processes messages one at a time, so one that cannot be stored blocks all others.
 */
export type InboundWatch = {
  began(): void;
  failed(): void;
  ended(): void;
  observe(): {
    /** The number of seconds since processing of the current message began. 0 if none is being processed. */
    readonly stuckSeconds: number;
    /** The number of failed attempts since the sidecar started. */
    readonly retries: number;
  };
};

export function createInboundWatch(clock: Clock): InboundWatch {
  let since: number | null = null;
  let retries = 0;
  return {
    began: () => {
      since = clock().getTime();
    },
    failed: () => {
      retries += 1;
    },
    ended: () => {
      since = null;
    },
    observe: () => ({
      stuckSeconds: since === null ? 0 : Math.max(0, (clock().getTime() - since) / 1000),
      retries,
    }),
  };
}
