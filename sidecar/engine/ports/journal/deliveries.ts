import type { Term } from "../../../terms/term.ts";
import type { Words } from "../../../terms/words.ts";
import type { Circuit, Delivery, NewEvent } from "../../records.ts";
import type { DeliveryRoute } from "../connection.ts";
import type { DeliveryWriter } from "./messages.ts";

/** The journal's operations for deliveries, and for the circuit breakers of their targets. */

/** The criteria for the deliveries to claim. */
export type Taking = {
  readonly connection: string;
  /** The name of the target's circuit breaker. */
  readonly target: string;
  readonly route: DeliveryRoute;
  readonly limit: number;
  readonly leaseSeconds: number;
  /**
   * Whether the connection's documents must be delivered in order. If true, only the oldest delivery of a document is
   * claimed. Acknowledgements are claimed in any case.
   */
  readonly inOrder: boolean;
  /**
   * Deliveries of documents whose attempts began before this time (see `Delivery.since`) use the fallback. If null, no
   * delivery may use it.
   */
  readonly fallbackBefore: Date | null;
};

/**
 * The claimed deliveries. If `probing` is true, the target's circuit is open, and there is at most one delivery, which
 * probes the target.
 */
export type Taken = { readonly deliveries: readonly Delivery[]; readonly probing: boolean };

export type DeliveryOutcome =
  | { readonly state: "done" }
  | { readonly state: "queued"; readonly at: Date; readonly error: Term }
  /** The delivery is released without counting the attempt. */
  | { readonly state: "queued"; readonly at: Date; readonly error: null }
  | { readonly state: "failed"; readonly error: Term; readonly documentId?: string | null };

/**
 * The reason that is shown on documents that wait because their partner is unreachable, although they have not been
 * attempted themselves.
 */
export type TargetUnreachable = {
  readonly reasonCode: string;
  readonly reason: Words;
  readonly suggestion: Words;
};

export type DeliveryJournal = {
  /**
   * Encodes a document and stores its bytes for delivery. Does nothing if the document has a queued delivery or is
   * done.
   */
  storeDispatch(documentId: string, writer: DeliveryWriter): Promise<void>;
  /** Returns the codes of the connections that have due deliveries. */
  dueConnections(): Promise<string[]>;
  /**
   * Leases the due deliveries of a connection and route, oldest first. While the target's circuit is open, leases at
   * most one delivery, as a probe.
   */
  takeDeliveries(taking: Taking): Promise<Taken>;
  /**
   * Leases queued deliveries whose attempts began before the given time (see `Delivery.since`), so that only one
   * sidecar gives up on each.
   */
  expiredDeliveries(before: Date, limit: number, leaseSeconds: number): Promise<Delivery[]>;
  /**
   * Records the outcome of a delivery. "done" is always recorded; other outcomes only if no other sidecar has claimed
   * the delivery meanwhile.
   * @returns whether it was recorded
   */
  settleDelivery(delivery: Pick<Delivery, "id" | "attempts">, outcome: DeliveryOutcome): Promise<boolean>;
  /**
   * Records that the partner accepted a delivery, and settles its document as done. `acknowledgementDue` is the time by
   * which an acknowledgement is expected, or null if none is expected. `note` replaces the document's note unless it is
   * null.
   */
  delivered(
    delivery: Pick<Delivery, "id" | "attempts" | "documentId">,
    acknowledgementDue: Date | null,
    events: readonly NewEvent[],
    note?: Words | null,
  ): Promise<void>;
  /**
   * Marks the connection's documents whose route has an open circuit as waiting for the partner until the next probe.
   * @returns the number of documents changed
   */
  showWaiting(connection: string, away: TargetUnreachable): Promise<number>;
};

/** The state of a route's circuit breaker, for display in Odoo. */
export type CircuitReport = Pick<Circuit, "openSince" | "probeAt"> & {
  readonly target: string;
  readonly reason: Term | null;
};

export type CircuitJournal = {
  /**
   * Records a failed call to a target by replacing its circuit with the result of `change`. Concurrent failures are
   * recorded one after the other.
   * @returns the circuit before and after
   */
  targetFailed(
    target: string,
    change: (circuit: Circuit) => Circuit,
    reason: Term,
  ): Promise<{ before: Circuit; after: Circuit }>;
  /**
   * Records a response from a target by replacing its circuit with the result of `change`. If the circuit was open,
   * makes the target's waiting deliveries due now.
   * @returns whether its circuit was open
   */
  targetAnswered(target: string, change: (circuit: Circuit) => Circuit): Promise<boolean>;
  /** Returns the circuits that are open or have a recent failure. */
  watchedCircuits(): Promise<Omit<CircuitReport, "reason">[]>;
  /** Returns the circuits of primary routes whose state Odoo does not show yet. */
  unreportedCircuits(): Promise<CircuitReport[]>;
  /** Marks circuits as reported. A circuit that has changed since remains unreported. */
  markCircuitsReported(circuits: readonly CircuitReport[]): Promise<void>;
};
