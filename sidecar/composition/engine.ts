import { openConsumer } from "../broker/consumer.ts";
import { INBOUND_QUEUE, workQueues } from "../broker/topology.ts";
import { createApplier } from "../engine/apply/apply.ts";
import { startDeliveries } from "../engine/deliver/deliver.ts";
import { createPreviewer } from "../engine/dry-run/preview.ts";
import { rehearseFile } from "../engine/dry-run/rehearse.ts";
import { sampleOf } from "../engine/dry-run/sample.ts";
import { createLanes, type Lanes, type Way } from "../engine/model/lanes.ts";
import { newTraceId } from "../engine/model/trace.ts";
import { startConfiguration, takeConfiguration } from "../engine/odoo-sync/configuration.ts";
import { startConnectionReporter } from "../engine/odoo-sync/connection-reporter.ts";
import { startOutbox } from "../engine/odoo-sync/outbox.ts";
import { startReporter } from "../engine/odoo-sync/reporter.ts";
import { startRouteReporter } from "../engine/odoo-sync/route-reporter.ts";
import { createCommands } from "../engine/operator/commands.ts";
import type { Odoo, OutboxRow } from "../engine/ports/odoo.ts";
import { createDecoder } from "../engine/receive/decode.ts";
import { createSourceViews } from "../engine/receive/source-views.ts";
import { workSubscriptions } from "../engine/receive/work.ts";
import { createWitness } from "../engine/resilience/blame.ts";
import { BREAKERS, createBreaker } from "../engine/resilience/breaker.ts";
import { startAnchoring } from "../engine/upkeep/anchoring.ts";
import { startSharing } from "../engine/upkeep/members.ts";
import { retentionTasks, startRetention } from "../engine/upkeep/retention.ts";
import { startUpkeep } from "../engine/upkeep/upkeep.ts";
import { catalogue, flows } from "../flows/catalogue.ts";
import { formats } from "../formats/registry.ts";
import { measuredTransport, measuredWork } from "../observability/measured.ts";
import { amqpIngress } from "../transports/amqp/in.ts";
import { createInboundWatch, type InboundWatch } from "../transports/amqp/inbound-watch.ts";
import { SPEAKER_FAULTS } from "../transports/amqp/speaker.ts";
import { createTargets } from "../transports/https/targets.ts";
import { createTransport } from "../transports/registry.ts";
import { createRouteCheck } from "../transports/route-check.ts";
import type { Base } from "./base.ts";
import { startHealth } from "./health.ts";
import type { IntakeParts } from "./intake.ts";
import { allowedTargets, brokerPublishers, laneSettings, mailServer, retentionDays } from "./settings.ts";
import { type Ending, PATIENCE, type Stage } from "./stopping.ts";
import { refuseTopology } from "./topology-check.ts";

const CONFIGURATION_POLL_MS = 5000;
const TRANSPORT_TIMEOUT_SECONDS = 30;
/** What failed alone more often than this stays with people when Odoo comes back. */
const RETRIED_BLAME = 4;
/** So long may a delivery under way take to end when the sidecar stops. */
const DELIVERY_GRACE_MS = 3000;

/** The parts that watch, send and report; what they do has a clock, not a queue. */
function startLoops(base: Base) {
  const { settings, log, journal, odoo, connections, metrics, members, clock, random, time } = base;
  const breaker = createBreaker({
    policy: BREAKERS.odoo,
    clock,
    random,
    onOpen: () => log.warn({}, "Odoo is away: documents wait, intake goes on"),
    onClose: () => {
      log.info({}, "Odoo is back");
      Promise.all([journal.hastenWaiting("odoo"), journal.retryBlamed(RETRIED_BLAME)]).then(
        () => upkeep.nudge(),
        (error) => log.warn({ error: String(error) }, "what waits for Odoo goes on at its own time"),
      );
    },
  });
  const leads = () => members.leads();
  const https = {
    secretsDir: settings.SUTURE_SECRETS_DIR ?? null,
    targets: createTargets(allowedTargets(settings)),
    timeoutSeconds: TRANSPORT_TIMEOUT_SECONDS,
    clock,
  };
  const transport = createTransport({
    ...https,
    dropFolder: settings.SUTURE_DROP_FOLDER ?? null,
    mail: mailServer(settings),
  });
  const deliveries = startDeliveries({
    journal,
    connections,
    transport: measuredTransport(transport, metrics),
    formats,
    clock,
    random,
    isTimeSure: time.isSure,
    giveUpHours: settings.SUTURE_DELIVERY_GIVE_UP_HOURS,
    graceMs: DELIVERY_GRACE_MS,
    onSettled: () => nudge(base.relay, reporter, upkeep),
    log,
  });
  const sourceViews = createSourceViews({ journal, connections, formats, pseudonym: base.pseudonym, log });
  const reporter = startReporter(journal, odoo, breaker, log, sourceViews, leads);
  const onQueued = () => base.relay.nudge();
  const upkeep = startUpkeep({
    journal,
    drained: base.publisher.drained,
    leads,
    isTimeSure: time.isSure,
    onQueued,
    log,
  });
  return {
    breaker,
    deliveries,
    reporter,
    upkeep,
    connectionReporter: startConnectionReporter(journal, odoo, breaker, log),
    routes: startRouteReporter({ connections, check: createRouteCheck(https), odoo, breaker, leads, log }),
    retention: startRetention({
      journal,
      tasks: retentionTasks(flows, retentionDays(settings)),
      isTimeSure: time.isSure,
      log,
    }),
    anchors: startAnchoring(journal, log),
    configuration: startConfiguration(
      { journal, odoo, connections, catalogue, breaker, log },
      CONFIGURATION_POLL_MS,
    ),
  };
}
type Loops = ReturnType<typeof startLoops>;

/** What Odoo wants to have sent or done. */
function startOutboxWith(base: Base, { breaker }: Loops, { cut, decode }: IntakeParts["reading"]) {
  const { settings, journal, odoo, connections, members, clock, log } = base;
  const preview = createPreviewer({ journal, odoo, connections, flows, formats, breaker, clock });
  const trying = { journal, odoo, flows, formats, breaker, cut, decodeBody: decode, clock, log };
  const trials = {
    rehearse: (row: OutboxRow) => rehearseFile(trying, row),
    sample: (row: OutboxRow) => sampleOf(trying, row),
  };
  const carryOut = createCommands({ journal, odoo, connections, flows, preview, trials, log });
  const outboxTake = (limit: number, lease: number) => takeIfFirst(odoo, members.leads(), limit, lease);
  const onTaken = () => base.relay.nudge();
  const refreshConnections = () => takeConfiguration({ journal, odoo, connections, log });
  const looking = { connections, refreshConnections, flows, breaker, carryOut };
  const given = { ...looking, journal, newTraceId, clock, onTaken, log };
  const outbox = startOutbox(
    { ...given, odoo: { ...odoo, outboxTake } },
    settings.SUTURE_OUTBOX_POLL_SECONDS * 1000,
  );
  return { preview, outbox };
}

/** Of several sidecars one takes what Odoo wants to have sent, in its order. The others only find out whether Odoo is there. */
async function takeIfFirst(odoo: Odoo, isFirst: boolean, limit: number, lease: number): Promise<OutboxRow[]> {
  if (isFirst) return odoo.outboxTake(limit, lease);
  await odoo.read({});
  return [];
}

/** What comes out of the broker's queues: messages of others, messages to decode, documents to apply. */
function subscriptionsOf(
  base: Base,
  intake: IntakeParts,
  loops: Loops,
  { lanes, inbound }: { readonly lanes: Lanes; readonly inbound: InboundWatch },
) {
  const { settings, journal, odoo, connections, metrics, clock, random, log, time } = base;
  // A figure that is there from the start: the first one is seen as a rise.
  for (const reason of SPEAKER_FAULTS) metrics.refused.inc({ door: "amqp", reason }, 0);
  const moved = () => nudge(base.relay, loops.deliveries, loops.reporter);
  const given = { journal, connections, flows, formats, clock, log };
  const decode = createDecoder({ ...given, decodeBody: intake.reading.decode, onDecoded: moved });
  const witness = createWitness(clock);
  const applying = {
    ...given,
    odoo,
    breaker: loops.breaker,
    witness,
    isTimeSure: time.isSure,
    random,
    onSettled: moved,
  };
  const apply = (way: Way) => createApplier({ ...applying, size: lanes[way].size });
  return [
    amqpIngress({
      queue: INBOUND_QUEUE,
      ...intake.boundedDoor("amqp"),
      // Also of one that is switched off: what is published for it may be read when it is on again.
      kindOf: (code) => connections.configured(code)?.kind ?? null,
      publishers: brokerPublishers(settings.SUTURE_AMQP_PUBLISHERS),
      connectionsKnown: connections.known,
      maximumBytes: settings.SUTURE_MAX_BODY_BYTES,
      watch: inbound,
      onFault: (reason) => metrics.refused.inc({ door: "amqp", reason }),
      log,
    }),
    ...workSubscriptions({
      queuesOf: workQueues,
      decode: measuredWork("decode", decode, metrics),
      apply: (way) => measuredWork("apply", apply(way), metrics),
      lanes,
      largest: settings.SUTURE_BATCH_SIZE,
      log,
    }),
  ].map(base.hooks.subscription);
}

/** Starts all that works by itself. `stages` tells how it ends: what is under way comes to its end, in time. */
export async function startEngine(base: Base, intake: IntakeParts) {
  const { settings, members, log } = base;
  const loops = startLoops(base);
  const { preview, outbox } = startOutboxWith(base, loops, intake.reading);
  const lanes = createLanes(laneSettings(settings));
  const inbound = createInboundWatch(base.clock);
  const subscriptions = subscriptionsOf(base, intake, loops, { lanes, inbound });
  const consumer = await openConsumer(settings.SUTURE_AMQP_URL, subscriptions, log, refuseTopology);
  const queues = subscriptions.map(({ queue }) => queue);
  const sharing = startSharing(consumer, members, queues, log);
  const { deliveries, reporter, connectionReporter, ...watching } = loops;
  const { breaker, ...watchers } = watching;
  const health = startHealth(base, { breaker, consumer, lanes, queues });
  return {
    breaker,
    consumer,
    lanes,
    inbound,
    queues,
    preview,
    outbox,
    /** Something was put into the queue by hand. */
    onReplay: () => nudge(base.relay, deliveries, reporter),
    /** In the order in which it ends, between the doors, which are first, and what all of it stands on. */
    stages: (doors: readonly Ending[], stores: readonly Ending[]): readonly Stage[] => [
      {
        milliseconds: PATIENCE.doors,
        endings: [...doors, ...endingsOf({ health, outbox, sharing, deliveries, ...watchers })],
      },
      {
        milliseconds: PATIENCE.work,
        endings: [{ what: "work from the queues", end: () => consumer.close() }],
      },
      {
        milliseconds: PATIENCE.reports,
        endings: endingsOf({ members, reporter, connectionReporter, relay: base.relay, time: base.time }),
      },
      {
        milliseconds: PATIENCE.stores,
        endings: [{ what: "the broker", end: () => base.publisher.close() }, ...stores],
      },
    ],
  };
}
export type Engine = Awaited<ReturnType<typeof startEngine>>;

const endingsOf = (loops: Readonly<Record<string, { stop(): Promise<unknown> }>>): Ending[] =>
  Object.entries(loops).map(([what, loop]) => ({ what, end: () => loop.stop() }));

function nudge(...loops: readonly { nudge(): void }[]): void {
  for (const loop of loops) loop.nudge();
}
