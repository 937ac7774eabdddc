import { openConsumer } from "../broker/consumer.ts";
import { workQueues } from "../broker/topology.ts";
import { createApplier } from "../engine/apply/apply.ts";
import { createLanes, type LaneName, type Lanes } from "../engine/model/lanes.ts";
import { createDecoder } from "../engine/receive/decode.ts";
import { createLargeDecoder } from "../engine/receive/decode-large.ts";
import { workSubscriptions } from "../engine/receive/work.ts";
import { createWitness } from "../engine/resilience/blame.ts";
import { startSharing } from "../engine/upkeep/members.ts";
import { measuredWork } from "../observability/measured.ts";
import type { Base } from "./base.ts";
import { startHealth } from "./health.ts";
import type { IntakeParts } from "./intake.ts";
import { type Loops, startLoops } from "./loops.ts";
import { nudge } from "./nudge.ts";
import { startOutboxWith } from "./outbox.ts";
import { laneSettings } from "./settings.ts";
import { refuseTopology } from "./topology-check.ts";

/**
 * Starts processing: the loops that run on a timer, the loop that reads Odoo's outbox, and the consumers of the broker's queues.
 */
export async function startWork(base: Base, intake: IntakeParts) {
  const { settings, lifecycle, members, log } = base;
  const loops = startLoops(base, intake);
  const { preview, outbox } = startOutboxWith(base, loops, intake.reading);
  const lanes = createLanes(laneSettings(settings));
  const subscriptions = subscriptionsOf(base, intake, loops, lanes);
  const consumer = await openConsumer(settings.SUTURE_AMQP_URL, subscriptions, log, refuseTopology);
  lifecycle.onStop("finish", "the consumers of the queues", () => consumer.close());
  const queues = subscriptions.map(({ queue }) => queue);
  lifecycle.runs("stop accepting", "sharing", startSharing(consumer, members, queues, log));
  const working = { breaker: loops.breaker, consumer, lanes, queues };
  lifecycle.runs("stop accepting", "health", startHealth(base, working));
  return {
    ...working,
    preview,
    outbox,
    /** Makes the loops concerned run now. Called after an operator has queued documents or deliveries. */
    onReplay: () => nudge(base.relay, loops.deliveries, loops.reporter),
  };
}
export type Work = Awaited<ReturnType<typeof startWork>>;

/**
 * Returns the subscriptions to all queues: the queue of messages from other systems, the queues of messages to decode, and the
 * queues of documents to apply.
 */
function subscriptionsOf(base: Base, intake: IntakeParts, loops: Loops, lanes: Lanes) {
  const { settings, registries, journal, odoo, connections, metrics, clock, random, log, time, lifecycle } =
    base;
  const { flows, formats } = registries;
  const moved = () => nudge(base.relay, loops.deliveries, loops.reporter);
  const given = { journal, connections, flows, formats, clock, log };
  const decoding = { ...given, onDecoded: moved };
  const large = lifecycle.runs(
    "finish",
    "the decoding of large messages",
    createLargeDecoder({ ...decoding, openDecode: intake.reading.openDecode }),
  );
  const decode = createDecoder({ ...decoding, decodeBody: intake.reading.decode, large });
  const applying = {
    ...given,
    odoo,
    breaker: loops.breaker,
    witness: createWitness(clock),
    isTimeSure: time.isSure,
    random,
    onSettled: moved,
  };
  const apply = (lane: LaneName) => createApplier({ ...applying, size: lanes[lane].size });
  return [
    ...intake.entrances.flatMap(({ subscriptions = [] }) => subscriptions),
    ...workSubscriptions({
      queuesOf: workQueues,
      decode: measuredWork("decode", decode, metrics),
      apply: (lane) => measuredWork("apply", apply(lane), metrics),
      lanes,
      largest: settings.SUTURE_BATCH_SIZE,
      log,
    }),
  ].map(base.hooks.subscription);
}
