import { afterEach } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { openConsumer } from "../../../sidecar/broker/consumer.ts";
import type { Publisher } from "../../../sidecar/broker/publisher.ts";
import { openPublisher } from "../../../sidecar/broker/publisher.ts";
import { workQueues } from "../../../sidecar/broker/topology.ts";
import { workBroker } from "../../../sidecar/broker/work-broker.ts";
import { createApplier } from "../../../sidecar/engine/apply/apply.ts";
import { createConnections } from "../../../sidecar/engine/model/connections.ts";
import { createLanes, type LaneName } from "../../../sidecar/engine/model/lanes.ts";
import { startOutbox } from "../../../sidecar/engine/odoo-sync/outbox.ts";
import type { Odoo } from "../../../sidecar/engine/ports/odoo.ts";
import { createDecoder } from "../../../sidecar/engine/receive/decode.ts";
import { createLargeDecoder } from "../../../sidecar/engine/receive/decode-large.ts";
import { createIntake } from "../../../sidecar/engine/receive/intake.ts";
import { startRelay } from "../../../sidecar/engine/receive/relay.ts";
import { workSubscriptions } from "../../../sidecar/engine/receive/work.ts";
import { createWitness } from "../../../sidecar/engine/resilience/blame.ts";
import { startUpkeep } from "../../../sidecar/engine/upkeep/upkeep.ts";
import type { Journal } from "../../../sidecar/journal/journal.ts";
import { testBreaker } from "../../support/breaker.ts";
import { recordedLog } from "../../support/log.ts";
import { readingOf } from "../../support/reading.ts";
import { tinyConnection, tinyFlow, tinyFormat } from "../../support/tiny.ts";

type Given = {
  journal: Journal;
  amqpUrl: string;
  odoo: Pick<Odoo, "read" | "apply">;
  /** What the relay is given instead of the real journal's step and the real broker. */
  relayOnce?: Journal["relayOnce"];
  publish?: (real: Publisher["publish"]) => Publisher["publish"];
};

const calls = { critical: 2, standard: 4, bulk: 1, contended: 1 };
const running: (() => Promise<void>)[] = [];
/** Stops the pipelines of a test. */
export function stopPipelinesAfterEach(): void {
  afterEach(async () => {
    for (const stop of running.splice(0)) await stop();
  });
}

/** The engine's parts as `composition/` puts them together, with the smallest format and flow; only Odoo is another. */
export async function startPipeline({ journal, amqpUrl, odoo, ...given }: Given) {
  const log = recordedLog();
  const clock = () => new Date();
  const isTimeSure = () => true;
  const connections = createConnections({
    version: "1",
    connections: [tinyConnection()],
  });
  const [formats, flows] = [[tinyFormat()], [tinyFlow()]];
  const { cut, decode: decodeBody, openDecode } = readingOf(formats);
  const publisher = await openPublisher(amqpUrl, log);
  const publish = given.publish?.(publisher.publish) ?? publisher.publish;
  const broker = workBroker({ connected: publisher.connected, publish });
  const relay = startRelay({ relayOnce: given.relayOnce ?? journal.relayOnce }, broker, log);
  const { drained } = publisher;
  const onQueued = () => relay.nudge();
  const upkeep = startUpkeep({ journal, drained, leads: () => true, isTimeSure, onQueued, log });
  const breaker = testBreaker({
    onClose: () => void journal.hastenWaiting("odoo").then(() => upkeep.nudge()),
  });
  const intake = createIntake({ journal, cut, onStored: () => relay.nudge(), log });
  const onDecoded = () => relay.nudge();
  const decoding = { journal, connections, formats, flows, clock, onDecoded, log };
  const large = createLargeDecoder({ ...decoding, openDecode });
  const decode = createDecoder({ ...decoding, decodeBody, large });
  const random = () => 0; // the shortest waits
  const onSettled = () => relay.nudge();
  const lanes = createLanes({ calls, largest: 20, fillMs: 20 });
  const witness = createWitness(clock);
  const applying = {
    journal,
    odoo,
    connections,
    flows,
    formats,
    breaker,
    witness,
    clock,
    isTimeSure,
    random,
    onSettled,
    log,
  };
  const apply = (way: LaneName) => createApplier({ ...applying, size: lanes[way].size });
  const outbox = startOutbox(
    {
      journal,
      odoo: { outboxTake: async () => [], outboxReport: async () => {} },
      connections,
      refreshConnections: async () => {},
      flows,
      breaker,
      carryOut: async () => null,
      newTraceId: () => "f".repeat(32),
      clock,
      onTaken: () => {},
      log,
    },
    100,
  );
  const consumer = await openConsumer(
    amqpUrl,
    workSubscriptions({ queuesOf: workQueues, decode, apply, lanes, largest: 20, log }),
    log,
  );
  await eventually("the broker is connected", () => publisher.connected() && consumer.connected());
  running.push(async () => {
    await Promise.all([outbox.stop(), upkeep.stop()]);
    await consumer.close();
    await relay.stop();
    await publisher.close();
  });
  return {
    log,
    /** Takes in one body, as a partner's delivery. */
    deliver: async (body: string) => {
      const [accepted] = await intake({
        connection: "tiny",
        transport: "https",
        contentType: null,
        headers: {},
        sender: null,
        body: Buffer.from(body),
        traceId: "0af7651916cd43dd8448eb211c80319c",
      });
      return accepted;
    },
  };
}
