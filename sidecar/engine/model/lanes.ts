import type { Flow } from "../../flows/flow.ts";
import type { ConfiguredConnection } from "../ports/connection.ts";
import { type BatchSize, createBatchSize } from "../resilience/batch-size.ts";
import { createGate, type Gate } from "../resilience/gate.ts";

/**
 * The lanes: three for urgency, and `contended` for documents that compete for the same records. Each has its own
 * queues.
 */
export const LANES = ["critical", "standard", "bulk", "contended"] as const;
export type LaneName = (typeof LANES)[number];

/**
 * The duration of a call to Odoo, in milliseconds, above which the next calls of the lane contain fewer documents, so
 * that a document does not wait long for an earlier call of its lane.
 */
const SLOW_MS: Readonly<Record<LaneName, number>> = {
  critical: 1000,
  standard: 3000,
  bulk: 8000,
  contended: 3000,
};

export type Lane = {
  /** Limits the concurrent calls to Odoo. Lanes do not wait for each other. */
  readonly gate: Gate;
  readonly size: BatchSize;
  /** The time in milliseconds that a batch waits for more documents while another batch is being processed. */
  readonly fillMs: number;
};
export type Lanes = Readonly<Record<LaneName, Lane>>;

/**
 * Returns the lane for documents of a flow on a connection: the flow's own lane, or the bulk lane if the flow is a
 * standard one and *Bulk Lane* is switched on for the connection.
 */
export const laneOf = (
  flow: Pick<Flow, "lane">,
  connection: Pick<ConfiguredConnection, "bulk">,
): Flow["lane"] => (connection.bulk && flow.lane === "standard" ? "bulk" : flow.lane);

export type LaneSettings = {
  /** The maximum number of concurrent calls to Odoo for each lane. */
  readonly calls: Readonly<Record<LaneName, number>>;
  /** The maximum number of documents in one call. */
  readonly largest: number;
  readonly fillMs: number;
};

export function createLanes({ calls, largest, fillMs }: LaneSettings): Lanes {
  const createLane = (lane: LaneName): Lane => ({
    gate: createGate(calls[lane]),
    size: createBatchSize(largest, SLOW_MS[lane]),
    fillMs: lane === "critical" ? 0 : fillMs,
  });
  return {
    critical: createLane("critical"),
    standard: createLane("standard"),
    bulk: createLane("bulk"),
    contended: createLane("contended"),
  };
}

/**
 * The current load of a lane: the maximum number of documents in its next call, the number of running calls to Odoo,
 * and the number of batches that wait to make a call.
 */
export type LaneGauge = {
  readonly lane: LaneName;
  readonly batchSize: number;
  readonly calls: number;
  readonly waiting: number;
};
export const observeLanes = (lanes: Lanes): LaneGauge[] =>
  LANES.map((lane) => ({
    lane,
    batchSize: lanes[lane].size.current(),
    calls: lanes[lane].gate.running(),
    waiting: lanes[lane].gate.waiting(),
  }));
