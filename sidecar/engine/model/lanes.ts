import type { Flow } from "../../flows/flow.ts";
import type { ConfiguredConnection } from "../ports/connection.ts";
import { type BatchSize, createBatchSize } from "../resilience/batch-size.ts";
import { createGate, type Gate } from "../resilience/gate.ts";

/** Ways into Odoo: the three lanes, and the one of documents that compete for the same records. Each has its own queues. */
export const LANES = ["critical", "standard", "bulk", "contended"] as const;
export type LaneName = (typeof LANES)[number];

/** Calls that take longer are made smaller. Milliseconds; an urgent document must not wait for a long call of its own lane. */
const SLOW_MS: Readonly<Record<LaneName, number>> = {
  critical: 1000,
  standard: 3000,
  bulk: 8000,
  contended: 3000,
};

export type Lane = {
  /** Calls of Odoo at a time. No lane waits for another's. */
  readonly gate: Gate;
  readonly size: BatchSize;
  /** How long a batch is filled while others are under way. Milliseconds. */
  readonly fillMs: number;
};
export type Lanes = Readonly<Record<LaneName, Lane>>;

/** Returns the lane of a document: non-critical documents of a connection with *Bulk Lane* use the bulk lane. */
export const laneOf = (
  flow: Pick<Flow, "lane">,
  connection: Pick<ConfiguredConnection, "bulk">,
): Flow["lane"] => (connection.bulk && flow.lane === "standard" ? "bulk" : flow.lane);

export type LaneSettings = {
  /** Calls of Odoo at a time, for each way. */
  readonly calls: Readonly<Record<LaneName, number>>;
  /** Documents in one call at most. */
  readonly largest: number;
  readonly fillMs: number;
};

export function createLanes({ calls, largest, fillMs }: LaneSettings): Lanes {
  const lane = (way: LaneName): Lane => ({
    gate: createGate(calls[way]),
    size: createBatchSize(largest, SLOW_MS[way]),
    fillMs: way === "critical" ? 0 : fillMs,
  });
  return {
    critical: lane("critical"),
    standard: lane("standard"),
    bulk: lane("bulk"),
    contended: lane("contended"),
  };
}

/** What the lanes do just now, as gauges. */
export type LaneGauge = {
  readonly way: LaneName;
  readonly batchSize: number;
  readonly calls: number;
  readonly waiting: number;
};
export const observeLanes = (lanes: Lanes): LaneGauge[] =>
  LANES.map((way) => ({
    way,
    batchSize: lanes[way].size.current(),
    calls: lanes[way].gate.running(),
    waiting: lanes[way].gate.waiting(),
  }));
