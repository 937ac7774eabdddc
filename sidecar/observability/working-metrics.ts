import { Gauge, type Registry } from "prom-client";
import type { LaneGauge } from "../engine/model/lanes.ts";
import type { QueueDepths } from "../engine/ports/broker.ts";
import type { BreakerHealth } from "../engine/ports/health.ts";

/**
 * The use of the memory for bodies. `room` distinguishes the memory for authenticated senders ("proven") from the memory for
 * others ("unproven"). `refused` is the number of refused bodies since the start of the sidecar.
 */
export type RoomGauge = {
  readonly room: "proven" | "unproven";
  readonly bodies: number;
  readonly bytes: number;
  readonly refused: number;
};
/**
 * The numbers of a listener's sockets: `unproven` counts the sockets whose peers have not proven themselves yet, `proven` the
 * sockets that are served (see `Places`).
 */
export type SocketGauge = {
  readonly door: string;
  readonly unproven: number;
  readonly proven: number;
};
/** The functions that return the current values of the metrics. */
export type WorkingSources = {
  readonly lanes: () => readonly LaneGauge[];
  /** Returns how many queues of each kind of work are assigned to this sidecar. */
  readonly partitions: () => Readonly<Record<string, number>>;
  readonly rooms: () => readonly RoomGauge[];
  readonly sockets: () => readonly SocketGauge[];
  readonly breakers: () => Promise<readonly BreakerHealth[]>;
  readonly depths: () => Promise<QueueDepths>;
  readonly inbound: () => { readonly stuckSeconds: number; readonly retries: number };
};

type Rows<Label extends string> = readonly (readonly [Record<Label, string>, number])[];

/**
 * Registers gauges of the sidecar's current work, which are read on each scrape: lanes, queues, endpoints, and circuit breakers.
 */
export function workingMetrics(registry: Registry, sources: WorkingSources): void {
  const gauge = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    rows: () => Rows<Label> | Promise<Rows<Label>>,
  ) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        this.reset();
        // If a value cannot be read, it is missing instead of outdated.
        for (const [labels, value] of await Promise.resolve(rows()).catch(() => [])) this.set(labels, value);
      },
    });
  const ofLane = (name: string, help: string, value: (lane: LaneGauge) => number) =>
    gauge(name, help, ["lane"], () => sources.lanes().map((lane) => [{ lane: lane.lane }, value(lane)]));
  const ofRoom = (name: string, help: string, value: (room: RoomGauge) => number) =>
    gauge(name, help, ["room"], () => sources.rooms().map((room) => [{ room: room.room }, value(room)]));

  ofLane("suture_lane_calls", "Running calls to Odoo.", ({ calls }) => calls);
  ofLane("suture_lane_waiting", "Batches that wait for capacity in their lane.", ({ waiting }) => waiting);
  ofLane(
    "suture_lane_batch_size",
    "Current maximum number of documents in one call.",
    ({ batchSize }) => batchSize,
  );
  gauge("suture_partitions", "Queues assigned to this sidecar.", ["work"], () =>
    Object.entries(sources.partitions()).map(([work, count]) => [{ work }, count]),
  );
  ofRoom("suture_intake_bodies", "Bodies being stored.", ({ bodies }) => bodies);
  ofRoom("suture_intake_bytes", "Bytes being received.", ({ bytes }) => bytes);
  ofRoom(
    "suture_intake_turned_away",
    "Bodies refused for lack of capacity, since start.",
    (room) => room.refused,
  );
  gauge("suture_sockets", "Open connections: unproven or proven.", ["door", "state"], () =>
    sources
      .sockets()
      .flatMap(({ door, unproven, proven }) => [
        [{ door, state: "unproven" }, unproven] as const,
        [{ door, state: "proven" }, proven] as const,
      ]),
  );
  gauge(
    "suture_breaker_open",
    "1 while the circuit breaker of a target is open, otherwise 0. Targets: odoo, and the routes of connections with recent failures.",
    ["target"],
    async () =>
      (await sources.breakers()).map(({ target, state }) => [{ target }, state === "closed" ? 0 : 1]),
  );
  const ofInbound = (
    name: string,
    help: string,
    value: (of: { stuckSeconds: number; retries: number }) => number,
  ) => gauge(name, help, [], () => [[{}, value(sources.inbound())]]);
  ofInbound(
    "suture_inbound_stuck_seconds",
    "How long the current message of suture.inbound has been retried; 0 if there is none.",
    ({ stuckSeconds }) => stuckSeconds,
  );
  ofInbound(
    "suture_inbound_retries",
    "Failed attempts to store a message of suture.inbound, since start.",
    ({ retries }) => retries,
  );
  gauge("suture_queue_messages", "Messages that the broker has not delivered.", ["queue"], async () =>
    Object.entries((await sources.depths()) ?? {}).map(([queue, count]) => [{ queue }, count]),
  );
}
