import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createApp } from "./api/app.ts";
import { catalogRoutes } from "./api/catalog.ts";
import { connectionRoutes } from "./api/connections.ts";
import { messageRoutes } from "./api/messages.ts";
import { operatorsOf } from "./api/operators.ts";
import { type Checks, platformRoutes } from "./api/platform.ts";
import { openConsumer } from "./broker/consumer.ts";
import { openPublisher } from "./broker/publisher.ts";
import { readSettings, type Settings } from "./config.ts";
import { createTransport } from "./egress/transport.ts";
import { createApplier } from "./engine/apply.ts";
import { createBreaker } from "./engine/breaker.ts";
import { startConfiguration } from "./engine/configuration.ts";
import { createConnections } from "./engine/connections.ts";
import { createDecoder } from "./engine/decode.ts";
import { startDeliveries } from "./engine/deliver.ts";
import { createIntake, type Intake } from "./engine/intake.ts";
import { startOutbox } from "./engine/outbox.ts";
import { startRelay } from "./engine/relay.ts";
import { startReporter } from "./engine/reporter.ts";
import { createSourceViews } from "./engine/source-views.ts";
import { startUpkeep } from "./engine/upkeep.ts";
import { workSubscriptions } from "./engine/work.ts";
import { catalogue, flows } from "./flows/catalogue.ts";
import { amqpIngress } from "./ingress/amqp.ts";
import { ediRoutes } from "./ingress/edi.ts";
import { type MllpListener, type MllpTls, startMllp } from "./ingress/mllp/listener.ts";
import { webhookRoutes } from "./ingress/webhooks.ts";
import { migrate, openDatabase } from "./journal/database.ts";
import { createJournal, type Journal } from "./journal/journal.ts";
import { BILLING_CONTENT_TYPE } from "./mappings/billing/format.ts";
import { formats } from "./mappings/formats.ts";
import { createLogger, type Logger } from "./observability/log.ts";
import { newTraceId } from "./observability/trace.ts";
import { createGateway } from "./odoo/gateway.ts";
import { createJson2 } from "./odoo/json2.ts";
import { createPseudonym } from "./security/pseudonym.ts";
import { webhookSecretsIn } from "./security/secret-files.ts";

/** The composition root: reads the configuration, builds the parts, starts and stops them. Nothing else news things up. */

const EXIT_CONFIGURATION = 78;
const CONFIGURATION_POLL_MS = 5000;
const MLLP_IDLE_SECONDS = 600;

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
  await migrate(settings.SUTURE_DATABASE_URL, (message) => log.debug({ message }, "migration"));
  const database = openDatabase(settings.SUTURE_DATABASE_URL, (error) =>
    log.warn({ error: error.message }, "journal connection lost"),
  );
  const journal = createJournal(database);
  const connections = createConnections(await journal.loadConfiguration());
  const odoo = createGateway(
    createJson2({
      url: settings.SUTURE_ODOO_URL,
      database: settings.SUTURE_ODOO_DATABASE,
      apiKey: settings.SUTURE_ODOO_API_KEY,
      timeoutSeconds: settings.SUTURE_ODOO_TIMEOUT_SECONDS,
    }),
  );
  const publisher = await openPublisher(settings.SUTURE_AMQP_URL, log);
  const breaker = createBreaker(
    () => log.warn({}, "Odoo is away: documents wait, intake goes on"),
    () => {
      log.info({}, "Odoo is back");
      journal.hastenWaiting("odoo").then(
        () => upkeep.nudge(),
        (error) => log.warn({ error: String(error) }, "what waits for Odoo goes on at its own time"),
      );
    },
  );

  const relay = startRelay(journal, publisher, log);
  const deliveries = startDeliveries({
    journal,
    connections,
    transport: createTransport({
      dropFolder: settings.SUTURE_DROP_FOLDER ?? null,
      secretsDir: settings.SUTURE_SECRETS_DIR ?? null,
      timeoutSeconds: 30,
    }),
    clock,
    random,
    onSettled: () => nudge(relay, reporter, upkeep),
    log,
  });
  const pseudonym = createPseudonym(settings.SUTURE_PSEUDONYM_SECRET);
  const sourceViews = createSourceViews({ journal, connections, formats, pseudonym, log });
  const reporter = startReporter(journal, odoo, breaker, log, sourceViews);
  const upkeep = startUpkeep(journal, () => relay.nudge(), log);
  const intake = createIntake({ journal, formats, onStored: () => relay.nudge(), log });
  const decode = createDecoder({
    journal,
    connections,
    formats,
    flows,
    pseudonym,
    clock,
    onDecoded: () => nudge(relay, deliveries, reporter),
    log,
  });
  const apply = createApplier({
    journal,
    odoo,
    connections,
    flows,
    formats,
    breaker,
    clock,
    random,
    onSettled: () => nudge(relay, deliveries, reporter),
    log,
  });
  const configuration = startConfiguration(
    { journal, odoo, connections, catalogue, log },
    CONFIGURATION_POLL_MS,
  );
  const outbox = startOutbox(
    { journal, odoo, connections, flows, breaker, newTraceId, onTaken: () => relay.nudge(), log },
    settings.SUTURE_OUTBOX_POLL_SECONDS * 1000,
  );
  const consumer = await openConsumer(
    settings.SUTURE_AMQP_URL,
    [
      amqpIngress({
        intake,
        journal,
        kindOf: (code) => connections.find(code)?.kind ?? null,
        maximumBytes: settings.SUTURE_MAX_BODY_BYTES,
        log,
      }),
      ...workSubscriptions({ decode, apply, batch: settings.SUTURE_BATCH_SIZE }),
    ],
    log,
  );

  const operators = operatorsOf(settings.SUTURE_OPERATOR_TOKEN, settings.SUTURE_SENSITIVE_TOKEN ?? null);
  const checks: Checks = {
    journal: () =>
      journal.ping().then(
        () => ({ state: "up" }) as const,
        () => ({ state: "down", detail: "PostgreSQL does not answer" }) as const,
      ),
    broker: () => ({ state: publisher.connected() && consumer.connected() ? "up" : "down" }),
    odoo: () => (breaker.isOpen() ? { state: "down", detail: "documents wait for Odoo" } : { state: "up" }),
    configuration: () => ({ state: connections.known() ? "up" : "down" }),
  };
  const app = createApp(
    [
      platformRoutes(checks),
      ediRoutes({
        intake,
        journal,
        connections,
        maximumBytes: settings.SUTURE_MAX_BODY_BYTES,
        publicUrl: settings.SUTURE_PUBLIC_URL ?? null,
      }),
      webhookRoutes({
        intake,
        journal,
        connections,
        secretsOf: webhookSecretsIn(settings.SUTURE_SECRETS_DIR ?? null),
        contentTypes: { billing: BILLING_CONTENT_TYPE },
        clock,
        maximumBytes: settings.SUTURE_MAX_BODY_BYTES,
        publicUrl: settings.SUTURE_PUBLIC_URL ?? null,
        log,
      }),
      messageRoutes({
        journal,
        operators,
        odooUrl: settings.SUTURE_ODOO_URL.replace(/\/$/, ""),
        onReplay: () => nudge(relay, deliveries, reporter),
      }),
      connectionRoutes({ journal, connections, operators }),
      catalogRoutes(catalogue),
    ],
    log,
  );
  const server = await listen(createServer(app), settings.SUTURE_HTTP_PORT, settings.SUTURE_HTTP_HOST);
  log.info({ port: (server.address() as AddressInfo).port }, "listening");
  const mllp = await listenForHl7(settings, { intake, journal, clock, log });

  return async () => {
    await Promise.all([close(server), mllp?.close()]);
    await Promise.all([outbox, configuration, upkeep].map((loop) => loop.stop()));
    await consumer.close();
    await Promise.all([deliveries, reporter, relay].map((loop) => loop.stop()));
    await publisher.close();
    await database.end();
  };
}

/** The MLLP listener, when a port is set. The settings are checked to name either TLS or plain text. */
async function listenForHl7(
  settings: Settings,
  parts: { intake: Intake; journal: Journal; clock: () => Date; log: Logger },
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
