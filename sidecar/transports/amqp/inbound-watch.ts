import type { Clock } from "../../engine/ports/runtime.ts";

/** The state of `suture.inbound`. Messages are processed one at a time, so one that cannot be stored blocks all others. */
export type InboundWatch = {
  began(): void;
  failed(): void;
  ended(): void;
  observe(): {
    /** The number of seconds since processing of the current message began; 0 if there is none. */
    readonly stuckSeconds: number;
    /** The number of failed attempts since the start. */
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
