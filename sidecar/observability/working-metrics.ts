import { Gauge, type Registry } from "prom-client";
import type { LaneGauge } from "../engine/model/lanes.ts";
import type { QueueDepths } from "../engine/ports/broker.ts";
import type { BreakerHealth } from "../engine/ports/health.ts";

/** How full a door's room is; `refused` counts since the start. */
export type RoomGauge = {
  readonly room: "proven" | "unproven";
  readonly bodies: number;
  readonly bytes: number;
  readonly refused: number;
};
/** Connections of a listener: those that have proven nothing yet, and those that are served. */
export type SocketGauge = {
  readonly door: string;
  readonly unproven: number;
  readonly proven: number;
};
export type WorkingSources = {
  readonly lanes: () => readonly LaneGauge[];
  /** Queues of each kind of work that this sidecar is to work. */
  readonly partitions: () => Readonly<Record<string, number>>;
  readonly rooms: () => readonly RoomGauge[];
  readonly sockets: () => readonly SocketGauge[];
  readonly breakers: () => Promise<readonly BreakerHealth[]>;
  readonly depths: () => Promise<QueueDepths>;
  readonly inbound: () => { readonly stuckSeconds: number; readonly retries: number };
};

type Rows<Label extends string> = readonly (readonly [Record<Label, string>, number])[];

/** Gauges of what this sidecar does just now: its lanes, its doors, and whom it does not call. Read when somebody asks. */
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
        // While a part is away nothing is told of it, rather than something old.
        for (const [labels, value] of await Promise.resolve(rows()).catch(() => [])) this.set(labels, value);
      },
    });
  const ofLane = (name: string, help: string, value: (lane: LaneGauge) => number) =>
    gauge(name, help, ["lane"], () => sources.lanes().map((lane) => [{ lane: lane.way }, value(lane)]));
  const ofRoom = (name: string, help: string, value: (room: RoomGauge) => number) =>
    gauge(name, help, ["room"], () => sources.rooms().map((room) => [{ room: room.room }, value(room)]));

  ofLane("suture_lane_calls", "Calls of Odoo under way.", ({ calls }) => calls);
  ofLane(
    "suture_lane_waiting",
    "Batches that wait for a call of their lane to end.",
    ({ waiting }) => waiting,
  );
  ofLane("suture_lane_batch_size", "Documents in one call at most, just now.", ({ batchSize }) => batchSize);
  gauge("suture_partitions", "Queues that this sidecar is to work.", ["work"], () =>
    Object.entries(sources.partitions()).map(([work, count]) => [{ work }, count]),
  );
  ofRoom("suture_intake_bodies", "Bodies that are being stored.", ({ bodies }) => bodies);
  ofRoom("suture_intake_bytes", "Bytes that are being taken in.", ({ bytes }) => bytes);
  ofRoom(
    "suture_intake_turned_away",
    "Requests for which there was no room, since the start.",
    (room) => room.refused,
  );
  gauge("suture_sockets", "Connections that are open: unproven or proven.", ["door", "state"], () =>
    sources
      .sockets()
      .flatMap(({ door, unproven, proven }) => [
        [{ door, state: "unproven" }, unproven] as const,
        [{ door, state: "proven" }, proven] as const,
      ]),
  );
  gauge(
    "suture_breaker_open",
    "1 while a target is not called, else 0: odoo, or a connection whose partner did not answer lately.",
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
    "How long the message of suture.inbound at hand is being taken in; 0: none is.",
    ({ stuckSeconds }) => stuckSeconds,
  );
  ofInbound(
    "suture_inbound_retries",
    "Tries to take in a message of suture.inbound that failed, since the start.",
    ({ retries }) => retries,
  );
  gauge("suture_queue_messages", "What the broker has not handed out.", ["queue"], async () =>
    Object.entries((await sources.depths()) ?? {}).map(([queue, count]) => [{ queue }, count]),
  );
}
