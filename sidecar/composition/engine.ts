import { openConsumer } from "../broker/consumer.ts";
import { createRouteCheck } from "../egress/route-check.ts";
import { createTargets } from "../egress/targets.ts";
import { createTransport } from "../egress/transport.ts";
import { startAnchoring } from "../engine/anchoring.ts";
import { createApplier } from "../engine/apply.ts";
import { BREAKERS, createBreaker } from "../engine/breaker.ts";
import { createCommands } from "../engine/commands.ts";
import { startConfiguration, takeConfiguration } from "../engine/configuration.ts";
import { startConnectionReporter } from "../engine/connection-reporter.ts";
import { createDecoder } from "../engine/decode.ts";
import { startDeliveries } from "../engine/deliver.ts";
import { createLanes, type Lanes, type Way } from "../engine/lanes.ts";
import type { Loop } from "../engine/loop.ts";
import { startSharing } from "../engine/members.ts";
import { startOutbox } from "../engine/outbox.ts";
import type { Odoo, OutboxRow } from "../engine/ports.ts";
import { createPreviewer } from "../engine/preview.ts";
import { rehearseFile } from "../engine/rehearse.ts";
import { startReporter } from "../engine/reporter.ts";
import { retentionTasks, startRetention } from "../engine/retention.ts";
import { startRouteReporter } from "../engine/route-reporter.ts";
import { sampleOf } from "../engine/sample.ts";
import { createSourceViews } from "../engine/source-views.ts";
import { startUpkeep } from "../engine/upkeep.ts";
import { workSubscriptions } from "../engine/work.ts";
import { catalogue, flows } from "../flows/catalogue.ts";
import { amqpIngress } from "../ingress/amqp.ts";
import { formats } from "../mappings/formats.ts";
import { measuredTransport, measuredWork } from "../observability/measured.ts";
import { newTraceId } from "../observability/trace.ts";
import type { Base } from "./base.ts";
import { startHealth } from "./health.ts";
import type { IntakeParts } from "./intake.ts";
import { allowedTargets, laneSettings, mailServer, retentionDays } from "./settings.ts";
import { refuseTopology } from "./topology-check.ts";

const CONFIGURATION_POLL_MS = 5000;
const TRANSPORT_TIMEOUT_SECONDS = 30;
/** So long may a delivery under way take to end when the sidecar stops. */
const DELIVERY_GRACE_MS = 5000;

/** The parts that watch, send and report; what they do has a clock, not a queue. */
function startLoops(base: Base) {
  const { settings, log, journal, odoo, connections, metrics, members, clock, random } = base;
  const breaker = createBreaker({
    policy: BREAKERS.odoo,
    clock,
    random,
    onOpen: () => log.warn({}, "Odoo is away: documents wait, intake goes on"),
    onClose: () => {
      log.info({}, "Odoo is back");
      journal.hastenWaiting("odoo").then(
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
    giveUpHours: settings.SUTURE_DELIVERY_GIVE_UP_HOURS,
    graceMs: DELIVERY_GRACE_MS,
    onSettled: () => nudge(base.relay, reporter, upkeep),
    log,
  });
  const sourceViews = createSourceViews({ journal, connections, formats, pseudonym: base.pseudonym, log });
  const reporter = startReporter(journal, odoo, breaker, log, sourceViews, leads);
  const onQueued = () => base.relay.nudge();
  const upkeep = startUpkeep({ journal, drained: base.publisher.drained, leads, onQueued, log });
  return {
    breaker,
    deliveries,
    reporter,
    upkeep,
    connectionReporter: startConnectionReporter(journal, odoo, breaker, log),
    routes: startRouteReporter({ connections, check: createRouteCheck(https), odoo, breaker, leads, log }),
    retention: startRetention({ journal, tasks: retentionTasks(flows, retentionDays(settings)), log }),
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
function subscriptionsOf(base: Base, intake: IntakeParts, loops: Loops, lanes: Lanes) {
  const { settings, journal, odoo, connections, metrics, clock, random, log } = base;
  const moved = () => nudge(base.relay, loops.deliveries, loops.reporter);
  const given = { journal, connections, flows, formats, clock, log };
  const decode = createDecoder({ ...given, decodeBody: intake.reading.decode, onDecoded: moved });
  const applying = { ...given, odoo, breaker: loops.breaker, random, onSettled: moved };
  const apply = (way: Way) => createApplier({ ...applying, size: lanes[way].size });
  return [
    amqpIngress({
      ...intake.boundedDoor("amqp"),
      kindOf: (code) => connections.find(code)?.kind ?? null,
      maximumBytes: settings.SUTURE_MAX_BODY_BYTES,
      log,
    }),
    ...workSubscriptions({
      decode: measuredWork("decode", decode, metrics),
      apply: (way) => measuredWork("apply", apply(way), metrics),
      lanes,
      largest: settings.SUTURE_BATCH_SIZE,
    }),
  ].map(base.hooks.subscription);
}

/** Starts all that works by itself. `stop` lets what is under way come to its end. */
export async function startEngine(base: Base, intake: IntakeParts) {
  const { settings, members, log } = base;
  const loops = startLoops(base);
  const { preview, outbox } = startOutboxWith(base, loops, intake.reading);
  const lanes = createLanes(laneSettings(settings));
  const subscriptions = subscriptionsOf(base, intake, loops, lanes);
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
    queues,
    preview,
    outbox,
    /** Something was put into the queue by hand. */
    onReplay: () => nudge(base.relay, deliveries, reporter),
    stop: async () => {
      await stopAll([health, outbox, sharing, ...Object.values(watchers)]);
      await consumer.close();
      await members.stop();
      await stopAll([deliveries, reporter, connectionReporter, base.relay]);
      await base.publisher.close();
    },
  };
}
export type Engine = Awaited<ReturnType<typeof startEngine>>;

const stopAll = (loops: readonly Loop[]) => Promise.all(loops.map((loop) => loop.stop()));

function nudge(...loops: readonly { nudge(): void }[]): void {
  for (const loop of loops) loop.nudge();
}
