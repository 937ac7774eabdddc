import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createApp } from "./api/app.ts";
import { auditRoutes } from "./api/audit.ts";
import { catalogRoutes } from "./api/catalog.ts";
import { connectionRoutes } from "./api/connections.ts";
import { correctionRoutes } from "./api/corrections.ts";
import { docsRoutes } from "./api/docs/routes.ts";
import { documentActionRoutes } from "./api/document-actions.ts";
import { documentRoutes } from "./api/documents.ts";
import { messageRoutes } from "./api/messages.ts";
import { metricsRoutes } from "./api/metrics.ts";
import { nudgeRoutes } from "./api/nudge.ts";
import { operatorsOf } from "./api/operators.ts";
import { type Checks, platformRoutes, statesOf } from "./api/platform.ts";
import { replayRoutes } from "./api/replays.ts";
import { openConsumer } from "./broker/consumer.ts";
import { changesOf, fingerprint } from "./broker/fingerprint.ts";
import { openPublisher } from "./broker/publisher.ts";
import { readSettings, type Settings } from "./config.ts";
import type { MailServer } from "./egress/email.ts";
import { createTransport } from "./egress/transport.ts";
import { startAnchoring } from "./engine/anchoring.ts";
import { createApplier } from "./engine/apply.ts";
import { BREAKERS, createBreaker } from "./engine/breaker.ts";
import { createCommands } from "./engine/commands.ts";
import { startConfiguration } from "./engine/configuration.ts";
import { startConnectionReporter } from "./engine/connection-reporter.ts";
import { createConnections } from "./engine/connections.ts";
import { createDecoder } from "./engine/decode.ts";
import { startDeliveries } from "./engine/deliver.ts";
import { createIntake, type Intake } from "./engine/intake.ts";
import { createLanes, type Way } from "./engine/lanes.ts";
import { startMembers, startSharing } from "./engine/members.ts";
import { startOutbox } from "./engine/outbox.ts";
import type { Odoo, OutboxRow } from "./engine/ports.ts";
import { createPreviewer } from "./engine/preview.ts";
import { startRelay } from "./engine/relay.ts";
import { startReporter } from "./engine/reporter.ts";
import { type RetentionDays, retentionTasks, startRetention } from "./engine/retention.ts";
import { createSourceViews } from "./engine/source-views.ts";
import { startUpkeep } from "./engine/upkeep.ts";
import { workSubscriptions } from "./engine/work.ts";
import { catalogue, flows } from "./flows/catalogue.ts";
import { admit, admitted, createAdmission } from "./ingress/admission.ts";
import { amqpIngress } from "./ingress/amqp.ts";
import { ediRoutes } from "./ingress/edi.ts";
import { eventRoutes } from "./ingress/events.ts";
import { type MllpListener, type MllpTls, startMllp } from "./ingress/mllp/listener.ts";
import { webhookRoutes } from "./ingress/webhooks.ts";
import { type Database, migrate, openDatabase } from "./journal/database.ts";
import { createJournal, type Journal } from "./journal/journal.ts";
import { createMembership } from "./journal/members.ts";
import { rememberTopology, replaceTopology } from "./journal/topology.ts";
import { BILLING_CONTENT_TYPE } from "./mappings/billing/format.ts";
import { formats } from "./mappings/formats.ts";
import { backlogMetrics } from "./observability/backlog-metrics.ts";
import { createLogger, type Logger } from "./observability/log.ts";
import {
  type Door,
  measuredDoor,
  measuredJournal,
  measuredOdoo,
  measuredTransport,
  measuredWork,
} from "./observability/measured.ts";
import { createMetrics } from "./observability/metrics.ts";
import { newTraceId } from "./observability/trace.ts";
import { createGateway } from "./odoo/gateway.ts";
import { createJson2 } from "./odoo/json2.ts";
import { directReading, type Reading } from "./reading/reading.ts";
import { threadedReading } from "./reading/threads.ts";
import { createPseudonym } from "./security/pseudonym.ts";
import { webhookSecretsIn } from "./security/secret-files.ts";
import { testHooks } from "./testing/hooks.ts";

/** The composition root: reads the configuration, builds the parts, starts and stops them. Nothing else news things up. */

const EXIT_CONFIGURATION = 78;
const CONFIGURATION_POLL_MS = 5000;
const MLLP_IDLE_SECONDS = 600;
const TRANSPORT_TIMEOUT_SECONDS = 30;
/** So long may a delivery under way take to end when the sidecar stops. */
const DELIVERY_GRACE_MS = 5000;
/** Within which a request must have arrived whole: a sender that dawdles keeps the room of others. */
const REQUEST_TIMEOUT_MS = 60_000;

const { settings, problems } = readSettings(process.env);
if (!settings) {
  for (const problem of problems) process.stderr.write(`${problem.name} ${problem.message}\n`);
  process.exit(EXIT_CONFIGURATION);
}
const log = createLogger(settings.SUTURE_LOG_LEVEL);
const stop = await start(settings, log);
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => {
    log.info({ signal }, "stopping");
    void stop().then(() => process.exit(0));
  });

async function start(settings: Settings, log: Logger): Promise<() => Promise<void>> {
  const clock = () => new Date();
  const random = Math.random;
  const hooks = testHooks(process.env, log);
  await migrate(settings.SUTURE_DATABASE_URL, (message) => log.debug({ message }, "migration"));
  const database = openDatabase(settings.SUTURE_DATABASE_URL, (error) =>
    log.warn({ error: error.message }, "journal connection lost"),
  );
  hooks.database(database);
  await checkTopology(database);
  const metrics = createMetrics();
  const journal = measuredJournal(
    hooks.journal(createJournal(database, settings.SUTURE_AUDIT_SECRET ?? null)),
    metrics,
  );
  if (settings.SUTURE_AUDIT_SECRET === undefined)
    log.warn({}, "SUTURE_AUDIT_SECRET is not set: whoever can write the journal can forge the audit trail");
  const id = randomUUID();
  const members = startMembers(createMembership(settings.SUTURE_DATABASE_URL, id), id, log);
  const connections = createConnections(await journal.loadConfiguration());
  const odoo = measuredOdoo(
    hooks.odoo(
      createGateway(
        createJson2({
          url: settings.SUTURE_ODOO_URL,
          database: settings.SUTURE_ODOO_DATABASE,
          apiKey: settings.SUTURE_ODOO_API_KEY,
          timeoutSeconds: settings.SUTURE_ODOO_TIMEOUT_SECONDS,
        }),
      ),
    ),
    metrics,
  );
  const publisher = hooks.publisher(await openPublisher(settings.SUTURE_AMQP_URL, log, refuseTopology));
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

  const relay = startRelay(journal, publisher, log);
  const deliveries = startDeliveries({
    journal,
    connections,
    transport: measuredTransport(
      createTransport({
        dropFolder: settings.SUTURE_DROP_FOLDER ?? null,
        secretsDir: settings.SUTURE_SECRETS_DIR ?? null,
        timeoutSeconds: TRANSPORT_TIMEOUT_SECONDS,
        mail: mailServer(settings),
      }),
      metrics,
    ),
    formats,
    clock,
    random,
    giveUpHours: settings.SUTURE_DELIVERY_GIVE_UP_HOURS,
    graceMs: DELIVERY_GRACE_MS,
    onSettled: () => nudge(relay, reporter, upkeep),
    log,
  });
  const connectionReporter = startConnectionReporter(journal, odoo, breaker, log);
  const pseudonym = createPseudonym(settings.SUTURE_PSEUDONYM_SECRET);
  const sourceViews = createSourceViews({ journal, connections, formats, pseudonym, log });
  const reporter = startReporter(journal, odoo, breaker, log, sourceViews, () => members.leads());
  const upkeep = startUpkeep({
    journal,
    drained: publisher.drained,
    leads: () => members.leads(),
    onQueued: () => relay.nudge(),
    log,
  });
  const room = { bodies: settings.SUTURE_INTAKE_BODIES, bytes: settings.SUTURE_INTAKE_BYTES };
  const admission = createAdmission(room);
  // Whose signature is checked only once the body is there may be anybody: that has room of its own.
  const unproven = createAdmission({ bodies: Math.ceil(room.bodies / 4), bytes: room.bytes / 4 });
  const reading = threadedReading(
    directReading(formats, pseudonym),
    { pseudonymSecret: settings.SUTURE_PSEUDONYM_SECRET },
    { megabytes: settings.SUTURE_READER_MEMORY_MB, seconds: settings.SUTURE_READER_SECONDS },
  );
  const intake = hooks.intake(
    createIntake({ journal, cut: reading.cut, onStored: () => relay.nudge(), log }),
  );
  const door = (name: Door, bounded: Intake = intake) =>
    measuredDoor(metrics, name, { intake: bounded, journal, connections });
  const boundedIntake = admitted(intake, admission);
  const decode = createDecoder({
    journal,
    connections,
    formats,
    flows,
    decodeBody: reading.decode,
    clock,
    onDecoded: () => nudge(relay, deliveries, reporter),
    log,
  });
  const lanes = createLanes({
    calls: {
      critical: settings.SUTURE_CALLS_CRITICAL,
      standard: settings.SUTURE_CALLS_STANDARD,
      bulk: settings.SUTURE_CALLS_BULK,
      contended: settings.SUTURE_CALLS_CONTENDED,
    },
    largest: settings.SUTURE_BATCH_SIZE,
    fillMs: settings.SUTURE_BATCH_FILL_MILLISECONDS,
  });
  const apply = (way: Way) =>
    createApplier({
      journal,
      odoo,
      connections,
      flows,
      formats,
      breaker,
      clock,
      random,
      size: lanes[way].size,
      onSettled: () => nudge(relay, deliveries, reporter),
      log,
    });
  const retention = startRetention({ journal, tasks: retentionTasks(flows, retentionDays(settings)), log });
  const anchors = startAnchoring(journal, log);
  const configuration = startConfiguration(
    { journal, odoo, connections, catalogue, breaker, log },
    CONFIGURATION_POLL_MS,
  );
  const preview = createPreviewer({ journal, odoo, connections, flows, formats, breaker, clock });
  const carryOut = createCommands({ journal, odoo, connections, flows, preview, log });
  const outbox = startOutbox(
    {
      journal,
      odoo: { ...odoo, outboxTake: (limit, lease) => takeIfFirst(odoo, members.leads(), limit, lease) },
      connections,
      flows,
      breaker,
      carryOut,
      newTraceId,
      clock,
      onTaken: () => relay.nudge(),
      log,
    },
    settings.SUTURE_OUTBOX_POLL_SECONDS * 1000,
  );
  const subscriptions = [
    amqpIngress({
      ...door("amqp", boundedIntake),
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
  ].map(hooks.subscription);
  const consumer = await openConsumer(settings.SUTURE_AMQP_URL, subscriptions, log, refuseTopology);
  const queues = subscriptions.map(({ queue }) => queue);
  const sharing = startSharing(consumer, members, queues, log);

  const odooUrl = settings.SUTURE_ODOO_URL.replace(/\/$/, "");
  const onReplay = () => nudge(relay, deliveries, reporter);
  const operators = operatorsOf(settings.SUTURE_OPERATOR_TOKEN, settings.SUTURE_SENSITIVE_TOKEN ?? null);
  const checks: Checks = {
    journal: () =>
      journal.ping().then(
        () => ({ state: "up" }) as const,
        () => ({ state: "down", detail: "PostgreSQL does not answer" }) as const,
      ),
    broker: () => ({ state: publisher.connected() && consumer.connected() ? "up" : "down" }),
    odoo: () =>
      breaker.isOpen()
        ? { state: "down", detail: `documents wait for Odoo since ${breaker.openSince()?.toISOString()}` }
        : { state: "up" },
    configuration: () => ({ state: connections.known() ? "up" : "down" }),
  };
  backlogMetrics(metrics.registry, {
    backlog: () => journal.backlog(),
    states: async () => (await statesOf(checks)).map(([part, { state }]) => [part, state === "up"] as const),
    clock,
  });
  const partnerDoor = {
    connections,
    maximumBytes: settings.SUTURE_MAX_BODY_BYTES,
    beforeBody: admit(admission, settings.SUTURE_MAX_BODY_BYTES),
    publicUrl: settings.SUTURE_PUBLIC_URL ?? null,
  };
  const app = createApp(
    [
      platformRoutes(checks),
      metricsRoutes(metrics.registry),
      ediRoutes({ ...partnerDoor, ...door("edi") }),
      eventRoutes({ ...partnerDoor, ...door("events") }),
      webhookRoutes({
        ...partnerDoor,
        ...door("webhooks"),
        secretsOf: webhookSecretsIn(settings.SUTURE_SECRETS_DIR ?? null),
        contentTypes: { billing: BILLING_CONTENT_TYPE },
        clock,
        beforeBody: admit(unproven, settings.SUTURE_MAX_BODY_BYTES),
        log,
      }),
      messageRoutes({ journal, operators, odooUrl }),
      replayRoutes({ journal, operators, preview, onReplay }),
      documentRoutes({ journal, operators, flows, odooUrl }),
      correctionRoutes({ journal, operators, connections, flows, preview, onReplay }),
      documentActionRoutes({ journal, operators, onReplay }),
      connectionRoutes({ journal, connections, operators }),
      auditRoutes({ journal, operators }),
      catalogRoutes(catalogue),
      docsRoutes(),
      nudgeRoutes(() => outbox.nudge()),
    ],
    log,
  );
  const server = await listen(
    createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, app),
    settings.SUTURE_HTTP_PORT,
    settings.SUTURE_HTTP_HOST,
  );
  log.info({ port: (server.address() as AddressInfo).port }, "listening");
  const mllp = await listenForHl7(settings, {
    ...door("mllp", boundedIntake),
    addressees: reading.addressees,
    clock,
    log,
  });

  return async () => {
    await Promise.all([close(server), mllp?.close()]);
    await Promise.all(
      [outbox, configuration, upkeep, sharing, retention, anchors].map((loop) => loop.stop()),
    );
    await consumer.close();
    await members.stop();
    await Promise.all([deliveries, reporter, connectionReporter, relay].map((loop) => loop.stop()));
    await Promise.all([publisher.close(), reading.close()]);
    await database.end();
  };
}

/** Of several sidecars one takes what Odoo wants to have sent, in its order. The others only find out whether Odoo is there. */
async function takeIfFirst(odoo: Odoo, isFirst: boolean, limit: number, lease: number): Promise<OutboxRow[]> {
  if (isFirst) return odoo.outboxTake(limit, lease);
  await odoo.read({});
  return [];
}

/** Documents of one thing must go by one way: other queues than before are refused until somebody has moved over to them. */
async function checkTopology(database: Database): Promise<void> {
  const before = await rememberTopology(database, fingerprint());
  if (before === null) return;
  const changes = changesOf(before, fingerprint());
  if (changes.length > 0) refuseTopology(`${changes.join("; ")}.`);
  await replaceTopology(database, fingerprint());
}

function refuseTopology(problem: string): void {
  process.stderr.write(
    `The broker's queues are not those that this version works with. ${problem}\nWhat to do: docs/operate.md, "Changing partitions".\n`,
  );
  process.exit(EXIT_CONFIGURATION);
}

/** The MLLP listener, when a port is set. The settings are checked to name either TLS or plain text. */
async function listenForHl7(
  settings: Settings,
  parts: {
    intake: Intake;
    addressees: Reading["addressees"];
    journal: Journal;
    clock: () => Date;
    log: Logger;
  },
): Promise<MllpListener | null> {
  const { SUTURE_MLLP_PORT: port, SUTURE_MLLP_HOST: host, SUTURE_MLLP_CONNECTION: connection } = settings;
  if (port === undefined) return null;
  const protection = mllpProtection(settings);
  const listener = await startMllp({
    ...parts,
    ...protection,
    host,
    port,
    connection,
    maximumBytes: settings.SUTURE_MAX_BODY_BYTES,
    idleSeconds: MLLP_IDLE_SECONDS,
    newTraceId,
    onBadFrame: ({ reason, ...frame }) =>
      parts.journal.insertRejection({ ...frame, transport: "mllp", status: 400, reason }),
  });
  parts.log.info({ port: listener.port, connection, tls: "tls" in protection }, "listening for HL7 v2");
  return listener;
}

function mailServer({ SUTURE_SMTP_URL: url, SUTURE_SMTP_FROM: from }: Settings): MailServer | null {
  return url && from ? { url, from, timeoutSeconds: 15 } : null;
}

function retentionDays(settings: Settings): RetentionDays {
  return {
    clinicalBodies: settings.SUTURE_RETENTION_CLINICAL_DAYS,
    unclaimed: settings.SUTURE_RETENTION_UNCLAIMED_DAYS,
    deliveries: settings.SUTURE_RETENTION_DELIVERIES_DAYS,
    events: settings.SUTURE_RETENTION_EVENTS_DAYS,
    rejections: settings.SUTURE_RETENTION_REJECTIONS_DAYS,
    steps: settings.SUTURE_RETENTION_STEPS_DAYS,
    keys: settings.SUTURE_RETENTION_KEYS_DAYS,
  };
}

function mllpProtection(settings: Settings): { tls: MllpTls } | { plain: true } {
  const {
    SUTURE_MLLP_TLS_KEY: key,
    SUTURE_MLLP_TLS_CERTIFICATE: cert,
    SUTURE_MLLP_TLS_CLIENT_CA: ca,
  } = settings;
  return key && cert && ca ? { tls: { key, cert, ca } } : { plain: true };
}

function nudge(...loops: readonly { nudge(): void }[]): void {
  for (const loop of loops) loop.nudge();
}

function listen(server: Server, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve(server));
  });
}

/** Takes no new connection, lets the answers under way finish. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
