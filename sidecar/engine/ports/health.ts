import type { DocumentState, Lane } from "../records.ts";
import type { Work } from "./broker.ts";

/** The state of a sidecar and its parts, as Odoo and the metrics show it. */

/**
 * When calls of a target stop, and when one is made to see whether it is back.
 * - closed: calls go through, and their outcomes are remembered;
 * - open: none is made, until a probe is due;
 * - half-open: one is under way as a probe; its outcome closes the breaker or opens it again, for longer.
 */
export type BreakerState = "closed" | "open" | "half-open";

export type BreakerHealth = {
  /** "odoo", or a connection's code, with the name of its route where there are several. */
  readonly target: string;
  readonly state: BreakerState;
  readonly since: Date | null;
  readonly nextAttemptAt: Date | null;
};

/** The state of a sidecar. What it does not know is null. */
export type SidecarHealth = {
  /** The host name and the port: the same after a restart. */
  readonly instance: string;
  readonly version: string;
  readonly startedAt: Date;
  readonly lanes: readonly {
    readonly lane: Work;
    /** Unfinished documents that do not wait for a person, and the age of the oldest. */
    readonly documents: number | null;
    readonly oldestSeconds: number | null;
    /** References that the broker has not handed out. */
    readonly queued: number | null;
    readonly calls: number | null;
    readonly partitions: number | null;
  }[];
  readonly deadLetters: number | null;
  readonly waitingForOdoo: number | null;
  readonly breakers: readonly BreakerHealth[];
  readonly parts: Readonly<Record<"journal" | "broker" | "odoo" | "configuration" | "clock", "up" | "down">>;
};

/** How many unfinished items there are, and the age of the oldest in seconds. */
export type Amount = { readonly count: number; readonly oldestSeconds: number };
export type Backlog = {
  readonly documents: readonly (Amount & {
    readonly lane: Lane;
    readonly state: DocumentState;
    readonly reason: string;
  })[];
  /**
   * "undecoded": messages that were not decoded yet. "unpublished …": the broker does not have their reference. "delivery":
   * due or waiting to be. "unshown": documents whose latest change Odoo does not show.
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
