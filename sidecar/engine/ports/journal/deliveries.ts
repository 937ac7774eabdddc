import type { Term } from "../../../terms/term.ts";
import type { Words } from "../../../terms/words.ts";
import type { Circuit, Delivery, NewEvent } from "../../records.ts";
import type { DeliveryRoute } from "../connection.ts";
import type { DeliveryWriter } from "./messages.ts";

/** What the journal does with deliveries and with the circuits of the partners they go to. */

/** Which of a connection's deliveries to take. */
export type Taking = {
  readonly connection: string;
  /** The name of its circuit. */
  readonly target: string;
  readonly route: DeliveryRoute;
  readonly limit: number;
  readonly leaseSeconds: number;
  /** Takes only the oldest waiting document, so that none overtakes another. Acknowledgements need no order. */
  readonly inOrder: boolean;
  /** Documents waiting since before this time take the fallback; null: there is none. */
  readonly fallbackBefore: Date | null;
};

/** `probing`: the circuit is open, and this one delivery finds out whether the target answers again. */
export type Taken = { readonly deliveries: readonly Delivery[]; readonly probing: boolean };

export type DeliveryOutcome =
  | { readonly state: "done" }
  | { readonly state: "queued"; readonly at: Date; readonly error: Term }
  /** Given back without an attempt. */
  | { readonly state: "queued"; readonly at: Date; readonly error: null }
  | { readonly state: "failed"; readonly error: Term; readonly documentId?: string | null };

/** The reason shown on documents that wait for a partner without an attempt of their own. */
export type TargetUnreachable = {
  readonly reasonCode: string;
  readonly reason: Words;
  readonly suggestion: Words;
};

export type DeliveryJournal = {
  /** Encodes a document and stores its bytes for delivery; does nothing when it has a queued delivery or is finished. */
  storeDispatch(documentId: string, writer: DeliveryWriter): Promise<void>;
  /** Returns the connections that have deliveries due. */
  dueConnections(): Promise<string[]>;
  /** Leases due deliveries of a connection and route, oldest first. While its circuit is open, at most one probe. */
  takeDeliveries(taking: Taking): Promise<Taken>;
  /** Leases queued deliveries that are older than the given time. */
  expiredDeliveries(before: Date, limit: number, leaseSeconds: number): Promise<Delivery[]>;
  /** Enters an outcome, unless the lease was lost meanwhile; "done" always counts. @returns whether it was entered */
  settleDelivery(delivery: Pick<Delivery, "id" | "attempts">, outcome: DeliveryOutcome): Promise<boolean>;
  /**
   * Enters that the partner took a delivery, and settles its document: done, with its acknowledgement awaited until
   * `acknowledgementDue`. `note` replaces the document's note unless null.
   */
  delivered(
    delivery: Pick<Delivery, "id" | "attempts" | "documentId">,
    acknowledgementDue: Date | null,
    events: readonly NewEvent[],
    note?: Words | null,
  ): Promise<void>;
  /** Shows on the documents behind an open circuit that they wait, and until when. @returns how many changed */
  showWaiting(connection: string, away: TargetUnreachable): Promise<number>;
};

/** A connection's circuit as Odoo shows it. */
export type CircuitReport = Pick<Circuit, "openSince" | "probeAt"> & {
  readonly target: string;
  readonly reason: Term | null;
};

export type CircuitJournal = {
  /** Enters a failed call of a target; concurrent failures are counted one after the other. */
  targetFailed(
    target: string,
    change: (circuit: Circuit) => Circuit,
    reason: Term,
  ): Promise<{ before: Circuit; after: Circuit }>;
  /** Enters that a target answered, and ends the wait of its deliveries. @returns whether its circuit was open */
  targetAnswered(target: string, change: (circuit: Circuit) => Circuit): Promise<boolean>;
  /** Returns every target with recent failures. */
  watchedCircuits(): Promise<Omit<CircuitReport, "reason">[]>;
  /** Returns the circuits of connections whose state Odoo does not show yet. */
  unreportedCircuits(): Promise<CircuitReport[]>;
  /** Marks circuits as shown; one that changed since stays unreported. */
  markCircuitsReported(circuits: readonly CircuitReport[]): Promise<void>;
};
