import type { DocumentState, Lane } from "../records.ts";
import type { Work } from "./broker.ts";

/** The state of a sidecar and its components, as shown in Odoo and in the metrics. */

/**
 * The states of a circuit breaker.
 * - closed: calls are made, and their outcomes are recorded;
 * - open: no call is made until a probe is due;
 * - half-open: a probe is running; its outcome closes the breaker or opens it again, for longer.
 */
export type BreakerState = "closed" | "open" | "half-open";

export type BreakerHealth = {
  /** "odoo", a connection's code for its primary route, or "<code>/fallback" for its fallback. */
  readonly target: string;
  readonly state: BreakerState;
  readonly since: Date | null;
  readonly nextAttemptAt: Date | null;
};

/** The state of a sidecar. Unknown values are null. */
export type SidecarHealth = {
  /** The host name and the port, which stay the same after a restart. */
  readonly instance: string;
  readonly version: string;
  readonly startedAt: Date;
  readonly lanes: readonly {
    readonly lane: Work;
    /**
     * The number of unfinished documents, except exceptions and documents that wait for approval; for "decode", the
     * number of undecoded messages.
     */
    readonly documents: number | null;
    readonly oldestSeconds: number | null;
    /** The number of references that the broker has not delivered yet. */
    readonly queued: number | null;
    readonly calls: number | null;
    readonly partitions: number | null;
  }[];
  readonly deadLetters: number | null;
  readonly waitingForOdoo: number | null;
  readonly breakers: readonly BreakerHealth[];
  readonly parts: Readonly<Record<"journal" | "broker" | "odoo" | "configuration" | "clock", "up" | "down">>;
};

/** The number of unfinished items, and the age of the oldest in seconds. */
export type Amount = { readonly count: number; readonly oldestSeconds: number };
export type Backlog = {
  readonly documents: readonly (Amount & {
    readonly lane: Lane;
    readonly state: DocumentState;
    readonly reason: string;
  })[];
  /**
   * "undecoded": messages that are not decoded yet. "unpublished …": rows that are not published to the broker yet.
   * "delivery": deliveries that are due or wait for their next attempt. "unshown": documents whose latest change Odoo
   * does not show.
   */
  readonly others: readonly (Amount & { readonly what: BacklogName })[];
};
export type BacklogName =
  | "undecoded"
  | "unpublished message"
  | "unpublished document"
  | "unpublished event"
  | "delivery"
  | "unshown";
